"""What is proposed to someone who is typing."""

from datetime import date

from django.db import connection
from django.test.utils import CaptureQueriesContext

from wagtail.models import PageViewRestriction

import pytest

from events.models import Speaker
from portal.home.tree import ensure_english
from tests.events.factories import make_day
from tests.factories import (
    make_commune,
    make_practice,
    make_structure,
    make_theme,
    make_tree,
    restrict,
)
from tests.search.asking import soup_of
from tests.search.translating import translate

pytestmark = pytest.mark.django_db
URL = "/api/propositions/"


def proposed(client, text: str, language: str = "fr") -> list[tuple[str, str]]:
    answer = client.get(URL, {"q": text, "langue": language}).json()
    return [(each["label"], each["kind"]) for each in answer["proposals"]]


@pytest.fixture
def practice():
    """A practice whose theme, structure and commune have names of their own."""
    structure = make_structure("La Paz", commune=make_commune("Étoile-sur-Rhône"))
    return make_practice(
        structure, "Réparer des vélos", themes=[make_theme("Mobilité")]
    )


def test_practices_structures_themes_and_places_by_the_beginning(
    client, practice
) -> None:
    assert proposed(client, "REPARER DES VE") == [("Réparer des vélos", "pratique")]
    assert proposed(client, "velo") == [("Réparer des vélos", "pratique")]
    assert proposed(client, "mobi") == [("Mobilité", "thème")]
    assert proposed(client, "etoile") == [("Étoile-sur-Rhône", "territoire")]
    assert proposed(client, "rho") == [("Étoile-sur-Rhône", "territoire")]
    assert proposed(client, "paz") == [("La Paz", "structure")]
    assert proposed(client, "reparer banane") == []
    # Nothing goes away while a word begins.
    for typed in ("reparer d", "reparer de", "reparer des v", "reparer xy"):
        assert proposed(client, typed) == [("Réparer des vélos", "pratique")], typed


def test_each_leads_to_a_page_that_answers(client, practice) -> None:
    for text in ("velo", "mobilite", "etoile", "paz"):
        [found] = client.get(URL, {"q": text}).json()["proposals"]
        assert client.get(found["url"]).status_code == 200, text


def test_only_names_count_and_three_letters_are_needed(client, practice) -> None:
    practice.lead = "Avec un dérailleur."
    practice.save_revision().publish()
    assert proposed(client, "derailleur") == []
    assert (
        proposed(client, "ve") == proposed(client, "") == proposed(client, "!?…") == []
    )


def test_nothing_that_nobody_may_read_is_proposed(client, practice) -> None:
    make_practice(title="Vélos en projet", live=False)
    closed = make_practice(make_structure("Les Vélos fermés"), "Vélos fermés")
    PageViewRestriction.objects.create(page=closed.structure, restriction_type="login")
    make_theme("Vélocité")
    make_commune("Vélizy")
    assert proposed(client, "vel") == [("Réparer des vélos", "pratique")]
    practice.unpublish()
    assert proposed(client, "vel") == proposed(client, "mobi") == []


def test_in_english_translated_names_come_once(client, practice) -> None:
    ensure_english(make_tree())
    english = translate(practice, "Mending bikes")
    assert proposed(client, "bikes", "en") == [("Mending bikes", "practice")]
    assert proposed(client, "velos", "en") == [("Mending bikes", "practice")]
    assert proposed(client, "bikes") == [("Réparer des vélos", "pratique")]
    english.unpublish()
    assert proposed(client, "bikes", "en") == []


def test_what_the_list_shows_comes_first(client, practice) -> None:
    make_structure("Maison du vélo")
    make_day("Journée vélo")
    make_theme("Vélo et marche")
    practice.themes = [make_theme("Vélo et marche")]
    practice.save_revision().publish()

    def kinds(listing: str) -> list[str]:
        answer = client.get(URL, {"q": "velo", "liste": listing}).json()
        return [each["kind"] for each in answer["proposals"]]

    assert kinds("catalogue") == ["thème", "pratique", "structure"] == kinds("rien")
    assert kinds("structures") == ["structure", "thème", "pratique"]
    assert kinds("days") == ["journée", "thème", "pratique", "structure"]


def test_lists_of_structures_and_days_propose_their_own(client, practice) -> None:
    for path, listing in (
        ("/", "catalogue"),
        ("/pratiques/", "catalogue"),
        ("/structures/", "structures"),
        ("/en/journees/", "days"),
        ("/ambassadeurs/", ""),
    ):
        soup = soup_of(client, path)
        address = soup.select_one("main form.search").get("data-portal-propose", "")
        assert address.partition("&liste=")[2] == listing, path
        scripts = [each.get("src", "") for each in soup("script")]
        assert any("search_field" in each for each in scripts) is bool(listing), path
        if address:
            assert client.get(f"{address}&q=velo").status_code == 200


def test_only_published_days_are_proposed_in_the_reader_s_language(client) -> None:
    ensure_english(make_tree())
    zoe = Speaker(name="Zoé Exemple", consent_given_on=date(2026, 6, 1))
    day = make_day("Journée vélo", speakers=[zoe])
    make_day("Vélo en projet", live=False)
    restrict(make_day("Vélo fermé"))

    def days(text: str, language: str = "fr") -> list[str]:
        data = {"q": text, "langue": language, "liste": "days"}
        return [each["label"] for each in client.get(URL, data).json()["proposals"]]

    assert days("velo") == ["Journée vélo"]
    translate(day, "A bicycle day")
    assert days("bicyc", "en") == ["A bicycle day"]
    assert days("zoe") == []
    assert proposed(client, "velo") == []


def test_it_says_how_many_and_costs_the_same_whatever_there_is(
    client, practice
) -> None:
    assert client.get(URL, {"q": "velo"}).json()["status"] == "1 proposition"
    assert client.get(URL, {"q": "xyz"}).json()["status"] == "Aucune proposition"
    for number in range(5):
        make_practice(title=f"Vélos {number}")
    client.get(URL, {"q": "velo"})
    with CaptureQueriesContext(
        connection,
    ) as queries:
        assert len(proposed(client, "velo")) == 3
    assert len(queries) <= 6


@pytest.mark.parametrize(
    "text", ["\0\0\0\0", "a" * 5000, "%%%%", "'; --", "١٢٣٤", "({[*"]
)
def test_any_text_is_answered(client, text) -> None:
    assert client.get(URL, {"q": text}).status_code == 200
