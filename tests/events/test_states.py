"""Where a day stands: before, during, after, and when the clocks change."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

import pytest
import time_machine
from bs4 import BeautifulSoup

from events.enums import DayState
from events.models import Speaker, ThematicDayPage
from events.states import PARIS, is_over, span_of, state_at
from tests.events.factories import SATURDAY, make_day, session
from tests.factories import translate

END = SATURDAY + timedelta(hours=8)
MINUTE = timedelta(minutes=1)
REPORTED = {"report": [("paragraph", "<p>Il a plu.</p>")]}
CALLED_OFF = {"cancelled_on": date(2027, 3, 20), "cancelled_reason": "La salle."}
PUT_OFF = {"postponed_to": date(2027, 10, 31), "postponed_reason": "La neige."}


@dataclass
class Facts:
    """What the state follows from."""

    starts_at: datetime | None = SATURDAY
    ends_at: datetime | None = END
    is_postponed: bool = False
    has_report: bool = False
    cancelled_on: date | None = None


@pytest.mark.parametrize(
    ("facts", "at", "state"),
    [
        (Facts(), SATURDAY - MINUTE, DayState.ANNOUNCED),
        (Facts(), SATURDAY, DayState.ONGOING),
        (Facts(), END - MINUTE, DayState.ONGOING),
        (Facts(), END, DayState.PAST),
        (Facts(has_report=True), END - MINUTE, DayState.ONGOING),
        (Facts(has_report=True), END, DayState.REPORT_PUBLISHED),
        (Facts(starts_at=None, ends_at=None), END, DayState.ANNOUNCED),
        (Facts(is_postponed=True), SATURDAY - MINUTE, DayState.POSTPONED),
        (Facts(is_postponed=True), SATURDAY + MINUTE, DayState.POSTPONED),
        (Facts(is_postponed=True), END, DayState.PAST),
    ],
)
def test_a_day_is_before_during_or_after(facts, at, state):
    assert state_at(facts, at) == state
    assert is_over(facts, at) == (state in {DayState.PAST, DayState.REPORT_PUBLISHED})


def test_a_day_is_called_off_from_the_date_it_was_decided_for_ever():
    facts = Facts(cancelled_on=date(2027, 4, 1), has_report=True)

    # Midnight in Paris, two hours before that of Greenwich.
    midnight = datetime(2027, 3, 31, 22, tzinfo=UTC)
    assert state_at(facts, midnight - MINUTE) == DayState.ANNOUNCED
    assert state_at(facts, midnight) == DayState.CANCELLED
    assert state_at(facts, END + MINUTE) == DayState.CANCELLED


def test_sessions_give_the_first_and_the_last_hour():
    later = SATURDAY + timedelta(days=30)
    hours = [(later, later + timedelta(hours=2)), (SATURDAY, END), (None, None)]

    assert span_of(hours, None) == (SATURDAY, later + timedelta(hours=2), False)
    assert span_of([], None) == (None, None, False)
    assert span_of([(None, None)], None) == (None, None, False)


def test_a_day_put_off_lasts_the_whole_of_its_new_date():
    start, end, is_postponed = span_of([(SATURDAY, END)], date(2027, 10, 31))

    # The night of 31 October 2027 has 25 hours: clocks go back.
    assert is_postponed
    assert start == datetime(2027, 10, 30, 22, tzinfo=UTC)
    assert end == datetime(2027, 10, 31, 23, tzinfo=UTC)


def test_new_hours_end_the_postponement():
    new = datetime(2027, 10, 31, 9, tzinfo=PARIS)

    span = span_of([(new, new + timedelta(hours=8))], date(2027, 10, 31))

    assert span == (new, new + timedelta(hours=8), False)


def test_an_hour_is_that_of_paris_across_the_change_of_clocks():
    # Summer time starts on 28 March 2027 at 2 h, when it becomes 3 h.
    start = datetime(2027, 3, 28, 1, 30, tzinfo=PARIS)
    end = datetime(2027, 3, 28, 3, 30, tzinfo=PARIS)
    facts = Facts(starts_at=start, ends_at=end)

    assert state_at(facts, datetime(2027, 3, 28, 0, 29, tzinfo=UTC)) == "annoncee"
    assert state_at(facts, datetime(2027, 3, 28, 0, 30, tzinfo=UTC)) == "en-cours"
    assert state_at(facts, datetime(2027, 3, 28, 1, 29, tzinfo=UTC)) == "en-cours"
    assert state_at(facts, datetime(2027, 3, 28, 1, 30, tzinfo=UTC)) == "passee"


def shown_state(client, day) -> str:
    soup = BeautifulSoup(client.get(day.url).content, "html.parser")
    return soup.select_one(".day__state").text


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("at", "label"),
    [
        ("2027-04-10T06:59:00Z", "Annoncée"),
        ("2027-04-10T07:00:00Z", "En cours"),
        ("2027-04-10T14:59:00Z", "En cours"),
        ("2027-04-10T15:00:00Z", "Passée"),
    ],
)
def test_the_page_says_where_it_stands(client, at, label):
    day = make_day()

    with time_machine.travel(at, tick=False):
        assert shown_state(client, day) == label


@pytest.mark.django_db
def test_the_hours_shown_are_those_of_paris_before_and_after_the_change(client):
    eve = datetime(2027, 3, 27, 9, tzinfo=PARIS)
    morrow = datetime(2027, 3, 28, 9, tzinfo=PARIS)
    day = make_day(
        sessions=[session(eve, 2), session(eve, 1), session(morrow, 2)],
    )

    soup = BeautifulSoup(client.get(day.url).content, "html.parser")

    hours = [cell.get_text(strip=True) for cell in soup.select(".programme__hour")]
    assert hours == ["9\u00a0h"] * 3
    assert day.starts_at == datetime(2027, 3, 27, 8, tzinfo=UTC)
    assert day.ends_at == datetime(2027, 3, 28, 9, tzinfo=UTC)


@pytest.mark.django_db
@time_machine.travel("2027-04-02T10:00:00Z", tick=False)
def test_a_day_that_is_called_off_or_put_off_says_why(client):
    cancelled = make_day(
        cancelled_on=date(2027, 4, 1), cancelled_reason="La salle a brûlé."
    )
    postponed = make_day(
        postponed_to=date(2027, 6, 12), postponed_reason="La neige bloque le col."
    )

    assert shown_state(client, cancelled) == "Annulée"
    assert shown_state(client, postponed) == "Reportée"
    text = BeautifulSoup(client.get(cancelled.url).content, "html.parser").main.text
    assert "Annulée le 1er avril 2027. La salle a brûlé." in " ".join(text.split())
    text = BeautifulSoup(client.get(postponed.url).content, "html.parser").main.text
    assert "Reportée au 12 juin 2027. La neige bloque le col." in " ".join(text.split())
    assert "samedi 12 juin 2027" in text


@pytest.mark.django_db
def test_derived_columns_follow_every_publication():
    day = make_day()
    row = day.sessions.get()
    row.starts_at += timedelta(days=7)
    row.ends_at += timedelta(days=7)
    day.sessions = [row]
    day.report = [("paragraph", "<p>Il a plu.</p>")]
    day.save_revision()

    # A draft changes nothing of what is public.
    unchanged = ThematicDayPage.objects.get(pk=day.pk)
    assert (unchanged.starts_at, unchanged.has_report) == (SATURDAY, False)

    day.get_latest_revision().publish()

    changed = ThematicDayPage.objects.get(pk=day.pk)
    assert changed.starts_at == SATURDAY + timedelta(days=7)
    assert changed.has_report


@pytest.mark.django_db
def test_a_translation_takes_its_dates_from_the_french_page():
    day = make_day()
    english = translate(day, title="A day")
    row = day.sessions.get()
    row.starts_at, row.ends_at = row.starts_at + MINUTE, row.ends_at + MINUTE
    day.sessions = [row]
    day.save_revision().publish()

    assert ThematicDayPage.objects.get(pk=english.pk).starts_at == SATURDAY + MINUTE


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("facts", "at", "label", "says", "not_yet"),
    [
        ({}, "2027-03-27T12:00:00Z", "Annoncée", "parleront", "y ont parlé"),
        # Of that night 2 h does not exist: the session starts an hour later in UTC.
        ({}, "2027-03-28T00:59:00Z", "Annoncée", "parleront", "y ont parlé"),
        ({}, "2027-03-28T07:00:00Z", "En cours", "parleront", "y ont parlé"),
        ({}, "2027-03-28T14:59:00Z", "En cours", "parleront", "y ont parlé"),
        ({}, "2027-03-28T15:00:00Z", "Passée", "y ont parlé", "parleront"),
        (REPORTED, "2027-03-28T14:59:00Z", "En cours", "parleront", "y ont parlé"),
        (REPORTED, "2027-03-28T15:00:00Z", "Compte rendu publié", "y ont", "Agenda"),
        (CALLED_OFF, "2027-03-19T22:59:00Z", "Annoncée", "Agenda", "La salle."),
        (CALLED_OFF, "2027-03-19T23:00:00Z", "Annulée", "La salle.", "Reportée"),
        (CALLED_OFF, "2027-03-28T15:00:00Z", "Annulée", "La salle.", "parleront"),
        (PUT_OFF, "2027-03-28T07:00:00Z", "Reportée", "31 octobre 2027", "y ont parlé"),
        (PUT_OFF, "2027-10-31T22:59:00Z", "Reportée", "La neige.", "y ont parlé"),
        (PUT_OFF, "2027-10-31T23:00:00Z", "Passée", "y ont parlé", "La neige."),
    ],
)
def test_a_day_of_the_change_of_clocks_says_the_right_thing(
    client, facts, at, label, says, not_yet
):
    day = make_day(
        sessions=[session(datetime(2027, 3, 28, 9, tzinfo=PARIS), 8)],
        speakers=[Speaker(role="Une maraîchère")],
        **facts,
    )

    with time_machine.travel(at, tick=False):
        assert shown_state(client, day) == label
        text = BeautifulSoup(client.get(day.url).content, "html.parser").main.text

    said = " ".join(text.split())
    assert says in said
    assert not_yet not in said


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("at", "coming"),
    [("2027-03-28T14:59:00Z", True), ("2027-03-28T15:00:00Z", False)],
)
@pytest.mark.parametrize("facts", [{}, CALLED_OFF])
def test_lists_change_sides_with_the_page(client, facts, at, coming):
    make_day(sessions=[session(datetime(2027, 3, 28, 9, tzinfo=PARIS), 8)], **facts)

    with time_machine.travel(at, tick=False):
        soup = BeautifulSoup(client.get("/journees/").content, "html.parser")

    assert bool(soup.select("#a-venir")) == coming
    assert bool(soup.select("#passees")) != coming
