"""From published days to what calendars are told of them, in few queries."""

from collections import defaultdict
from datetime import datetime

from events import ical
from events.models import DayQuerySet, EventSession, ThematicDayPage
from events.programme import place_of
from events.states import state_at
from portal.core.addresses import absolute
from portal.core.translated import live_translations


def calendar_days(days: DayQuerySet, language: str, at: datetime) -> list[ical.Day]:
    """Return what calendars are told of the French ``days``, words in ``language``."""
    pages = list(
        days.exclude(starts_at=None).select_related("locale").defer_streamfields()
    )
    words = live_translations(pages, language)
    sessions = _sessions_of(pages)
    return [
        _day(page, words.get(page.translation_key, page), sessions[page.pk], at)
        for page in pages
    ]


def _sessions_of(pages: list[ThematicDayPage]) -> dict[int, list[ical.Session]]:
    result: dict[int, list[ical.Session]] = defaultdict(list)
    rows = EventSession.objects.filter(page__in=[page.pk for page in pages])
    for row in rows.select_related("territory").order_by("starts_at", "pk"):
        if row.starts_at and row.ends_at:
            result[row.page_id].append(
                ical.Session(row.starts_at, row.ends_at, place_of(row))
            )
    return result


def _day(
    page: ThematicDayPage,
    words: ThematicDayPage,
    sessions: list[ical.Session],
    at: datetime,
) -> ical.Day:
    published = page.last_published_at or at
    return ical.Day(
        key=page.translation_key,
        title=words.title,
        summary=words.lead,
        url=absolute(words.get_url() or "/"),
        state=state_at(page, at),
        published_at=published,
        first_published_at=page.first_published_at or published,
        sessions=sessions,
        postponed_to=page.postponed_to if page.is_postponed else None,
    )
