"""What engines are told: the licence, the original, and when a day takes place."""

import json
from datetime import date

import pytest
from bs4 import BeautifulSoup

from tests.events.factories import make_day, session
from tests.factories import make_practice, translate
from tests.home.factories import make_article, republished

pytestmark = [pytest.mark.django_db, pytest.mark.one_database]

BY_SA = "https://creativecommons.org/licenses/by-sa/4.0/deed.fr"
BY = "https://creativecommons.org/licenses/by/4.0/deed.fr"


def data_of(client, page) -> dict:
    soup = BeautifulSoup(client.get(page.url).content, "html.parser")
    (script,) = soup.select('script[type="application/ld+json"]')
    return json.loads(script.string)


@pytest.mark.parametrize("make", [make_practice, make_article, make_day])
def test_the_licence_is_told_to_engines(client, make):
    page = make()

    data = data_of(client, page)

    assert data["license"] == BY_SA
    assert data["url"].endswith(page.url)
    assert data["inLanguage"] == "fr"


def test_what_was_taken_up_names_the_original_under_its_licence(client):
    page = make_article(**republished())

    data = data_of(client, page)

    assert data["license"] == BY
    assert data["isBasedOn"] == "https://source.example/article"


def test_an_unknown_licence_is_not_told(client):
    page = make_article(body=[], **republished(source_licence="inconnue"))

    assert "license" not in data_of(client, page)


def test_a_translation_has_its_words_and_the_french_licence(client):
    article = make_article()
    english = translate(article, title="An article", licence="cc0-1.0")

    data = data_of(client, english)

    assert (data["name"], data["inLanguage"]) == ("An article", "en")
    assert data["license"] == BY_SA


def test_words_cannot_close_the_element(client):
    page = make_article("</script><b>gras</b>")

    assert data_of(client, page)["name"] == "</script><b>gras</b>"
    assert b"<b>gras" not in client.get(page.url).content


@pytest.mark.parametrize(
    ("fields", "status", "start"),
    [
        ({}, "EventScheduled", "2027-04-10T09:00:00+02:00"),
        (
            {"cancelled_on": date(2026, 6, 1), "cancelled_reason": "La salle."},
            "EventCancelled",
            "2027-04-10T09:00:00+02:00",
        ),
        (
            {"postponed_to": date(2027, 6, 12), "postponed_reason": "La neige."},
            "EventRescheduled",
            "2027-06-12",
        ),
    ],
)
def test_a_day_is_an_event_with_its_status(client, fields, status, start):
    data = data_of(client, make_day(**fields))

    assert data["@type"] == "Event"
    assert data["eventStatus"] == f"https://schema.org/{status}"
    assert data["startDate"] == start
    assert [place["name"] for place in data["location"]] == ["Salle des fêtes, Die"]


def test_a_day_to_follow_online_says_where(client):
    rows = [session(place_name="", territory=None)]
    url = "https://salon.example.org/1"
    day = make_day(sessions=rows, attendance_mode="en-ligne", online_url=url)

    (where,) = data_of(client, day)["location"]

    assert where == {"@type": "VirtualLocation", "url": url}


def test_a_place_leads_to_a_map_that_nothing_loads_before(client):
    article = make_article(event_place="Logonna-Daoulas (29)")
    day = make_day(sessions=[session(place_name="Salle A & B")])
    towns = make_day(sessions=[session(), session(place_name="Ailleurs")])

    def maps(page) -> list[str]:
        soup = BeautifulSoup(client.get(page.url).content, "html.parser")
        assert soup.select("iframe, img[src*=openstreetmap]") == []
        return [a["href"] for a in soup.select('a[href*="openstreetmap.org/"]')]

    base = "https://www.openstreetmap.org/search?query="
    assert maps(article) == [f"{base}Logonna-Daoulas+%2829%29"]
    assert maps(day) == [f"{base}Salle+A+%26+B%2C+Die"]
    assert maps(towns) == []
