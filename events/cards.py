"""Cards: what lists show of a day, in the reader's language, in few queries."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import F
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, override

from events.dates import day_number, days_label, month_label, span_label
from events.enums import AttendanceMode, DayState
from events.models import EventSession, ThematicDayPage
from events.states import state_at
from portal.core.translated import live_translations
from practices.cards import ThemeTag
from practices.models import Theme

PLACES_NAMED = 2


@dataclass(frozen=True)
class DayCard:
    """What a list shows of a day."""

    # The key of the French page.
    pk: int
    title: str
    url: str
    lead: str
    lang: str
    state: DayState
    state_label: str
    number: str
    month: str
    when: str
    place: str
    themes: tuple[ThemeTag, ...]


def day_cards(keys: Iterable[int], language: str, at: datetime) -> list[DayCard]:
    """Return one card for each of the French days ``keys``, in the same order.

    Words are those of the live translation in ``language``, else French ones; the
    state is that of the instant ``at``. Three queries, one more in other languages.
    """
    keys = list(keys)
    if not keys:
        return []
    found = (
        # Asked again: whoever keeps the list may be told of a withdrawal after it.
        ThematicDayPage.objects.published()
        .filter(pk__in=keys)
        .select_related("locale")
        .defer_streamfields()
        .in_bulk()
    )
    sources = [found[pk] for pk in keys if pk in found]
    themes = _themes_of(keys, language)
    places = _communes_of(keys)
    words = live_translations(sources, language)
    with override(language):
        return [
            _card(
                source,
                words.get(source.translation_key, source),
                themes[source.pk],
                places[source.pk],
                at,
            )
            for source in sources
        ]


def place_label(mode: str, names: list[str]) -> str:
    """Return where it takes place: the communes ``names``, or how many they are."""
    if mode == AttendanceMode.ONLINE:
        return _("en ligne")
    if len(names) > PLACES_NAMED:
        where = ngettext("%(count)s commune", "%(count)s communes", len(names)) % {
            "count": len(names)
        }
    else:
        where = _(" et ").join(names)
    if mode == AttendanceMode.BOTH:
        return _("%(where)s et en ligne") % {"where": where} if where else _("en ligne")
    return where


def day_clue(
    starts_at: datetime | None,
    ends_at: datetime | None,
    is_postponed: bool,
    cancelled_on: date | None,
) -> str:
    """Return what tells a day in few words: that it is called off, or when it is."""
    if cancelled_on:
        return str(DayState.CANCELLED.label)
    if not (starts_at and ends_at):
        return ""
    return days_label(starts_at, ends_at, whole_days=is_postponed)


def _themes_of(keys: list[int], language: str) -> dict[int, list[Theme]]:
    result: dict[int, list[Theme]] = defaultdict(list)
    for theme in (
        Theme.objects.with_label(language)
        .filter(days__in=keys)
        .annotate(day_key=F("days__pk"))
    ):
        result[theme.day_key].append(theme)
    return result


def _communes_of(keys: list[int]) -> dict[int, list[str]]:
    """Return the communes of the sessions of each day, each once, in their order."""
    result: dict[int, list[str]] = defaultdict(list)
    rows = (
        EventSession.objects.filter(page__in=keys)
        .order_by("starts_at", "sort_order", "pk")
        .values_list("page_id", "territory__name", "place_name")
    )
    for page, commune, place in rows:
        name = commune or place
        if name and name not in result[page]:
            result[page].append(name)
    return result


def _card(
    source: ThematicDayPage,
    words: ThematicDayPage,
    themes: list[Theme],
    communes: list[str],
    at: datetime,
) -> DayCard:
    state = state_at(source, at)
    start, end = source.starts_at, source.ends_at
    return DayCard(
        pk=source.pk,
        title=words.title,
        url=words.get_url() or "",
        lead=words.lead,
        lang=words.locale.language_code,
        state=state,
        state_label=str(state.label),
        number=day_number(start) if start else "",
        month=month_label(start) if start else "",
        when=(
            span_label(start, end, whole_days=source.is_postponed)
            if start and end
            else ""
        ),
        place=place_label(source.attendance_mode, communes),
        themes=tuple(
            ThemeTag(theme.label, theme.icon, theme.hue, theme.slug) for theme in themes
        ),
    )
