"""Days as calendars of RFC 5545: pure functions from what is known to the bytes.

A calendar knows an event again by its UID, which never changes: the key that a day keeps
in all languages, then the rank of its date for those that last several. SEQUENCE grows
with each publication, so that a change or a cancellation reaches those who subscribed.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from uuid import UUID

from icalendar import (
    Calendar,
    Event,
    Timezone,
    TimezoneDaylight,
    TimezoneStandard,
    vUri,
)

from events.enums import DayState
from events.states import PARIS, paris_date

PRODUCT = "-//Pratiques a partager//Journees//FR"
CONTENT_TYPE = "text/calendar; charset=utf-8"
FILE_NAME = "journee.ics"


@dataclass(frozen=True)
class Session:
    """When and where something of a day takes place."""

    starts_at: datetime
    ends_at: datetime
    place: str = ""


@dataclass(frozen=True)
class Day:
    """What calendars are told of a day."""

    key: UUID
    title: str
    summary: str
    url: str
    state: DayState
    published_at: datetime
    first_published_at: datetime
    sessions: list[Session] = field(default_factory=list)
    postponed_to: date | None = None


def calendar_path(page) -> str:
    """Return the path of the calendar file of a day's page."""
    return f"{page.get_url() or '/'}{FILE_NAME}"


def to_ical(days: Iterable[Day], name: str) -> bytes:
    """Return a calendar called ``name`` with the events of ``days``."""
    calendar = Calendar()
    calendar.add("prodid", PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("method", "PUBLISH")
    calendar.add("name", name)
    calendar.add("x-wr-calname", name)
    calendar.add_component(_paris())
    for day in days:
        for event in _events(day):
            calendar.add_component(event)
    return calendar.to_ical()


def _paris() -> Timezone:
    """Return the clocks of Paris: rules, which calendars follow further than lists."""
    zone = Timezone()
    zone.add("tzid", PARIS.key)
    for half, first, month, before, after in (
        (TimezoneDaylight(), datetime(1981, 3, 29, 2), 3, 1, 2),
        (TimezoneStandard(), datetime(1996, 10, 27, 3), 10, 2, 1),
    ):
        half.add("dtstart", first)
        half.add("tzoffsetfrom", timedelta(hours=before))
        half.add("tzoffsetto", timedelta(hours=after))
        half.add("tzname", "CEST" if after == 2 else "CET")
        half.add("rrule", {"freq": "yearly", "bymonth": month, "byday": "-1SU"})
        zone.add_component(half)
    return zone


def _events(day: Day) -> list[Event]:
    """Return one event for each date, from its first to its last hour."""
    dates: dict[date, list[Session]] = {}
    for session in sorted(day.sessions, key=lambda session: session.starts_at):
        dates.setdefault(paris_date(session.starts_at), []).append(session)
    events = [
        _timed(day, rank, sessions) for rank, sessions in enumerate(dates.values(), 1)
    ]
    if day.postponed_to is None:
        return events
    # The new date takes the place of the first one; the others no longer take place.
    for event in events[1:]:
        event["STATUS"] = "CANCELLED"
    return [_whole_day(day, day.postponed_to), *events[1:]]


def _timed(day: Day, rank: int, sessions: list[Session]) -> Event:
    event = _event(day, rank)
    event.add("dtstart", sessions[0].starts_at.astimezone(PARIS))
    event.add("dtend", max(row.ends_at for row in sessions).astimezone(PARIS))
    places = [place for place in dict.fromkeys(row.place for row in sessions) if place]
    if places:
        event.add("location", " ; ".join(places))
    return event


def _whole_day(day: Day, new_date: date) -> Event:
    event = _event(day, 1)
    event.add("dtstart", new_date)
    event.add("dtend", new_date + timedelta(days=1))
    return event


def _event(day: Day, rank: int) -> Event:
    age = day.published_at - day.first_published_at
    event = Event()
    event.add("uid", f"{day.key}" if rank == 1 else f"{day.key}-{rank}")
    event.add("dtstamp", day.published_at.astimezone(UTC))
    event.add("last-modified", day.published_at.astimezone(UTC))
    # In minutes since it was announced: it grows with each publication.
    event.add("sequence", max(0, int(age.total_seconds() // 60)))
    event.add("summary", day.title)
    if day.summary:
        event.add("description", day.summary)
    event.add("url", vUri(day.url))
    event.add("status", _status(day))
    return event


def _status(day: Day) -> str:
    if day.state == DayState.CANCELLED:
        return "CANCELLED"
    return "TENTATIVE" if day.state == DayState.POSTPONED else "CONFIRMED"
