"""The catalogue's page: what it shows, where its links lead, what htmx gets."""

from urllib.parse import parse_qsl, urlsplit

from django.db import connection
from django.http import QueryDict
from django.test.utils import CaptureQueriesContext
from django.utils.translation import override

import pytest
from bs4 import BeautifulSoup

from search.catalogue import CatalogueResults, catalogue_results
from tests.factories import (
    make_audience,
    make_commune,
    make_practice,
    make_structure,
    make_theme,
    make_tree,
)
from tests.search.asking import soup_of

pytestmark = pytest.mark.django_db
PATH = "/pratiques/"


def results(query: str = "", language: str = "fr") -> CatalogueResults:
    return catalogue_results(QueryDict(query), language, {"catalogue": PATH})


def shown(name: str, query: str = ""):
    return next(facet for facet in results(query).facets if facet.name == name)


def parameters(url: str) -> list[tuple[str, str]]:
    return parse_qsl(urlsplit(url).query)


def make_pages(number: int) -> None:
    """Make ``number`` practices, each with a theme, an audience and a tag of its own."""
    structures = [make_structure(f"Structure {rank}") for rank in range(3)]
    for rank in range(number):
        page = make_practice(
            structures[rank % 3],
            f"Pratique {rank:02}",
            themes=[make_theme(f"Thème {rank}")],
            audiences=[make_audience(f"Public {rank}")],
            territories=[make_commune(f"Commune {rank}")],
        )
        page.tags.add(f"mot {rank}")
        page.save()


def test_the_page_says_what_it_found(client) -> None:
    make_practice(make_structure("La Paz"), "Vélos & co", themes=[make_theme()])
    response = client.get(PATH)
    assert response.status_code == 200
    soup = BeautifulSoup(response.content, "html.parser")
    assert "1 pratique" in soup.find(id="compte").get_text()
    assert [a.get_text() for a in soup.select(".card__title a")] == ["Vélos & co"]
    assert soup.select_one('[data-portal-key="theme-mobilite"]').get("href") == (
        f"{PATH}?theme=mobilite"
    )


def test_htmx_gets_the_part_it_replaces(client) -> None:
    make_practice()
    part = client.get(PATH, headers={"HX-Request": "true"})
    assert "<html" not in part.text and "Pratique" in part.text
    refined = client.get(f"{PATH}?q=v%C3%A9lo", headers={"HX-Request": "true"})
    # The tab, the history and bookmarks bear it: the library takes it from there.
    title = soup_of(client, f"{PATH}?q=v%C3%A9lo").title.get_text()
    assert BeautifulSoup(refined.content, "html.parser").title.get_text() == title
    assert "vélo" in title
    whole = client.get(PATH)
    assert "<html" in whole.text
    for response in (part, whole):
        assert "HX-Request" in response["Vary"]
    restored = client.get(
        PATH,
        headers={"HX-Request": "true", "HX-History-Restore-Request": "true"},
    )
    assert "<html" in restored.text


def test_links_keep_the_other_parameters_and_leave_the_page() -> None:
    make_practice(themes=[make_theme("Jardins")], state="idee")
    query = "q=v%C3%A9los&theme=jardins&etat=idee&tri=titre&page=3&ouvert=nature&x=1"
    found = results(query)
    theme = next(facet for facet in found.facets if facet.name == "theme")
    kept = [("q", "vélos"), ("etat", "idee"), ("tri", "titre"), ("ouvert", "nature")]
    assert parameters(theme.values[0].url) == kept
    assert parameters(found.clear_url) == [("ouvert", "nature")]
    assert ("theme", "jardins") in found.hidden
    assert {name for name, _value in found.hidden} == {
        "theme",
        "etat",
        "tri",
        "ouvert",
    }
    assert [chip.value_label for chip in found.chips] == [
        "«\u00a0vélos\u00a0»",
        "Jardins",
        "Idée",
    ]
    assert all("page" not in dict(parameters(chip.remove_url)) for chip in found.chips)
    assert found.active_count == 2


def test_what_was_typed_stands_between_the_quotes_of_the_language() -> None:
    make_practice()
    with override("en"):
        (chip,) = results("q=bike").chips
    assert chip.value_label == "“bike”"


def test_a_closed_facet_shows_no_value_until_it_is_opened() -> None:
    make_practice(kinds=["lieu"])
    closed = shown("nature")
    assert not closed.is_open and not closed.values
    assert parameters(closed.open_url) == [("ouvert", "nature")]
    opened = shown("nature", "ouvert=nature")
    assert [value.label for value in opened.values] == ["Lieu"]
    assert opened.close_url == PATH
    used = shown("nature", "nature=lieu")
    assert used.is_open and not used.close_url
    assert shown("theme").is_open and not shown("theme").close_url


def test_past_eight_values_are_behind_a_link() -> None:
    make_pages(10)
    facet = shown("theme")
    assert len(facet.values) == 6 and not facet.more_open
    assert parameters(facet.more_url) == [("ouvert", "theme-tout")]
    full = shown("theme", "ouvert=theme-tout")
    assert len(full.values) == 10 and full.more_open and full.more_url == PATH
    hidden = full.values[-1]
    assert hidden.value not in {value.value for value in facet.values}
    pinned = shown("theme", f"theme={hidden.value}")
    assert hidden.value in {value.value for value in pinned.values}


def test_values_nobody_has_are_left_out_unless_selected() -> None:
    make_practice(state="idee")
    assert [value.value for value in shown("etat", "ouvert=etat").values] == ["idee"]
    assert [
        (value.value, value.count, value.selected)
        for value in shown("etat", "etat=arretee").values
    ] == [("idee", 1, False), ("arretee", 0, True)]


def test_a_theme_stands_under_the_one_it_lies_in() -> None:
    food = make_theme("Alimentation")
    make_practice(themes=[make_theme("Jardins", parent=food)])
    make_practice(themes=[make_theme("Vélo")])
    values = shown("theme").values
    assert [(value.label, value.depth) for value in values] == [
        ("Alimentation", 0),
        ("Jardins", 1),
        ("Vélo", 0),
    ]


def test_an_empty_list_says_what_to_drop_and_what_that_gives(client) -> None:
    make_practice(title="Jardin", state="idee", lead="Des légumes.")
    make_practice(title="Vélos", state="en-cours", lead="Des roues.")
    query = "q=jardin&etat=arretee&etat=en-cours&niveau=complete"
    assert results(query).suggestions == []
    two = results("q=jardin&etat=en-cours").suggestions
    assert [(each.count, parameters(each.url)) for each in two] == [
        (1, [("etat", "en-cours")]),
        (1, [("q", "jardin")]),
    ]
    assert "1 pratique" in two[0].label
    for each in two:
        assert results(urlsplit(each.url).query).count == each.count
    response = client.get(f"{PATH}?q=jardin&etat=en-cours")
    assert "Rien ne correspond" in response.text


def test_an_answer_in_english(client) -> None:
    make_practice(title="Vélos", state="idee")
    make_tree()
    assert shown("etat", "ouvert=etat").values[0].label == "Idée"
    page = results("ouvert=etat", "en")
    assert page.shown[0].lang == "fr"


def test_queries_do_not_grow_with_the_network(client) -> None:
    make_pages(3)
    few = count_queries(client, PATH)
    make_pages_more(27)
    many = count_queries(client, PATH)
    busy = count_queries(
        client,
        f"{PATH}?q=pratique&theme=theme-1&public=public-1&ouvert=mot&ouvert=cadre",
    )
    print(f"queries: {few} for 3, {many} for 30, {busy} with criteria")  # noqa: T201
    assert few == many <= 25
    assert busy <= 25


def make_pages_more(number: int) -> None:
    structure = make_structure("Autre")
    for rank in range(number):
        make_practice(structure, f"Encore {rank:02}", themes=[make_theme(f"T {rank}")])


def count_queries(client, url: str) -> int:
    client.get(url)
    with CaptureQueriesContext(
        connection,
    ) as queries:
        response = client.get(url)
    assert response.status_code == 200
    return len(queries)


@pytest.mark.parametrize("text", ["%25%25", "!", "«»"])
def test_a_text_with_nothing_to_find_is_told(client, text) -> None:
    make_practice(title="Un jardin")
    soup = soup_of(client, f"{PATH}?q={text}")
    assert "il y faut des lettres" in soup.select_one(".results__note").get_text()
    assert "Un jardin" in soup.select_one(".results").get_text()
    assert not soup_of(client, f"{PATH}?q=jardin").select(".results__note")
