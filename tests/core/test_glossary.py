"""The glossary, one page."""

import pytest
from bs4 import BeautifulSoup

from portal.core.models import GlossaryTerm
from portal.home.tree import english
from tests.factories import make_tree

pytestmark = pytest.mark.django_db


def make_term(acronym, name, **fields):
    """Return a French term of the glossary."""
    return GlossaryTerm.objects.create(
        acronym=acronym,
        name=name,
        locale=make_tree().home.locale,
        **{"slug": (acronym or name).lower(), "definition": f"C’est {name}.", **fields},
    )


def soup_of(client, address):
    return BeautifulSoup(client.get(address).content, "html.parser")


def test_terms_stand_by_letter_each_with_its_anchor(client):
    ctg = make_term("CTG", "Convention territoriale globale", slug="ctg")
    make_term("", "Étape", slug="etape")
    make_term("CAF", "Caisse d’allocations familiales", variants="Caf\nla caisse")

    soup = soup_of(client, "/lexique/")

    assert [h2.text for h2 in soup.select("h2")] == ["C", "E"]
    assert [dt["id"] for dt in soup.select("dt")] == ["caf", "ctg", "etape"]
    assert ctg.get_absolute_url() == "/lexique/#ctg"
    assert "On dit aussi\u00a0: la caisse." in soup.dd.text
    assert soup_of(client, "/plan-du-site/").select_one('a[href="/lexique/"]')


def test_english_readers_get_english_words_where_there_are(client):
    french = make_term("CAF", "Caisse d’allocations familiales")
    make_term("PAT", "Projet alimentaire territorial")
    GlossaryTerm.objects.create(
        acronym="CAF",
        name="Family allowance fund",
        slug="caf",
        definition="It pays family benefits.",
        locale=english(),
        translation_key=french.translation_key,
    )

    soup = soup_of(client, "/en/lexique/")

    assert [dt.get("lang") for dt in soup.select("dt")] == [None, "fr"]
    assert "It pays family benefits." in soup.text
    assert "Caisse" not in soup.text


def test_an_empty_glossary_answers(client):
    make_tree()

    assert client.get("/lexique/").status_code == 200
