"""Acronyms explained where they are first read."""

from django.db import connection
from django.test.utils import CaptureQueriesContext

import pytest
from bs4 import BeautifulSoup

from portal.core.glossed import Explained, explain
from portal.home.tree import english
from tests.core.test_glossary import make_term
from tests.events.factories import make_day
from tests.factories import translate
from tests.home.factories import make_approach, make_article, words

pytestmark = pytest.mark.one_database

CTG = Explained("CTG", "Convention territoriale globale", "ctg")
CAF = Explained("CAF", "Caisse d’allocations familiales", "caf")
RD = Explained("R&D", "Recherche et développement", "rd")
KNOWN = {"CTG": CTG, "CAF": CAF, "Caf": CAF, "R&D": RD}


def explained(html: str, most: int = 5) -> list[str]:
    """Return the words that became links."""
    soup = BeautifulSoup(explain(html, KNOWN, most), "html.parser")
    return [link.text for link in soup.select("a.glossed")]


@pytest.mark.parametrize(
    ("html", "links"),
    [
        ("<p>La CTG, puis la CTG.</p>", ["CTG"]),
        ("<p>La Caf et la CAF</p>", ["Caf"]),
        ("<p>d’une CTG</p><p>L’CAF…</p>", ["CTG", "CAF"]),
        ("<h2>La CTG</h2><p>rien</p>", []),
        ("<h2>La CTG</h2><p>la CTG</p>", ["CTG"]),
        ('<p><a href="/x/">la <b>CTG</b></a> de la Caf</p>', ["Caf"]),
        ("<p><code>CTG</code> <svg><text>CAF</text></svg></p>", []),
        ('<img alt="CTG"><p>CAF</p>', ["CAF"]),
        ("<p>CTGs, inter-CTG, CTG-bis, &CTG;, ctg</p>", []),
        ("<p>Une caf\u00e9</p>", []),
        ("<p>l&#x27;CTG, la R&amp;D</p>", ["CTG", "R&D"]),
        ("", []),
    ],
)
def test_only_the_first_occurrence_in_plain_text_becomes_a_link(html, links):
    assert explained(html) == links


def test_no_more_than_asked_are_explained():
    assert explained("<p>CTG CAF</p>", most=1) == ["CTG"]
    assert explained("<p>CTG CAF</p>", most=0) == []


def test_the_rest_of_the_text_is_left_as_it_is():
    html = "<p title='CTG'>a &lt; b &amp; <br/>CTG <!-- CAF --></p>"

    assert explain(html, {}, 5) == html
    assert explain(html, {"X": CTG}, 5) == html


@pytest.mark.django_db
def test_articles_days_and_the_demarche_explain_their_acronyms(client):
    make_term("CTG", "Convention <b>territoriale</b> globale")
    text = "Avec la CTG."
    pages = [
        make_article("La CTG", body=words(text)),
        make_day(report=words(text)),
        make_approach(origin=f"<p>{text}</p>"),
    ]

    for page in pages:
        soup = BeautifulSoup(client.get(page.url).content, "html.parser")
        (link,) = soup.select("a.glossed")
        assert link["href"] == "/lexique/#ctg"
        assert link["title"] == "CTG\u00a0: Convention <b>territoriale</b> globale"


@pytest.mark.django_db
def test_words_are_explained_in_their_own_language_in_one_query(client):
    term = make_term("CTG", "Convention territoriale globale")
    article = make_article(body=words("Avec la CTG."))
    english_page = translate(article, title="Here", body=words("With the CTG."))

    def look(page):
        client.get(page.url)
        with CaptureQueriesContext(connection) as queries:
            soup = BeautifulSoup(client.get(page.url).content, "html.parser")
        asked = [q for q in queries if "core_glossaryterm" in q["sql"]]
        return soup.select("a.glossed"), len(asked)

    assert look(english_page) == ([], 1)

    term.copy_for_translation(english()).save()

    links, asked = look(english_page)
    assert [link["href"] for link in links] == ["/en/lexique/#ctg"]
    assert asked == 1
