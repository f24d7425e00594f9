"""Where days are listed: each once, in its place, and only those that are public."""

from datetime import UTC, datetime, timedelta

from django.db import connection
from django.test.utils import CaptureQueriesContext

import pytest
import time_machine
from bs4 import BeautifulSoup

from tests.events.factories import SATURDAY, make_day, make_series, session
from tests.factories import make_practice, restrict, translate

pytestmark = pytest.mark.django_db

WEEK = timedelta(days=7)
BEFORE = "2027-04-09T10:00:00Z"


def soup_of(client, address: str) -> BeautifulSoup:
    response = client.get(address)
    assert response.status_code == 200, address
    return BeautifulSoup(response.content, "html.parser")


def titles(soup, heading: str) -> list[str]:
    """Return the titles of the days listed under ``heading``."""
    section = soup.select_one(f'section[aria-labelledby="{heading}"]')
    return [a.text for a in section.select(".day-card__title a")] if section else []


def at(start: datetime, title: str, **fields):
    return make_day(title, sessions=[session(start)], **fields)


@time_machine.travel(BEFORE, tick=False)
def test_the_nearest_comes_first_then_the_latest_past(client):
    at(SATURDAY + WEEK, "Après")
    at(SATURDAY, "Bientôt")
    at(SATURDAY - 9 * WEEK, "Il y a longtemps")
    at(SATURDAY - 2 * WEEK, "Hier ou presque")

    soup = soup_of(client, "/journees/")

    assert titles(soup, "a-venir") == ["Bientôt", "Après"]
    assert titles(soup, "passees") == ["Hier ou presque", "Il y a longtemps"]


@pytest.mark.parametrize(
    ("now", "coming", "past"),
    [
        ("2027-04-10T05:00:00Z", ["Samedi"], []),
        ("2027-04-10T14:59:59Z", ["Samedi"], []),
        ("2027-04-10T15:00:00Z", [], ["Samedi"]),
        ("2027-04-10T21:00:00Z", [], ["Samedi"]),
    ],
)
def test_a_day_that_ends_today_is_listed_once(client, now, coming, past):
    at(SATURDAY, "Samedi")

    with time_machine.travel(now, tick=False):
        soup = soup_of(client, "/journees/")

    assert (titles(soup, "a-venir"), titles(soup, "passees")) == (coming, past)


@time_machine.travel(BEFORE, tick=False)
def test_only_public_days_are_listed_each_once(client):
    shown = make_day("Publique")
    translate(shown, title="Public")
    shown.create_alias(update_slug="publique-bis", parent=shown.get_parent())
    make_day("Brouillon", live=False)
    restrict(make_day("Privée"))
    expired = make_day("Finie")
    expired.expire_at = datetime(2027, 1, 1, tzinfo=UTC)
    expired.save()
    make_day("Retirée").unpublish()

    for address, title in (("/journees/", "Publique"), ("/en/journees/", "Public")):
        soup = soup_of(client, address)
        assert [a.text for a in soup.select(".day-card__title a")] == [title]


@time_machine.travel(BEFORE, tick=False)
def test_a_day_without_translation_is_listed_in_french(client):
    translate(make_day("Traduite"), title="Translated")
    make_day("Non traduite")

    soup = soup_of(client, "/en/journees/")

    found = {a.text: a.get("lang") for a in soup.select(".day-card__title a")}
    assert found == {"Translated": None, "Non traduite": "fr"}


@time_machine.travel(BEFORE, tick=False)
def test_pages_cut_the_list_without_losing_a_day(client):
    for week in range(-8, 8):
        at(SATURDAY + week * WEEK, f"Semaine {week}")

    pages = [soup_of(client, f"/journees/?page={number}") for number in (1, 2)]

    coming = [title for soup in pages for title in titles(soup, "a-venir")]
    past = [title for soup in pages for title in titles(soup, "passees")]
    assert coming == [f"Semaine {week}" for week in range(8)]
    assert past == [f"Semaine {week}" for week in range(-1, -9, -1)]
    assert len(soup_of(client, "/journees/").select(".day-card")) == 12
    for wrong in ("0", "99", "x", "%00"):
        assert client.get(f"/journees/?page={wrong}").status_code == 200


def test_the_list_costs_the_same_whatever_its_length(client):
    costs = []
    for number in (1, 6):
        for week in range(number):
            at(SATURDAY + week * WEEK, f"Jour {number} {week}")
        client.get("/journees/")
        with CaptureQueriesContext(connection) as queries:
            client.get("/journees/")
        costs.append(len(queries))

    assert costs[0] == costs[1] <= 25


def test_an_empty_list_says_so(client):
    make_day(live=False)

    assert "Aucune journée" in soup_of(client, "/journees/").main.text


@time_machine.travel(BEFORE, tick=False)
def test_a_series_lists_its_days(client):
    series = make_series("Les rendez-vous", "les-rendez-vous")
    at(SATURDAY, "Du cycle", series=series)
    at(SATURDAY - WEEK, "Du cycle aussi", series=series)
    at(SATURDAY, "Ailleurs")

    soup = soup_of(client, "/cycles/les-rendez-vous/")

    assert titles(soup, "a-venir") == ["Du cycle"]
    assert titles(soup, "passees") == ["Du cycle aussi"]
    assert soup_of(client, "/cycles/").select_one('a[href="/cycles/les-rendez-vous/"]')
    assert client.get("/cycles/inconnu/").status_code == 404
    sitemap = client.get("/sitemap.xml").content.decode()
    assert "/cycles/les-rendez-vous/</loc>" in sitemap
    assert "/journees/du-cycle/</loc>" in sitemap


@time_machine.travel(BEFORE, tick=False)
def test_home_announces_the_nearest_day_that_goes_ahead(client):
    at(SATURDAY, "Annulée", cancelled_on=SATURDAY.date(), cancelled_reason="Neige.")
    at(
        SATURDAY,
        "Reportée",
        postponed_to=(SATURDAY + WEEK).date(),
        postponed_reason="Neige.",
    )
    at(SATURDAY - WEEK - WEEK, "Passée")
    at(SATURDAY + 2 * WEEK, "Plus tard")
    translate(at(SATURDAY + WEEK, "La bonne"), title="The one")

    for address, title in (("/", "La bonne"), ("/en/", "The one")):
        band = soup_of(client, address).select_one(".day-band")
        assert band.h2.text == title
    band = soup_of(client, "/").select_one(".day-band")
    assert band.select_one(".day-band__number").text == "17"
    assert "samedi 17 avril 2027, 9\u00a0h – 17\u00a0h · Die" in band.text


def test_home_has_no_band_without_a_day(client):
    make_day(live=False)

    assert soup_of(client, "/").select_one(".day-band") is None


def test_a_practice_says_at_which_public_days_it_was_told(client):
    practice = make_practice()
    told = make_day("La journée", presented=[practice])
    translate(told, title="The day")
    make_day("Brouillon", presented=[practice], live=False)
    restrict(make_day("Privée", presented=[practice]))
    english = translate(practice, title="A practice", lead="Repaired together.")

    for page, title in ((practice, "La journée"), (english, "The day")):
        facts = soup_of(client, page.url).select_one(".facts")
        links = [a.text for a in facts.select('a[href*="/journees/"]')]
        assert links == [title]


def test_a_day_names_the_public_practices_told_there(client):
    shown, draft = make_practice(title="Atelier vélo"), make_practice(live=False)
    hidden = make_practice(title="Réservée")
    restrict(hidden)
    translate(shown, title="Bike workshop", lead="Repaired together.")
    day = make_day(presented=[shown, draft, hidden])
    english = translate(day, title="The day", lead="Come.")

    for page, title in ((day, "Atelier vélo"), (english, "Bike workshop")):
        links = soup_of(client, page.url).select(".presented a")
        assert [link.text for link in links] == [title]
