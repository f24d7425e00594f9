"""What tests of people and of the démarche start from."""

from datetime import timedelta
from itertools import count

from django.utils import timezone

from practices.enums import Offer
from practices.models import AmbassadorPage, StructurePage
from tests.factories import make_structure, make_theme

_numbers = count(1)


def make_ambassador(
    structure: StructurePage | None = None,
    title: str = "Nadia Exemple",
    *,
    live: bool = True,
    user=None,
    **fields,
) -> AmbassadorPage:
    """Return someone who agrees for a year, published unless told otherwise."""
    structure = structure or make_structure(f"Maison {next(_numbers)}")
    relations = {
        name: fields.pop(name) for name in ("themes", "territories") if name in fields
    }
    today = timezone.localdate()
    page = AmbassadorPage(
        title=title,
        live=False,
        owner=user,
        **{
            "lead": "Elle montre comment on s’y prend.",
            "offers": [Offer.VISIT, Offer.ADVICE],
            "consent_given_on": today,
            "consent_until": today + timedelta(days=365),
            **fields,
        },
    )
    relations.setdefault("themes", [make_theme()])
    for name, values in relations.items():
        setattr(page, name, values)
    # Read again: an instance kept from before does not know its new children.
    StructurePage.objects.get(pk=structure.pk).add_child(instance=page)
    revision = page.save_revision(user=user, clean=live)
    if live:
        revision.publish()
    return AmbassadorPage.objects.get(pk=page.pk)
