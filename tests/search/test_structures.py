"""The list of structures: the same facets as practices, and the same exactness."""

from django.http import QueryDict

import pytest
from bs4 import BeautifulSoup

from practices.enums import TerritoryKind
from practices.models import refresh_territories
from search.catalogue import catalogue_results
from search.lists import STRUCTURES
from tests.factories import make_commune, make_practice, make_structure, make_tree

pytestmark = pytest.mark.django_db


def test_the_page_narrows_and_says_how_many(client) -> None:
    die, nyons = make_commune("Die"), make_commune("Nyons")
    epci = make_commune("CC du Diois", kind=TerritoryKind.EPCI)
    die.parents.add(epci)
    refresh_territories()
    make_structure("Maison A", commune=die, structure_type="maison-pour-tous")
    make_structure("Centre B", commune=nyons)
    make_structure("Brouillon", commune=die, live=False)
    make_structure("Ailleurs", commune=die, in_network=False)

    soup = BeautifulSoup(
        client.get("/structures/?territoire=cc-du-diois").content, "html.parser"
    )

    assert [a.get_text() for a in soup.select(".person__name")] == ["Maison A"]
    assert soup.find(id="compte").get_text() == "1 structure"
    assert [h.get_text() for h in soup.select(".group__title")] == ["CC du Diois"]
    value = soup.select_one('[data-portal-key="territoire-die"]')
    assert value.next_sibling.strip() == "1"


def test_a_text_lists_what_answers_best_first_and_an_order_by_territory_stays(
    client,
) -> None:
    die, nyons = make_commune("Die"), make_commune("Nyons")
    for name, commune in (("CC A", die), ("CC B", nyons)):
        commune.parents.add(make_commune(name, kind=TerritoryKind.EPCI))
    refresh_territories()
    make_structure("Maison des jardins", commune=die, lead="Un café.")
    make_structure("Café des voisins", commune=nyons, lead="Un café.")

    def names(query: str) -> list[str]:
        soup = BeautifulSoup(client.get(f"/structures/?{query}").content, "html.parser")
        return [a.get_text() for a in soup.select(".group__title, .person__name")]

    assert names("q=café") == ["Café des voisins", "Maison des jardins"]
    assert names("q=café&tri=territoire") == [
        "CC A",
        "Maison des jardins",
        "CC B",
        "Café des voisins",
    ]


def test_a_draft_practice_adds_nothing(client) -> None:
    structure = make_structure("Maison A")
    make_practice(structure, live=False)
    make_practice(structure)

    soup = BeautifulSoup(client.get("/structures/").content, "html.parser")

    assert "1 pratique" in soup.select_one(".person__facts").get_text()


def test_nothing_to_show_says_so(client) -> None:
    make_tree()
    assert "Aucune structure" in client.get("/structures/").text
    make_structure("Maison A", structure_type="maison-pour-tous")
    make_commune("Lyon")
    found = catalogue_results(
        QueryDict("territoire=lyon&type=maison-pour-tous"),
        "fr",
        {"structures": "/structures/"},
        STRUCTURES,
    )
    assert found.count == 0
    assert [(s.label, s.count) for s in found.suggestions] == [
        ("Sans «\u00a0Lyon\u00a0»\u00a0: 1 structure", 1)
    ]


def test_what_makes_no_sense_is_dropped(client) -> None:
    make_structure("Maison A")
    for query in (
        "q=%00",
        "q=!",
        "type=rien",
        "tri=pertinence",
        "page=9999",
        "theme=x",
    ):
        response = client.get(f"/structures/?{query}")
        assert response.status_code == 200
        assert "Maison A" in response.text
