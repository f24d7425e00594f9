"""A day's programme, ready to show: dates, hours, places, workshops; and who came."""

from dataclasses import dataclass, field
from datetime import datetime
from itertools import groupby
from typing import Any, cast

from django.utils.translation import gettext as _

from events.dates import hour_label, hours_label, weekday_label
from events.models import EventSession, Workshop
from events.states import paris_date
from portal.core.typography import french_date


@dataclass(frozen=True)
class Slot:
    """A session: its facts are the French row's, its words those of ``row.words``."""

    row: EventSession
    start: str
    # How long, where that is not said by the next session: « jusqu’au 15 mai, 17 h ».
    until: str
    workshops: list[Workshop]


@dataclass(frozen=True)
class Date:
    """The sessions of one date, in their order; or all, when each has its own date."""

    # Empty when the sessions stand each on a date of its own.
    label: str
    slots: list[Slot]
    # True when two sessions of that date are at different places.
    has_places: bool


@dataclass
class Attendance:
    """How many people came, by whom it was counted, and at which sessions."""

    count: int
    source: str
    titles: list[str] = field(default_factory=list)


def programme(sessions: list[EventSession], workshops: list[Workshop]) -> list[Date]:
    """Return the programme by date; workshops stand in the session they name."""
    dated = sorted(
        (row for row in sessions if row.starts_at and row.ends_at),
        key=lambda row: (row.starts_at, row.sort_order or 0),
    )
    _place(dated)
    days = [
        (day, list(rows))
        for day, rows in groupby(dated, key=lambda row: paris_date(_hours(row)[0]))
    ]
    if len(days) > 1 and len(days) == len(dated):
        return [_table("", [_dated_slot(row, workshops) for row in dated])]
    return [
        _table(weekday_label(day), [_slot(row, workshops) for row in rows])
        for day, rows in days
    ]


def apart(sessions: list[EventSession], workshops: list[Workshop]) -> list[Workshop]:
    """Return the workshops that stand in no session."""
    keys = {row.key for row in sessions if row.key}
    return [row for row in workshops if row.session_key not in keys]


def attendances(sessions: list[EventSession]) -> list[Attendance]:
    """Return who came, sessions that were counted alike together."""
    found: dict[tuple[int, str], Attendance] = {}
    for row in sessions:
        if row.attendance_count is None:
            continue
        key = (row.attendance_count, row.attendance_source)
        if key not in found:
            found[key] = Attendance(row.attendance_count, row.words.attendance_source)
        found[key].titles.append(row.words.title)
    return list(found.values())


def place_of(row: EventSession) -> str:
    """Return where a session takes place, as readers look for it."""
    name, commune = _names(row)
    return ", ".join(part for part in (name, commune) if part)


def towns(sessions: list[EventSession]) -> list[str]:
    """Return the communes of the sessions, or their places where none is given."""
    names = [
        row.territory.name if row.territory else row.words.place_name
        for row in sessions
    ]
    return [name for name in dict.fromkeys(names) if name]


def _names(row: EventSession) -> tuple[str, str]:
    """Return the place and its commune, which « Médiathèque de Crest » says already."""
    words: Any = getattr(row, "words", row)
    name = words.place_name
    commune = row.territory.name if row.territory else ""
    return name, ("" if commune in name else commune)


def _place(rows: list[EventSession]) -> None:
    """Give each session its ``place``: rooms alone when all are in one commune."""
    is_one_town = len(towns(rows)) == 1
    for row in rows:
        name, _commune = _names(row)
        row.place = name if is_one_town and name else place_of(row)


def _table(label: str, slots: list[Slot]) -> Date:
    places = {slot.row.place for slot in slots if slot.row.place}
    return Date(label, slots, has_places=len(places) > 1)


def _slot(row: EventSession, workshops: list[Workshop]) -> Slot:
    """Return a session by its hour; the next one says when it ends."""
    start, _end = _hours(row)
    return Slot(row, hour_label(start), _until(row), _within(row, workshops))


def _dated_slot(row: EventSession, workshops: list[Workshop]) -> Slot:
    """Return a session by its date, with its hours."""
    start, end = _hours(row)
    until = _until(row) or hours_label(start, end)
    day = french_date(paris_date(start))
    return Slot(row, day, until, _within(row, workshops))


def _until(row: EventSession) -> str:
    """Return until when a session lasts, if that is another date."""
    start, end = _hours(row)
    last = paris_date(end)
    if last == paris_date(start):
        return ""
    return _("jusqu’au %(day)s, %(hour)s") % {
        "day": french_date(last),
        "hour": hour_label(end),
    }


def _hours(row: EventSession) -> tuple[datetime, datetime]:
    """Return when a session that has both starts and ends."""
    return cast(datetime, row.starts_at), cast(datetime, row.ends_at)


def _within(row: EventSession, workshops: list[Workshop]) -> list[Workshop]:
    return [each for each in workshops if row.key and each.session_key == row.key]
