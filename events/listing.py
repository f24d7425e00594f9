"""Lists of published days: each once, in one order for everyone."""

from dataclasses import dataclass
from datetime import datetime

from django.utils import timezone

from events.cards import DayCard, day_cards
from events.models import DayQuerySet, EventSeries, ThematicDayPage


def listed() -> DayQuerySet:
    """Return the days that public lists may show."""
    return ThematicDayPage.objects.published().sources()


def coming_then_past(
    at: datetime, series: EventSeries | None = None
) -> tuple[list[int], list[int]]:
    """Return the keys of the days to come, the nearest first, and of those past.

    With ``series``, those of that cycle (the French one).
    """
    days = listed()
    if series is not None:
        days = days.filter(series=series)
    return (
        list(days.coming(at).values_list("pk", flat=True)),
        list(days.past(at).values_list("pk", flat=True)),
    )


@dataclass(frozen=True)
class ComingAndPast:
    """Cards of days to come, and of days that were."""

    coming: list[DayCard]
    past: list[DayCard]


def coming_and_past(keys: list[int], language: str) -> list[ComingAndPast]:
    """Return the days ``keys`` as cards in two lists, each in the order given."""
    now = timezone.now()
    over = set(
        ThematicDayPage.objects.filter(pk__in=keys)
        .past(now)
        .values_list("pk", flat=True)
    )
    cards = day_cards(keys, language, now)
    return [
        ComingAndPast(
            coming=[card for card in cards if card.pk not in over],
            past=[card for card in cards if card.pk in over],
        )
    ]
