"""What a day leaves: opinions, names for as long as people agree, lists, ideas."""

from datetime import date, timedelta
from decimal import Decimal

from django.db import connection
from django.test.utils import CaptureQueriesContext

import pytest
import time_machine
from bs4 import BeautifulSoup

from events.models import Deliverable, Opinion, Speaker, Workshop, WorkshopIdea
from portal.home.models import ApproachStep
from tests.events.factories import SATURDAY, make_day, session
from tests.factories import make_image, restrict, translate
from tests.home.factories import make_approach

pytestmark = pytest.mark.django_db

AFTER = "2027-05-01T10:00:00Z"
AGREED = date(2027, 4, 10)


def soup_of(client, address: str) -> BeautifulSoup:
    response = client.get(address)
    assert response.status_code == 200, address
    return BeautifulSoup(response.content, "html.parser")


def text_of(element) -> str:
    return " ".join(element.get_text(" ").split())


def speaks(name: str = "Inès M.", **fields) -> Speaker:
    return Speaker(**{"name": name, "consent_given_on": date(2026, 6, 1), **fields})


def opinions():
    return {
        "feedback_count": 41,
        "feedback_rating": Decimal("4.4"),
        "feedback_source": "un carton à la sortie",
        "feedback_summary": "Il a manqué du temps.",
        "opinions": [
            Opinion(text="J’ai compris.", author="Leïla", role="habitante",
                    consent_given_on=AGREED, consent_until=date(2027, 9, 1)),
        ],
    }  # fmt: skip


def test_opinions_are_told_after_the_day_only(client):
    day = make_day(**opinions())

    with time_machine.travel("2027-04-01T10:00:00Z", tick=False):
        assert soup_of(client, day.url).select("#avis") == []
    with time_machine.travel(AFTER, tick=False):
        told = text_of(soup_of(client, day.url).select_one("#avis").parent)

    assert "41 réponses, note moyenne\u00a0: 4,4 sur 5".replace("\u00a0", " ") in told
    assert "(source : un carton à la sortie)." in told
    assert "Il a manqué du temps." in told
    assert "Leïla , habitante" in told or "Leïla, habitante" in told


def test_who_no_longer_agrees_is_not_named_beside_an_opinion(client):
    day = make_day(**opinions())

    with time_machine.travel("2027-09-01T10:00:00Z", tick=False):
        told = text_of(soup_of(client, day.url).select_one("#avis").parent)

    assert "Leïla" not in told
    assert "J’ai compris." in told
    assert "habitante" in told


@pytest.mark.parametrize(
    ("now", "said"),
    [
        ("2027-04-09T10:00:00Z", "maraîchère"),
        (AFTER, "Inès M. , maraîchère"),
        ("2027-08-31T21:59:00Z", "Inès M. , maraîchère"),
        ("2027-08-31T22:00:00Z", "maraîchère"),
    ],
)
def test_a_typed_name_is_shown_from_its_consent_until_it_ends(client, now, said):
    row = speaks(
        role="maraîchère", consent_given_on=AGREED, consent_until=date(2027, 9, 1)
    )
    day = make_day(speakers=[row])

    with time_machine.travel(now, tick=False):
        (shown,) = soup_of(client, day.url).select(".speakers li")

    assert text_of(shown) == said


def test_a_name_without_consent_nor_role_is_left_out(client):
    day = make_day(speakers=[speaks(consent_until=date(2027, 1, 1))])

    with time_machine.travel(AFTER, tick=False):
        assert soup_of(client, day.url).select(".speakers") == []


def test_other_public_days_of_the_same_person_are_named(client):
    day = make_day("Ici", speakers=[speaks()])
    other = make_day("Ailleurs", speakers=[speaks()])
    translate(other, title="Elsewhere")
    other.create_alias(update_slug="bis", parent=other.get_parent())
    make_day("Brouillon", speakers=[speaks()], live=False)
    restrict(make_day("Privée", speakers=[speaks()]))
    make_day("Sans accord", speakers=[speaks(consent_until=date(2026, 9, 1))])
    make_day("Quelqu’un d’autre", speakers=[speaks("Marc O.")])

    (row,) = soup_of(client, day.url).select(".speakers li")

    assert [a.text for a in row.select("a")] == ["Ailleurs"]
    assert row.a["href"] == other.url


def test_an_idea_names_the_workshop_it_was_born_in(client):
    day = make_day(
        workshops=[Workshop(title="Un journal de 2050", key="journal")],
        ideas=[
            WorkshopIdea(text="Une monnaie locale", workshop_key="journal"),
            WorkshopIdea(text="Un marché"),
        ],
    )

    ideas = [text_of(row) for row in soup_of(client, day.url).select("#idees + ul li")]

    assert ideas == [
        "Une monnaie locale (hypothèse, atelier « Un journal de 2050 »)",
        "Un marché (hypothèse)",
    ]


def test_a_step_of_the_demarche_and_its_day_lead_to_each_other(client):
    day = make_day("La journée")
    english = translate(day, title="The day")
    approach = make_approach(steps=[ApproachStep(label="Se retrouver", day=day)])

    step = soup_of(client, approach.url).select_one(".timeline__step")
    assert step.a["href"] == day.url
    for page in (day, english):
        (link,) = soup_of(client, page.url).select('.facts a[href*="#etape-"]')
        assert link.text == "Se retrouver"
        assert link["href"] == f"{approach.url}#{step['id']}"

    approach.unpublish()
    assert not soup_of(client, day.url).select('.facts a[href*="#etape-"]')
    approach.get_latest_revision().publish()
    day.unpublish()
    assert not soup_of(client, approach.url).select(".timeline__step a")


def left(title: str, **fields) -> Deliverable:
    return Deliverable(title=title, url="https://example.org/carnet", **fields)


LISTS = {
    "/livrables/": lambda words: {"deliverables": [left(words)]},
    "/methodes/": lambda words: {"workshops": [Workshop(title="A", method=words)]},
}


@pytest.mark.parametrize("address", LISTS)
def test_lists_hold_what_public_days_leave_each_once(client, address):
    rows = LISTS[address]
    shown = make_day("Publique", **rows("Ouvert"))
    translate(shown, title="Public")
    shown.create_alias(update_slug="bis", parent=shown.get_parent())
    make_day("Brouillon", live=False, **rows("Brouillon"))
    restrict(make_day("Privée", **rows("Privé")))
    make_day("Retirée", **rows("Retiré")).unpublish()

    french = soup_of(client, address)
    english = soup_of(client, f"/en{address}")

    assert [b.text for b in french.select(".gathered b")] == ["Ouvert"]
    assert [b.text for b in english.select(".gathered b")] == ["Ouvert"]
    assert french.select_one(f'.gathered a[href="{shown.url}"]').text == "Publique"
    assert english.select_one(f'.gathered a[href="/en{shown.url}"]').text == "Public"
    assert soup_of(client, "/journees/").select_one(f'a[href="{address}"]')


@pytest.mark.parametrize("address", LISTS)
def test_lists_cost_the_same_however_long(client, address):
    def cost() -> int:
        with CaptureQueriesContext(connection) as queries:
            client.get(address)
        return len(queries)

    for rank in range(3):
        make_day(**LISTS[address](f"Un {rank}"))
    client.get(address)
    few = cost()
    for rank in range(12):
        make_day(
            sessions=[session(SATURDAY + timedelta(days=rank))],
            **LISTS[address](f"Deux {rank}"),
        )

    assert cost() == few
    assert few <= 25


def test_covers_are_shown_with_their_credit_at_the_same_cost(client):
    def cost(day) -> int:
        client.get(day.url)
        with CaptureQueriesContext(connection) as queries:
            client.get(day.url)
        return len(queries)

    cover = make_image("Une couverture", credit="Zoé")
    one = make_day(deliverables=[left("Un", cover=cover)])
    three = make_day(
        deliverables=[left(f"Livre {n}", cover=make_image(f"Image {n}")) for n in "123"]
    )

    shown = soup_of(client, one.url).select_one(".cover")
    assert shown.img["alt"] == cover.alt_text
    assert "Zoé" in shown.text
    assert cost(three) == cost(one)
    soup_of(client, "/livrables/")
    assert len(soup_of(client, "/livrables/").select(".cover img")) == 4
