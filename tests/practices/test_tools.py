"""Communication tools: terms of a list, and the lines that said them before."""

from importlib import import_module

from django.apps import apps
from django.db import connection
from django.http import QueryDict
from django.test.utils import CaptureQueriesContext

import pytest
from bs4 import BeautifulSoup

from portal.core.models.base import SOURCE_LANGUAGE
from portal.home.tree import english
from practices.facts import linked_terms
from practices.models import CommunicationTool, Ingredient, PolicyScheme, PracticePage
from search.catalogue import catalogue_results
from tests.factories import make_practice, make_structure, make_tree, translate
from tests.search.asking import ask, titles

pytestmark = pytest.mark.django_db
MIGRATION = import_module("practices.migrations.0012_lines_become_tools")


def make_tool(name: str, slug: str, words: str = "") -> CommunicationTool:
    locale = make_tree().home.locale
    tool = CommunicationTool.objects.create(name=name, slug=slug, locale=locale)
    if words:
        twin = tool.copy_for_translation(english())
        twin.name = words
        twin.save()
    return tool


def with_tools(*tools, **fields) -> PracticePage:
    practice = make_practice(make_structure("Maison A"), **fields)
    practice.tools = tools
    practice.save_revision().publish()
    return PracticePage.objects.get(pk=practice.pk)


def said(client, address: str) -> list[str]:
    """Return the items under « Pour le faire savoir »."""
    soup = BeautifulSoup(client.get(address).content, "html.parser")
    heading = soup.find("h3", string=["Pour le faire savoir", "How to spread the word"])
    return [item.text for item in heading.find_next("ul").find_all("li")]


def test_tools_and_other_lines_stand_together(client):
    poster = make_tool("Affiche", "affiche", "Poster")
    practice = with_tools(
        poster, make_tool("Radio", "radio"), communication_tools="Un crieur public"
    )

    assert said(client, practice.url) == ["Affiche, Radio", "Un crieur public"]
    link = BeautifulSoup(client.get(practice.url).content, "html.parser").find(
        "a", string="Affiche"
    )
    assert practice.title in client.get(link["href"]).content.decode()


def test_a_translation_names_the_tools_of_the_french_page(client):
    practice = with_tools(make_tool("Affiche", "affiche", "Poster"))
    twin = translate(practice, title="Workshop")

    assert said(client, twin.url) == ["Poster"]


def test_a_preview_names_the_tools_just_chosen(client):
    practice = with_tools(make_tool("Affiche", "affiche"))
    practice.tools = [make_tool("Radio", "radio")]

    html = practice.make_preview_request(preview_mode="").content.decode()

    assert "Radio" in html
    assert "Affiche" not in html


def test_all_the_terms_a_fiche_names_come_in_one_query():
    locale = make_tree().home.locale
    practice = with_tools(
        make_tool("Zine", "zine"), make_tool("Écriteau", "ecriteau", "Sign")
    )
    practice.ingredients = [
        Ingredient.objects.create(name="Du temps", slug="temps", locale=locale)
    ]
    practice.policy_schemes = [
        PolicyScheme.objects.create(name="Plan", code="PCT", slug="pct", locale=locale)
    ]
    practice.save()
    facts = PracticePage.objects.get(pk=practice.pk)

    for language, sign in ((SOURCE_LANGUAGE, "Écriteau"), ("en", "Sign")):
        with CaptureQueriesContext(connection) as queries:
            found = linked_terms(
                facts, ("tools", "ingredients", "policy_schemes"), language
            )
        assert len(queries) == 1
        # By name, an accent where its letter is.
        assert [term.label for term in found["tools"]] == [sign, "Zine"]
        assert [term.code for term in found["policy_schemes"]] == ["PCT"]
        assert found["ingredients"][0].url == "/ingredients/temps/"


def test_they_are_a_criterion_and_words(client):
    poster = make_tool("Affiche", "affiche", "Poster")
    practice = with_tools(poster, title="Avec")
    make_practice(title="Sans")
    translate(practice, title="With")
    draft = make_practice(title="Brouillon", live=False)
    draft.tools = [poster]
    draft.save()
    alias = practice.create_alias(
        parent=make_structure("Maison B"), update_slug="copie"
    )
    assert alias.live

    assert titles("outil=affiche") == titles("q=poster") == ["Avec"]
    for language, label in (("fr", "Affiche"), ("en", "Poster")):
        assert ask("ouvert=tout", language).counts["outil"] == {"affiche": 1}
        (chip,) = catalogue_results(
            QueryDict("outil=affiche"), language, {"catalogue": "/pratiques/"}
        ).chips
        assert chip.value_label == label


def test_known_lines_become_terms_and_the_others_stay():
    practice = make_practice(
        make_structure("Maison A"),
        communication_tools="- Les réseaux sociaux.\nAFFICHE\nUne affiche sur la porte",
    )
    twin = translate(
        practice, communication_tools="Poster\nSocial networks\nTown bulletin"
    )
    draft = make_practice(live=False, communication_tools="Presse locale")

    MIGRATION.turn_lines_into_tools(apps, None)

    practice, twin, draft = (
        PracticePage.objects.get(pk=page.pk) for page in (practice, twin, draft)
    )
    for page in (practice, practice.get_latest_revision_as_object()):
        assert page.communication_tools == "Une affiche sur la porte"
        assert {tool.slug for tool in page.tools.all()} == {
            "affiche",
            "reseaux-sociaux",
        }
    # What the French page does not say stays in the English words.
    for page in (twin, twin.get_latest_revision_as_object()):
        assert page.communication_tools == "Town bulletin"
        assert not page.tools.all()
    for page in (draft, draft.get_latest_revision_as_object()):
        assert page.communication_tools == ""
        assert [tool.slug for tool in page.tools.all()] == ["presse-locale"]
    names = CommunicationTool.objects.values_list("slug", "locale__language_code")
    assert len(names) == 6
    assert ("bulletin-municipal", "fr") not in names

    MIGRATION.turn_tools_into_lines(apps, None)

    practice = PracticePage.objects.get(pk=practice.pk)
    for page in (practice, practice.get_latest_revision_as_object()):
        assert page.communication_tools.splitlines() == [
            "Affiche",
            "Réseaux sociaux",
            "Une affiche sur la porte",
        ]


def test_a_term_that_is_there_is_taken_as_it_is():
    poster = make_tool("Affiche à la main", "affiche")
    practice = make_practice(communication_tools="Affiche")

    MIGRATION.turn_lines_into_tools(apps, None)

    assert list(PracticePage.objects.get(pk=practice.pk).tools.all()) == [poster]


def test_the_list_says_which_words_are_french(client):
    make_tool("Affiche", "affiche", "Poster")
    make_tool("Banderole", "banderole")
    CommunicationTool.objects.update(description="Sur la porte.")
    CommunicationTool.objects.filter(name="Poster").update(description="On the door.")
    make_practice(make_structure("Maison A"))

    def told(address):
        soup = BeautifulSoup(client.get(address).content, "html.parser")
        return [
            (item.get_text(" "), item.a.get("lang"), item.span.get("lang"))
            for item in soup.select(".index li")
        ]

    assert told("/outils-de-communication/") == [
        ("Affiche Sur la porte.", None, None),
        ("Banderole Sur la porte.", None, None),
    ]
    assert told("/en/outils-de-communication/") == [
        ("Poster On the door.", None, None),
        ("Banderole Sur la porte.", "fr", "fr"),
    ]
