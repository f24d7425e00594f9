"""Calendars: what RFC 5545 asks, read again by two parsers."""

import json
import subprocess
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from uuid import uuid4

from django.conf import settings

import pytest
import time_machine
from icalendar import Calendar

from events.enums import DayState
from events.ical import Day, Session, to_ical
from events.states import PARIS
from tests.events.factories import SATURDAY, make_day, session
from tests.factories import restrict, translate

pytestmark = pytest.mark.one_database

FIRST = datetime(2026, 10, 1, 8, tzinfo=UTC)
FEED = "/journees.ics"
SCRIPT = Path(__file__).parent / "parse_calendar.mjs"


def a_day(**fields) -> Day:
    """Return a day of one session."""
    return Day(
        **{
            "key": uuid4(),
            "title": "Manger, ensemble; vraiment",
            "summary": "Goûter,\npuis essayer.",
            "url": "https://portail.example/journees/manger/",
            "state": DayState.ANNOUNCED,
            "published_at": FIRST,
            "first_published_at": FIRST,
            "sessions": [Session(SATURDAY, SATURDAY + timedelta(hours=8), "Die, hall")],
            **fields,
        }
    )


def parsed(*days: Day) -> Calendar:
    return Calendar.from_ical(to_ical(days, "Journées"))


def test_an_event_says_who_it_is_when_and_where():
    day = a_day()

    calendar = parsed(day)

    (event,) = calendar.events
    assert event["UID"] == str(day.key)
    assert event["SUMMARY"] == "Manger, ensemble; vraiment"
    assert event["DESCRIPTION"] == "Goûter,\npuis essayer."
    assert event["LOCATION"] == "Die, hall"
    assert event["URL"] == day.url
    assert event["STATUS"] == "CONFIRMED"
    assert event["DTSTAMP"].dt == FIRST
    assert event.start == SATURDAY
    assert event.end == SATURDAY + timedelta(hours=8)
    assert calendar["VERSION"] == "2.0"
    assert calendar["PRODID"]


def test_commas_are_escaped_and_lines_are_folded():
    raw = to_ical([a_day(summary="à " * 200)], "Journées")

    assert rb"SUMMARY:Manger\, ensemble\; vraiment" in raw
    assert all(len(line) <= 75 for line in raw.split(b"\r\n"))
    assert raw.endswith(b"END:VCALENDAR\r\n")


def test_the_time_zone_is_told():
    calendar = parsed(a_day())

    assert calendar.get_missing_tzids() == set()
    assert [str(zone["TZID"]) for zone in calendar.timezones] == ["Europe/Paris"]


def test_nothing_is_said_of_a_place_that_is_not_known():
    sessions = [Session(SATURDAY, SATURDAY + timedelta(hours=1))]

    (event,) = parsed(a_day(sessions=sessions)).events

    assert "LOCATION" not in event


def test_each_date_is_an_event_and_the_first_keeps_its_name():
    week = timedelta(days=7)
    sessions = [
        Session(SATURDAY + week, SATURDAY + week + timedelta(hours=2), "Crest"),
        Session(SATURDAY + timedelta(hours=5), SATURDAY + timedelta(hours=7), "Die"),
        Session(SATURDAY, SATURDAY + timedelta(hours=3), "Die"),
    ]
    day = a_day(sessions=sessions)

    first, second = parsed(day).events

    assert (first["UID"], second["UID"]) == (str(day.key), f"{day.key}-2")
    assert (first.start, first.end) == (SATURDAY, SATURDAY + timedelta(hours=7))
    assert first["LOCATION"] == "Die"
    assert second["LOCATION"] == "Crest"


def test_the_sequence_grows_with_each_publication():
    now = [FIRST, FIRST + timedelta(minutes=5), FIRST + timedelta(days=3)]

    numbers = [int(parsed(a_day(published_at=at)).events[0]["SEQUENCE"]) for at in now]

    assert numbers == [0, 5, 4320]


def test_a_cancelled_day_stays_and_says_so():
    (event,) = parsed(a_day(state=DayState.CANCELLED)).events

    assert event["STATUS"] == "CANCELLED"


def test_a_day_put_off_takes_its_new_date_under_the_same_name():
    week = timedelta(days=7)
    day = a_day(
        state=DayState.POSTPONED,
        postponed_to=date(2027, 6, 12),
        sessions=[
            Session(SATURDAY, SATURDAY + timedelta(hours=8), "Die"),
            Session(SATURDAY + week, SATURDAY + week + timedelta(hours=8), "Die"),
        ],
    )

    first, second = parsed(day).events

    assert first["UID"] == str(day.key)
    assert first["STATUS"] == "TENTATIVE"
    assert (first.start, first.end) == (date(2027, 6, 12), date(2027, 6, 13))
    assert second["STATUS"] == "CANCELLED"


@pytest.mark.icaljs
def test_a_second_parser_reads_the_same(tmp_path):
    summer = Session(SATURDAY, SATURDAY + timedelta(hours=8), "Die, hall")
    winter = datetime(2027, 11, 6, 9, tzinfo=PARIS)
    day = a_day(sessions=[summer, Session(winter, winter + timedelta(hours=2))])
    file = tmp_path / "journees.ics"
    file.write_bytes(to_ical([day], "Journées"))

    result = subprocess.run(
        ["node", SCRIPT, file], cwd=settings.BASE_DIR, capture_output=True, text=True
    )

    assert result.returncode == 0, result.stderr
    first, second = json.loads(result.stdout)
    assert first["uid"] == str(day.key)
    assert first["summary"] == "Manger, ensemble; vraiment"
    assert first["location"] == "Die, hall"
    # Nine in Paris, summer and winter.
    assert first["start"] == "2027-04-10T07:00:00.000Z"
    assert second["start"] == "2027-11-06T08:00:00.000Z"
    assert second["location"] is None


def calendar_at(client, address: str) -> Calendar:
    response = client.get(address)
    assert response.status_code == 200, address
    assert response["Content-Type"] == "text/calendar; charset=utf-8"
    return Calendar.from_ical(response.content)


@pytest.mark.django_db
def test_a_day_has_its_file(client, settings):
    day = make_day("Manger local")

    (event,) = calendar_at(client, f"{day.url}journee.ics").events

    assert event["UID"] == str(day.translation_key)
    assert event["URL"] == f"{settings.BASE_URL}{day.url}"
    assert event["LOCATION"] == "Salle des fêtes, Die"
    assert event["SUMMARY"] == "Manger local"


@pytest.mark.django_db
def test_english_words_have_the_same_name(client):
    day = make_day("Manger local")
    translate(day, title="Eating local")

    (event,) = calendar_at(client, f"/en{day.url}journee.ics").events

    assert event["SUMMARY"] == "Eating local"
    assert event["UID"] == str(day.translation_key)


@pytest.mark.django_db
def test_a_day_that_is_not_translated_is_told_in_french(client):
    day = make_day("Manger local")

    (event,) = calendar_at(client, f"/en{day.url}journee.ics").events

    assert event["SUMMARY"] == "Manger local"


@pytest.mark.django_db
def test_the_feed_holds_public_days_only_and_each_once(client):
    shown = make_day("Publique")
    translate(shown, title="Public")
    shown.create_alias(update_slug="publique-bis", parent=shown.get_parent())
    draft = make_day("Brouillon", live=False)
    private = make_day("Privée")
    restrict(private)
    expired = make_day("Finie")
    expired.expire_at = FIRST
    expired.save()

    calendar = calendar_at(client, FEED)

    assert [str(event["SUMMARY"]) for event in calendar.events] == ["Publique"]
    assert calendar.get_missing_tzids() == set()
    for page in (draft, private, expired):
        url = page.get_url() or f"/journees/{page.slug}/"
        assert client.get(f"{url}journee.ics").status_code == 404, page.title


@pytest.mark.django_db
def test_an_empty_feed_is_a_calendar(client):
    make_day(live=False)

    assert calendar_at(client, FEED).events == []


@pytest.mark.django_db
@pytest.mark.parametrize(
    "address",
    [
        "/journees/inconnue/journee.ics",
        "/journee.ics",
        "/journees/../journee.ics",
        "/journees/%00/journee.ics",
    ],
)
def test_what_is_no_day_has_no_calendar(client, address):
    make_day()

    assert client.get(address).status_code in (302, 404)


@pytest.mark.django_db
def test_the_feed_costs_the_same_whatever_the_days(client, django_assert_num_queries):
    make_day()
    client.get(FEED)
    with django_assert_num_queries(3):
        client.get(FEED)
    for week in range(3):
        make_day(sessions=[session(SATURDAY + timedelta(days=7 * week))])
    with django_assert_num_queries(3):
        client.get(FEED)


@pytest.mark.django_db
@time_machine.travel("2027-04-02T10:00:00Z", tick=False)
def test_a_cancellation_reaches_those_who_subscribed(client):
    day = make_day("Manger local")
    before = calendar_at(client, FEED).events[0]
    with time_machine.travel("2027-04-03T10:00:00Z", tick=False):
        day.cancelled_on, day.cancelled_reason = date(2027, 4, 3), "La neige."
        day.save_revision().publish()

        after = calendar_at(client, FEED).events[0]

    assert after["UID"] == before["UID"]
    assert after["STATUS"] == "CANCELLED"
    assert int(after["SEQUENCE"]) > int(before["SEQUENCE"])


@pytest.mark.parametrize(
    ("eve", "offsets"),
    [
        (datetime(2027, 3, 27, 9, tzinfo=PARIS), (1, 2)),
        (datetime(2027, 10, 30, 9, tzinfo=PARIS), (2, 1)),
    ],
)
def test_hours_are_those_of_paris_on_both_sides_of_the_change(eve, offsets):
    morrow = (eve + timedelta(days=1)).astimezone(PARIS)
    day = a_day(sessions=[Session(at, at + timedelta(hours=8)) for at in (eve, morrow)])

    lines = to_ical([day], "Journées").decode().split("\r\n")
    events = parsed(day).events

    starts = [line for line in lines if line.startswith("DTSTART;TZID")]
    assert starts == [
        f"DTSTART;TZID=Europe/Paris:{at:%Y%m%d}T090000" for at in (eve, morrow)
    ]
    ends = [line for line in lines if line.startswith("DTEND;TZID")]
    assert [line[-7:] for line in ends] == ["T170000"] * 2
    assert (
        tuple(event.start.utcoffset() / timedelta(hours=1) for event in events)
        == offsets
    )


def test_a_session_through_the_night_of_the_change_keeps_its_length():
    # From 1 h 30 to 3 h 30 by the clock: one hour, for 2 h to 3 h does not exist.
    start = datetime(2027, 3, 28, 1, 30, tzinfo=PARIS)
    end = datetime(2027, 3, 28, 3, 30, tzinfo=PARIS)

    (event,) = parsed(a_day(sessions=[Session(start, end)])).events

    assert event.end.astimezone(UTC) - event.start.astimezone(UTC) == timedelta(hours=1)


def test_a_day_put_off_onto_the_longest_day_is_one_whole_day():
    day = a_day(state=DayState.POSTPONED, postponed_to=date(2027, 10, 31))

    (event,) = parsed(day).events

    assert (event["DTSTART"].dt, event["DTEND"].dt) == (
        date(2027, 10, 31),
        date(2027, 11, 1),
    )
