"""What all rows of a thematic day share.

A workshop names its session, and an idea its workshop, by ``key``: a foreign key between
rows of one page would still point at the original after a copy.
"""

from django.db import models
from django.utils.translation import gettext_lazy as _

from modelcluster.fields import ParentalKey


def day_of(related_name: str) -> ParentalKey:
    """Return the key from a row to its day."""
    return ParentalKey(
        "events.ThematicDayPage", on_delete=models.CASCADE, related_name=related_name
    )


def key_field(**options) -> models.SlugField:
    """Return the name by which other rows of the same page refer to a row."""
    return models.SlugField(
        _("repère"),
        max_length=60,
        help_text=_(
            "Un mot sans espace ni accent\u00a0: «\u00a0matin\u00a0», «\u00a0ateliers\u00a0»."
        ),
        **options,
    )
