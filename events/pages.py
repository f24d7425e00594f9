"""What the list of days and a day's own page show."""

from django.db.models import OuterRef, Subquery
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language

from wagtail.models import Page

from events.cards import day_cards, place_label
from events.dates import day_number, span_label, weekday_label
from events.enums import AttendanceMode
from events.ical import calendar_path
from events.labels import PRESENTED, terms_of
from events.models import EventSeries, EventType, ThematicDayPage
from events.names import spelling_columns, spellings_in
from events.people import opinions_of, organisers_of, other_talks, speakers_of
from events.programme import apart, attendances, place_of, programme, towns
from events.states import is_over, state_at
from events.steps import shown_step, with_step
from events.structured import event_facts
from portal.core.models import Term
from portal.core.models.base import SOURCE_LANGUAGE
from portal.core.named import named_pages
from portal.core.pagination import paginate
from portal.core.reading import keys_to_read, readings

PER_PAGE = 12
# What each kind of row shows of what it points at, fetched with it.
ROWS = {
    "sessions": ("territory",),
    "workshops": ("territory",),
    "speakers": (),
    "organiser_rows": ("organisation",),
    "deliverables": ("document", "cover"),
    "outcomes": (),
    "cards": (),
    "ideas": (),
    "opinions": (),
    "videos": ("still",),
}
# What nobody can have said before the day has ended.
AFTER_ONLY = {"opinions"}
# The columns of a day that point at something it shows.
POINTED = ("event_type", "series", "picture")


def days_listing(request, coming: list[int], past: list[int]) -> dict:
    """Return one page of the keys ``coming`` then ``past``, as cards in two lists."""
    now = timezone.now()
    found = paginate([*coming, *past], request.GET.get("page"), PER_PAGE)
    number = found.number
    cards = day_cards(found.object_list, get_language() or SOURCE_LANGUAGE, now)
    ahead = set(coming)
    return {
        "coming": [card for card in cards if card.pk in ahead],
        "past": [card for card in cards if card.pk not in ahead],
        "count": found.paginator.count,
        "page_obj": found,
        "previous_url": f"?page={number - 1}" if found.has_previous() else "",
        "next_url": f"?page={number + 1}" if found.has_next() else "",
    }


def day_context(page: ThematicDayPage, request) -> dict:
    """Return what a day shows: facts of the French page, words of ``page``."""
    language = get_language() or SOURCE_LANGUAGE
    facts, now = page.source, timezone.now()
    state, over = state_at(facts, now), is_over(facts, now)
    rows = {
        relation: page.rows(relation, *joined)
        for relation, joined in ROWS.items()
        if over or relation not in AFTER_ONLY
    }
    sessions = rows["sessions"]
    stored = _fetch_pointed(facts, language, spelling_columns(rows["speakers"]))
    terms = terms_of(facts, language)
    presented = terms.pop(PRESENTED)
    pointed = [row.structure_id for row in rows["organiser_rows"]]
    pointed += [row.ambassador_id for row in rows["speakers"]]
    spellings = spellings_in(stored)
    talks = other_talks(facts, rows["speakers"], spellings)
    pointed += [key for days in talks.values() for key in days]
    pointed.append(getattr(stored, "step_page", None))
    # The practices that a day presents are what to read after it: nothing is computed.
    themes = [] if presented else [theme.pk for theme in terms["themes"]]
    places = [] if presented else _places_about(terms["territories"], sessions)
    also = keys_to_read(facts, themes, places)
    pointed += [*presented, *also]
    names = named_pages([key for key in pointed if key], language)
    _place_ideas(rows["ideas"], rows["workshops"])
    return {
        "facts": facts,
        "state": state,
        "state_label": state.label,
        "is_over": over,
        "number": day_number(facts.starts_at) if facts.starts_at else "",
        "when": _when(facts),
        "place": _place(facts, sessions),
        "towns": towns(sessions),
        "map_place": _map_place(facts, sessions),
        "schema_facts": event_facts(facts, _places(sessions), page.full_url),
        "next_when": weekday_label(facts.next_on) if facts.next_on else "",
        "programme": programme(sessions, rows["workshops"]),
        "workshops_apart": apart(sessions, rows["workshops"]),
        "attendances": attendances(sessions),
        "rows": {
            **rows,
            "speakers": speakers_of(rows["speakers"], names, talks, spellings, request),
            "opinions": opinions_of(rows.get("opinions", [])),
        },
        "organisers": organisers_of(rows["organiser_rows"], names, request),
        "step": shown_step(stored, names, request),
        "event_type": facts.event_type,
        "series": facts.series,
        **terms,
        "readings": readings(also, names, request),
        "practices": _practices(presented, names, request),
        "ical_url": calendar_path(facts) if facts.pk and facts.starts_at else "",
        "calendar_url": reverse("events:calendar"),
        "notice_french": page.is_shown_in_french_instead,
    }


def _place_ideas(ideas: list, workshops: list) -> None:
    """Give each idea the title of the ``workshop`` it was born in, or nothing."""
    titles = {row.key: row.words.title for row in workshops if row.key}
    for idea in ideas:
        idea.workshop = titles.get(idea.workshop_key, "")


def _when(facts: ThematicDayPage) -> str:
    if not facts.starts_at or not facts.ends_at:
        return ""
    return span_label(facts.starts_at, facts.ends_at, whole_days=facts.is_postponed)


def _place(facts: ThematicDayPage, sessions: list) -> str:
    """Return where it takes place: the address where there is one, else the communes."""
    places = _places(sessions)
    names = places if len(places) == 1 else towns(sessions)
    return place_label(facts.attendance_mode, names)


def _map_place(facts: ThematicDayPage, sessions: list) -> str:
    """Return the one place to look for on a map, or an empty string."""
    places = _places(sessions)
    is_somewhere = facts.attendance_mode != AttendanceMode.ONLINE
    return places[0] if len(places) == 1 and is_somewhere else ""


def _places_about(territories: list, sessions: list) -> list[int]:
    """Return the territories the day is about, and those where it takes place."""
    held = [row.territory_id for row in sessions]
    return [*(place.pk for place in territories), *filter(None, held)]


def _places(sessions: list) -> list[str]:
    """Return the places of the sessions, each once."""
    places = dict.fromkeys(place_of(row) for row in sessions)
    return [name for name in places if name]


def _fetch_pointed(
    facts: ThematicDayPage, language: str, columns: dict[str, Subquery]
) -> ThematicDayPage | None:
    """Fetch at once what columns of ``facts`` point at, terms labelled in ``language``.

    Return the day in the database with its step and ``columns``, None for one that is
    not there yet.

    A preview may point elsewhere than the database does: that is fetched when asked.
    """
    stored = (
        with_step(ThematicDayPage.objects.filter(pk=facts.pk), language)
        .select_related(*POINTED)
        .only(*POINTED)
        .annotate(
            type_label=_label(EventType, "event_type", language),
            series_label=_label(EventSeries, "series", language),
            **columns,
        )
        .first()
    )
    if stored is None:
        return None
    for name in POINTED:
        found = getattr(stored, name)
        if found is not None and found.pk == getattr(facts, f"{name}_id"):
            setattr(facts, name, found)
    if stored.event_type:
        stored.event_type.localized_name = stored.type_label
    if stored.series:
        stored.series.localized_name = stored.series_label
    return stored


def _label(model: type[Term], column: str, language: str) -> Coalesce:
    """Return the name in ``language`` of the term of ``column``, else the French one."""
    names = model.objects.filter(
        translation_key=OuterRef(f"{column}__translation_key"),
        locale__language_code=language,
    )
    return Coalesce(Subquery(names.values("name")[:1]), f"{column}__name")


def _practices(keys: list[int], names: dict[int, Page], request) -> list[dict]:
    """Return the public practices among ``keys``, each once, in that order."""
    return [
        {
            "title": names[key].title,
            "url": names[key].get_url(request),
            "lang": names[key].locale.language_code,
        }
        for key in dict.fromkeys(keys)
        if key in names
    ]
