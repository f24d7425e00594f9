"""What engines are told of a day: when, whether it goes ahead, how one takes part."""

from typing import Any

from events.enums import AttendanceMode
from events.models import ThematicDayPage
from events.states import PARIS
from portal.core.structured import place, virtual_place

SCHEMA = "https://schema.org/"
MODES = {
    AttendanceMode.ON_SITE: "OfflineEventAttendanceMode",
    AttendanceMode.ONLINE: "OnlineEventAttendanceMode",
    AttendanceMode.BOTH: "MixedEventAttendanceMode",
}


def event_facts(day: ThematicDayPage, places: list[str], url: str) -> dict[str, Any]:
    """Return what a French day is told as, with the names of its ``places``.

    A day that was put off has its new date alone until it has hours. ``url`` is where
    one reads about it when nothing is said of where to follow it.
    """
    status = "EventScheduled"
    if day.cancelled_on:
        status = "EventCancelled"
    elif day.is_postponed:
        status = "EventRescheduled"
    mode = AttendanceMode(day.attendance_mode)
    where: list[dict[str, str]] = []
    if mode != AttendanceMode.ONLINE:
        where += [place(name) for name in places]
    if mode != AttendanceMode.ON_SITE:
        where.append(virtual_place(day.online_url or url))
    return {
        "@type": "Event",
        **_dates(day),
        "eventStatus": f"{SCHEMA}{status}",
        "eventAttendanceMode": f"{SCHEMA}{MODES[mode]}",
        "location": where,
    }


def _dates(day: ThematicDayPage) -> dict[str, str]:
    if day.is_postponed and day.postponed_to:
        return {"startDate": day.postponed_to.isoformat()}
    if not day.starts_at or not day.ends_at:
        return {}
    return {
        "startDate": day.starts_at.astimezone(PARIS).isoformat(),
        "endDate": day.ends_at.astimezone(PARIS).isoformat(),
    }
