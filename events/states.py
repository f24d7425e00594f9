"""Where a thematic day stands at an instant, by the clocks of Paris.

Two facts alone are typed, the cancellation and the postponement; the rest follows from
the sessions and from the report. Everything here is a pure function of its arguments.
"""

from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from typing import NamedTuple, Protocol
from zoneinfo import ZoneInfo

from events.enums import DayState

PARIS = ZoneInfo("Europe/Paris")


# From when to when; either may be missing in a draft.
Hours = tuple[datetime | None, datetime | None]


class Span(NamedTuple):
    """From when to when a day takes place; None while nobody knows."""

    starts_at: datetime | None
    ends_at: datetime | None
    # True while only the new date is known, not its hours.
    is_postponed: bool


class Dated(Protocol):
    """What the state of a day follows from."""

    starts_at: datetime | None
    ends_at: datetime | None
    is_postponed: bool
    has_report: bool
    cancelled_on: date | None


def span_of(hours: Sequence[Hours], postponed_to: date | None) -> Span:
    """Return when a day with sessions of these ``hours`` takes place.

    A day put off to a later date than its sessions lasts the whole of that date, until
    the sessions are given their new hours.
    """
    starts = [start for start, _end in hours if start]
    ends = [end or start for start, end in hours if end or start]
    last = max((end for end in ends if end), default=None)
    if postponed_to and (last is None or paris_date(last) < postponed_to):
        midnight = datetime.combine(postponed_to, time(), PARIS)
        next_midnight = datetime.combine(
            postponed_to + timedelta(days=1), time(), PARIS
        )
        return Span(midnight, next_midnight, True)
    return Span(min(starts, default=None), last, False)


def state_at(day: Dated, at: datetime) -> DayState:
    """Return where ``day`` stands at the instant ``at``.

    Calling off is said from the day it was decided, and remains true afterwards.
    """
    if day.cancelled_on and day.cancelled_on <= paris_date(at):
        return DayState.CANCELLED
    if day.ends_at is not None and day.ends_at <= at:
        return DayState.REPORT_PUBLISHED if day.has_report else DayState.PAST
    if day.is_postponed:
        return DayState.POSTPONED
    if day.starts_at is not None and day.starts_at <= at:
        return DayState.ONGOING
    return DayState.ANNOUNCED


def is_over(day: Dated, at: datetime) -> bool:
    """True from the instant ``day`` ends."""
    return day.ends_at is not None and day.ends_at <= at


def paris_date(at: datetime) -> date:
    """Return the date in France at the instant ``at``."""
    return at.astimezone(PARIS).date()
