"""Criteria beyond the panel: shown once chosen, and all together on one page."""

from urllib.parse import parse_qsl, urlsplit

from django.db import connection
from django.http import QueryDict
from django.test.utils import CaptureQueriesContext

import pytest
from bs4 import BeautifulSoup

from practices.models import CostLine, FundingLine, Outcome, PracticePage
from search.catalogue import CatalogueResults, catalogue_results
from search.facets import FACETS
from tests.events.factories import make_organisation
from tests.factories import make_practice, make_structure, make_tree
from tests.search.asking import ask, titles
from tests.search.oracle import Oracle
from tests.search.translating import translate

pytestmark = pytest.mark.django_db
PATH = "/pratiques/"
SECONDARY = [facet.name for facet in FACETS if facet.is_secondary]


def results(query: str = "", language: str = "fr") -> CatalogueResults:
    return catalogue_results(QueryDict(query), language, {"catalogue": PATH})


def names(query: str) -> list[str]:
    return [facet.name for facet in results(query).facets]


def soup_of(client, address: str) -> BeautifulSoup:
    return BeautifulSoup(client.get(address).content, "html.parser")


@pytest.mark.parametrize(
    ("low", "high", "bands"),
    [
        (3, 6, ["3-5", "6-11"]),
        (None, 2, ["0-2"]),
        (60, None, ["60-et-plus"]),
        (18, 25, ["18-25"]),
        (0, 2, ["0-2"]),
        (None, None, []),
    ],
)
def test_a_practice_is_in_each_band_it_has_an_age_of(low, high, bands) -> None:
    make_practice(title="Avec", age_min=low, age_max=high)
    found = results("ouvert=age").facets
    (facet,) = [facet for facet in found if facet.name == "age"]
    assert [value.value for value in facet.values] == bands
    for band in bands:
        assert titles(f"age={band}") == ["Avec"]


def test_each_criterion_narrows_to_what_it_says() -> None:
    page = make_practice(
        title="Plein",
        practice_size="geste",
        carried_by=["benevoles", "elus"],
        participation_level="consultation",
        has_resident_group=True,
        policy_areas=["logement"],
    )
    page.funding_lines = [FundingLine(funder=make_organisation("La Caf"))]
    page.outcomes = [
        Outcome(
            indicator="x", value=1, unit="y", source="z", impact_level="individuel"
        ),
        Outcome(
            indicator="x", value=2, unit="y", source="z", impact_level="individuel"
        ),
    ]
    page.save()
    make_practice(title="Vide")
    for query in (
        "taille=geste",
        "portee=elus",
        "portee=elus&portee=salaries",
        "participation=consultation",
        "collectif=oui",
        "politique=logement",
        "financeur=la-caf",
        "impact=individuel",
    ):
        assert titles(query) == ["Plein"], query
        name = query.split("=")[0]
        assert ask(query).counts[name][query.split("=")[1].split("&")[0]] == 1, query
    # No value, or none of ours: as if absent.
    assert ask("collectif=non").count == ask("taille=").count == 2


def test_the_oracle_knows_every_criterion() -> None:
    # Said here at once; tests/search/test_network.py takes minutes to come to it.
    make_practice()
    (entry,) = Oracle().entries
    assert {facet.name for facet in FACETS} == set(entry.values)


def test_a_translation_and_a_draft_add_nothing() -> None:
    translate(make_practice(title="Vélos", practice_size="geste"), "Bikes")
    make_practice(title="Brouillon", live=False, practice_size="geste")
    assert ask("taille=geste").count == 1
    assert ask("ouvert=tout", "en").counts["taille"]["geste"] == 1


def test_what_costs_least_comes_first_and_what_nobody_said_last() -> None:
    structure = make_structure()
    for title, amount in (("Cher", 9000), ("Gratuit", 0), ("Peu", 90)):
        page = make_practice(structure, title)
        page.cost_lines = [CostLine(label="x", amount=amount)]
        page.save()
    make_practice(structure, "On ne sait pas")
    assert titles("tri=cout") == ["Gratuit", "Peu", "Cher", "On ne sait pas"]


def test_the_panel_shows_a_secondary_criterion_once_it_is_chosen() -> None:
    make_practice(practice_size="geste")
    assert not set(names("")) & set(SECONDARY)
    assert "taille" in names("taille=geste")
    assert [chip.value_label for chip in results("taille=geste").chips] == [
        "Petit geste"
    ]
    assert "taille" in names("ouvert=taille")


def test_all_criteria_stand_on_one_page_with_the_same_numbers(client) -> None:
    make_practice(title="Un", practice_size="geste", start_year=2019)
    make_practice(title="Deux", practice_size="projet")

    link = soup_of(client, f"{PATH}?taille=geste").select_one("a.facets__all")
    soup = soup_of(client, link["href"])

    assert names("ouvert=tout") == [facet.name for facet in FACETS]
    assert soup.find(id="compte").get_text() == "1 pratique"
    assert not soup.select(".card")
    shown = {
        a["data-portal-key"]: a.next_sibling.strip() for a in soup.select(".facet a")
    }
    assert shown["taille-geste"] == shown["taille-projet"] == shown["annee-2019"] == "1"
    back = soup.select_one(".criteria__foot a")
    assert parse_qsl(urlsplit(back["href"]).query) == [("taille", "geste")]
    assert soup_of(client, back["href"]).select(".card")
    # A value added there stays there, and does what its number says.
    added = soup.select_one('[data-portal-key="taille-projet"]')["href"]
    assert "ouvert=tout" in added
    assert soup_of(client, added).find(id="compte").get_text() == "2 pratiques"


@pytest.mark.parametrize(("there", "shown"), [(3, 3), (4, 4), (5, 3)])
def test_among_all_criteria_each_shows_its_first_values(there, shown) -> None:
    for rank in range(there):
        make_practice(start_year=2015 + rank)
    (facet,) = [f for f in results("ouvert=tout").facets if f.name == "annee"]
    assert len(facet.values) == shown
    assert bool(facet.more_url) == (shown < there)
    (whole,) = [
        f for f in results("ouvert=tout&ouvert=annee-tout").facets if f.name == "annee"
    ]
    assert len(whole.values) == there


def test_a_keyword_that_only_drafts_bear_is_not_named() -> None:
    for title, live, word in (("Vue", True, "bois"), ("Tue", False, "secret")):
        page = make_practice(title=title, live=live)
        page.tags.add(word)
        page.save()
    shown = results("mot=bois").chips
    assert [chip.value_label for chip in shown] == ["bois"]
    hidden = results("mot=secret")
    assert [chip.value_label for chip in hidden.chips] == []


def test_nothing_matches_and_the_page_leads_back(client) -> None:
    make_practice(practice_size="geste")
    soup = soup_of(client, f"{PATH}?taille=projet&q=rien&ouvert=tout")
    assert soup.select_one(".criteria__foot a").get_text() == "Revenir à la liste"


def test_htmx_gets_the_criteria_alone(client) -> None:
    make_practice()
    part = client.get(f"{PATH}?ouvert=tout", headers={"HX-Request": "true"})
    assert "<html" not in part.text and "Tous les critères" in part.text


def test_structures_have_theirs(client) -> None:
    make_tree()
    make_structure(
        "La Paz",
        offers=["visite"],
        staff_size_band="moins-de-5",
        social_project_has_transition_axis=True,
    )
    make_structure("Vide")
    for query in ("offre=visite", "equipe=moins-de-5", "axe-transition=oui"):
        soup = soup_of(client, f"/structures/?{query}")
        assert [a.get_text() for a in soup.select(".person__name")] == ["La Paz"]


def test_the_page_costs_the_same_whatever_there_is_to_choose(client) -> None:
    def cost() -> int:
        client.get(f"{PATH}?ouvert=tout")
        with CaptureQueriesContext(connection) as queries:
            client.get(f"{PATH}?ouvert=tout")
        return len(queries)

    structure = make_structure()
    few = make_practice(structure, practice_size="geste")
    few.tags.add("un")
    few.save()
    before = cost()
    for rank in range(6):
        page = make_practice(structure, practice_size="projet")
        page.tags.add(f"mot {rank}")
        page.save()
    assert PracticePage.objects.count() == 7
    assert cost() == before <= 25
