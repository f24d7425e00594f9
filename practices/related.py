"""What else to read after a practice, and why."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from django.db.models import Case, F, Q, When, Window
from django.db.models.functions import RowNumber
from django.utils.translation import gettext as _

from practices.cards import Card, practice_cards
from practices.enums import TerritoryKind
from practices.models import PracticePage, Territory, Theme

AT_MOST = 3


@dataclass(frozen=True)
class Related:
    """Some practices and the reason they are shown."""

    reason: str
    cards: list[Card]


def related_practices(
    practice: PracticePage,
    themes: list[Theme],
    language: str,
    chosen: Sequence[int] = (),
) -> list[Related]:
    """Return other published practices of ``themes``, its own, nearest first.

    First those of the same theme in the same intercommunalité, then those of the same
    theme elsewhere; each practice appears once, three a group at most. The pages
    ``chosen`` by editors stand apart and take the room of as many of the farthest.
    """
    if not themes or practice.structure is None:
        return []
    near_places = Territory.objects.filter(
        kind=TerritoryKind.EPCI, within=practice.structure.commune
    )
    is_near = Q(structure__commune__lineage__in=near_places)
    near = PracticePage.objects.filter(is_near).order_by().values("pk")
    alike = PracticePage.objects.filter(themes__in=themes).order_by().values("pk")
    is_near_by_key = dict(
        PracticePage.objects.published()
        .sources()
        .filter(pk__in=alike)
        .exclude(pk__in=[practice.pk, *chosen])
        .annotate(is_near=Case(When(pk__in=near, then=True), default=False))
        .annotate(
            rank=Window(
                RowNumber(),
                partition_by="is_near",
                order_by=[F("first_published_at").desc(), F("pk").desc()],
            )
        )
        .filter(rank__lte=AT_MOST)
        .newest_first()
        .values_list("pk", "is_near")
    )
    far = [pk for pk, is_near in is_near_by_key.items() if not is_near]
    for pk in far[max(0, AT_MOST - len(chosen)) :]:
        del is_near_by_key[pk]
    shared = {theme.slug for theme in themes}
    cards = [
        # The theme they share leads: it is why the card is there.
        replace(
            card, themes=tuple(sorted(card.themes, key=lambda t: t.slug not in shared))
        )
        for card in practice_cards(is_near_by_key, language)
    ]
    groups = [
        (
            _("Même thème, même intercommunalité"),
            [card for card in cards if is_near_by_key[card.pk]],
        ),
        (
            _("Même thème, ailleurs"),
            [card for card in cards if not is_near_by_key[card.pk]],
        ),
    ]
    return [Related(reason, found) for reason, found in groups if found]
