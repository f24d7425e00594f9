"""What rows of a practice share.

A row that belongs to an action names that action's ``key``: a foreign
key between rows of one page would still point at the original after a copy.
"""

from django.db import models
from django.utils.translation import gettext_lazy as _

from modelcluster.fields import ParentalKey

from portal.core.models import WordsRow

__all__ = ["ActionRow", "WordsRow", "parent_of"]


class ActionRow(models.Model):
    """A row that may belong to one action of the practice."""

    action_key = models.SlugField(
        _("volet concerné"),
        max_length=60,
        blank=True,
        help_text=_("Le repère du volet, s’il y en a plusieurs. Sinon, laissez vide."),
    )

    class Meta:
        abstract = True


def parent_of(related_name: str) -> ParentalKey:
    """Return the key from a row to its practice."""
    return ParentalKey(
        "practices.PracticePage", on_delete=models.CASCADE, related_name=related_name
    )
