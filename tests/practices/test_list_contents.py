"""What lists hold: by theme, territory, organisation and structure."""

from django.db import connection
from django.test.utils import CaptureQueriesContext

import pytest
from bs4 import BeautifulSoup

from portal.core.private import remembering_private_pages
from practices import place_views
from practices.cards import practice_cards
from practices.listing import about, in_territory, with_organisation
from practices.models import (
    CoCarrier,
    Organisation,
    Partnership,
    StructurePage,
    Theme,
    refresh_territories,
)
from practices.related import related_practices
from tests.factories import (
    make_commune,
    make_practice,
    make_structure,
    make_theme,
    translate,
)

pytestmark = pytest.mark.django_db


def test_a_draft_translation_is_not_shown(db):
    practice = make_practice(title="Jardin partagé")
    translate(practice, title="Shared garden", live=False)

    assert practice_cards([practice.pk], "en")[0].title == "Jardin partagé"


def test_cards_cost_the_same_whatever_their_number(db):
    structure = make_structure()
    pages = [make_practice(structure) for _n in range(8)]
    costs = []
    with remembering_private_pages():
        practice_cards([page.pk for page in pages], "fr")
        for some in (pages[:2], pages):
            with CaptureQueriesContext(connection) as queries:
                practice_cards([page.pk for page in some], "fr")
            costs.append(len(queries))

    assert costs[0] == costs[1] <= 3


def test_a_theme_lists_the_practices_of_those_below_it(db):
    top = make_theme("Alimentation")
    below = make_theme("Jardins", parent=top)
    practice = make_practice(title="Jardin partagé", themes=[below])
    make_practice(title="Ailleurs")

    assert list(about(top)) == [practice]
    assert list(about(Theme.objects.get(pk=below.pk))) == [practice]


def test_a_territory_lists_the_practices_of_its_communes_and_those_that_act_there(db):
    epci = make_commune("CC du Diois", kind="intercommunalite")
    die, lyon = make_commune("Die"), make_commune("Lyon")
    die.parents.add(epci)
    refresh_territories()
    here = make_practice(make_structure("Ici", commune=die), "Ici")
    there = make_practice(
        make_structure("Là-bas", commune=lyon), "Là-bas", territories=[die]
    )
    make_practice(make_structure("Loin", commune=lyon), "Loin")

    assert set(in_territory(epci)) == {here, there}


def test_an_organisation_says_what_it_does_and_where(client, db):
    body = Organisation.objects.create(name="Pôle vélo", slug="pole-velo")
    practice = make_practice(title="Atelier vélo")
    practice.partnerships.add(Partnership(organisation=body, role="prête les outils"))
    practice.save_revision().publish()
    draft = make_practice(title="Brouillon", live=False)
    draft.partnerships.add(Partnership(organisation=body, role="secret"))
    draft.save()

    practices, roles = with_organisation(body)
    assert [(page.title, roles[page.pk]) for page in practices] == [
        ("Atelier vélo", "prête les outils")
    ]
    text = client.get("/organismes/pole-velo/").content.decode()
    assert "prête les outils" in text
    assert "secret" not in text


def test_a_body_that_helps_everyone_is_told_a_page_at_a_time(client, db, monkeypatch):
    monkeypatch.setattr(place_views, "LINES", 2)
    body = Organisation.objects.create(name="CAF", slug="caf")
    structure = make_structure()
    for number in range(3):
        practice = make_practice(structure, f"Pratique {number}")
        practice.partnerships.add(Partnership(organisation=body, role=f"rôle {number}"))
        practice.save_revision().publish()

    first, second = (
        BeautifulSoup(client.get(f"/organismes/caf/{page}").content, "html.parser")
        for page in ("", "?page=2")
    )

    lines = [
        [li.text for li in soup.select(".involvements li")] for soup in (first, second)
    ]
    assert [len(each) for each in lines] == [2, 1]
    assert sorted(text[-6:] for each in lines for text in each) == [
        "rôle 0",
        "rôle 1",
        "rôle 2",
    ]
    assert first.select_one('a[rel="next"]')["href"] == "?page=2"


def test_related_practices_give_their_reason_and_come_once(db):
    epci = make_commune("CC du Diois", kind="intercommunalite")
    die, lus, lyon = make_commune("Die"), make_commune("Lus"), make_commune("Lyon")
    for commune in (die, lus):
        commune.parents.add(epci)
    refresh_territories()
    practice = make_practice(make_structure("A", commune=die), "A")
    make_practice(make_structure("B", commune=lus), "B")
    make_practice(make_structure("C", commune=lyon), "C")
    make_practice(
        make_structure("D", commune=lyon), "D", themes=[make_theme("Énergie")]
    )

    groups = related_practices(practice, list(practice.themes.all()), "fr")

    assert [(g.reason, [c.title for c in g.cards]) for g in groups] == [
        ("Même thème, même intercommunalité", ["B"]),
        ("Même thème, ailleurs", ["C"]),
    ]


def test_a_withdrawn_structure_is_not_named(client, db):
    structure = make_structure("Maison retirée")
    other = make_structure("Maison brouillon", live=False)
    practice = make_practice(structure, "Atelier vélo")
    practice.co_carriers.add(CoCarrier(structure=other))
    practice.save_revision().publish()
    StructurePage.objects.get(pk=structure.pk).unpublish()

    assert practice_cards([practice.pk], "fr")[0].structure_title == ""
    text = client.get(practice.url).content.decode()
    assert "Atelier vélo" in text
    assert "Maison retirée" not in text
    assert "Maison brouillon" not in text


def test_a_prolific_structure_shows_some_and_leads_to_all(client, db):
    structure = make_structure("Maison féconde")
    for _number in range(13):
        make_practice(structure)

    text = client.get(structure.url).content.decode()

    assert text.count('<li class="card') == 12
    assert "/pratiques/?structure=maison-feconde" in text
