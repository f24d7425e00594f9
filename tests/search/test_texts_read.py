"""What is made of a text: mended, loosened, called otherwise; and where it was found."""

from datetime import timedelta

from django.core.management import call_command
from django.db import connection
from django.http import QueryDict
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from wagtail.models import Locale, Page, PageViewRestriction

import pytest

from portal.core.models import GlossaryTerm
from portal.home.tree import ensure_english
from practices.models import Outcome, PracticePage
from search.engine import run
from search.forms import parse
from search.indexing import index_pages
from search.models import IndexedText, IndexedWord
from tests.factories import make_practice, make_structure, make_tree
from tests.search.asking import soup_of, titles
from tests.search.translating import translate

pytestmark = pytest.mark.django_db
PATH = "/pratiques/"


def corrections(text: str, language: str = "fr") -> list[tuple[str, str]]:
    query = run(parse(QueryDict(f"q={text}"), language), language, ()).query
    return [(each.typed, each.found) for each in query.corrections]


def notes(client, text: str, path: str = PATH) -> list[str]:
    return [
        note.get_text()
        for note in soup_of(client, f"{path}?q={text}")(class_="results__note")
    ]


def pages_with(surface: str) -> int:
    rows = IndexedWord.objects.filter(surface=surface)
    return sum(rows.values_list("pages", flat=True))


def test_a_mistyped_word_is_mended_and_the_page_says_so(client) -> None:
    make_practice(title="Le poulailler de la cantine")
    make_practice(title="Autre chose")
    assert titles("q=poulailer") == ["Le poulailler de la cantine"]
    assert notes(client, "poulailer") == [
        "Aucune page ne contient «\u00a0poulailer\u00a0»\u00a0: nous avons cherché"
        " «\u00a0poulailler\u00a0»."
    ]
    assert notes(client, "poulaillers") == notes(client, "") == []


def test_some_of_the_words_are_better_than_nothing_and_the_page_says_so(client) -> None:
    make_practice(title="Réparer des vélos")
    make_practice(title="Des vélos", lead="Au lycée.")
    assert titles("q=reparer+velo") == ["Réparer des vélos"]
    assert notes(client, "reparer velo") == []
    assert titles("q=reparer+velo+banane") == ["Réparer des vélos"]
    assert notes(client, "reparer velo banane") == [
        "Rien dans cette liste ne contient tous ces mots à la fois\u00a0: voici ce qui"
        " s’en approche le plus."
    ]
    assert titles("q=banane+kiwi+mangue+velo") == []


def test_facets_in_use_change_nothing_to_what_a_text_asks_for() -> None:
    make_practice(title="Réparer des vélos", state="idee")
    make_practice(title="Des vélos", lead="Au lycée.", state="en-cours")
    assert titles("q=reparer+velo") == ["Réparer des vélos"]
    assert titles("q=reparer+velo&etat=en-cours") == []


def test_what_may_have_been_meant_is_offered_when_nothing_answers(client) -> None:
    make_practice(title="Mobilité douce")
    soup = soup_of(client, f"{PATH}?q=moblitte")
    link = soup.select_one(".empty a[rel=nofollow]")
    assert (link.get_text(), link["href"]) == ("mobilité", f"{PATH}?q=mobilit%C3%A9")
    assert "Vouliez-vous dire" in soup.select_one(".empty").get_text()
    assert not soup_of(client, f"{PATH}?q=xyzxyz").select(".empty a[rel=nofollow]")


def test_a_word_that_nobody_may_read_mends_nothing() -> None:
    page = make_practice(title="Poulailler")
    make_practice(title="Zanzibar", live=False)
    closed = make_practice(make_structure("Fermée"), title="Tombouctou")
    PageViewRestriction.objects.create(page=closed.structure, restriction_type="login")
    assert corrections("zanzibor") == corrections("tombouctu") == []
    assert corrections("poulailer") == [("poulailer", "poulailler")]
    page.unpublish()
    assert corrections("poulailer") == []
    assert not IndexedWord.objects.filter(surface__in=["zanzibar", "poulailler"])


def test_the_words_of_pages_are_counted_as_they_come_and_go() -> None:
    one = make_practice(title="Compost", lead="Du compost partout.")
    other = make_practice(title="Le compost du lycée")
    assert pages_with("compost") == 2
    english = translate(one, "Compost heap")
    other.copy_for_translation(english.locale, copy_parents=True, alias=True)
    assert IndexedWord.objects.get(language="en", surface="compost").pages == 1
    english.unpublish()
    assert not IndexedWord.objects.filter(language="en", surface="compost").exists()
    one.lead = one.title = "Terreau"
    one.save_revision()
    assert pages_with("compost") == 2
    one.save_revision().publish()
    assert (pages_with("compost"), pages_with("terreau")) == (1, 1)
    PracticePage.objects.get(pk=other.pk).delete()
    assert pages_with("compost") == 0
    assert {*IndexedText.objects.values_list("page__slug", flat=True)} >= {one.slug}


def test_the_glossary_finds_the_other_names_of_things_at_once() -> None:
    make_practice(title="Un projet alimentaire territorial")
    make_practice(title="Le PAT du Diois")
    assert titles("q=PAT") == ["Le PAT du Diois"]
    term = GlossaryTerm.objects.create(
        acronym="PAT",
        name="Projet alimentaire territorial",
        slug="pat",
        definition="Un projet.",
        variants="plan alimentaire",
        locale=Locale.objects.get(language_code="fr"),
    )
    both = {"Un projet alimentaire territorial", "Le PAT du Diois"}
    for text in (
        "PAT",
        "P.A.T.",
        "projets alimentaires territoriaux",
        "plan alimentaire",
    ):
        assert {*titles(f"q={text}")} == both, text
    term.delete()
    assert titles("q=PAT") == ["Le PAT du Diois"]


def test_a_card_says_where_the_text_was_found(client) -> None:
    page = make_practice(title="Zone de gratuité", lead="On donne et on prend.")
    page.results = "<p>Des <b>landaus</b> &lt;i&gt; ont changé de mains.</p>"
    page.outcomes = [
        Outcome(
            value=405,
            unit="familles",
            indicator="aidées",
            period_label="2020",
            source="Nous",
        )
    ]
    page.save_revision().publish()

    card = soup_of(client, f"{PATH}?q=landau").select_one(".card__lead")
    assert card.get_text() == "dans : Bilan – Des landaus <i> ont changé de mains."
    assert [mark.get_text() for mark in card("mark")] == ["landaus"]
    assert not card("i")

    card = soup_of(client, f"{PATH}?q=405+famille").select_one(".card__lead")
    assert card.get_text() == "dans : Chiffres – 405 familles, aidées, 2020, Nous"
    assert [mark.get_text() for mark in card("mark")] == ["405", "familles"]

    card = soup_of(client, f"{PATH}?q=donne").select_one(".card__lead")
    assert card.get_text() == "On donne et on prend."
    assert [mark.get_text() for mark in card("mark")] == ["donne"]

    card = soup_of(client, f"{PATH}?q=gratuite").select_one(".card__lead")
    assert card.get_text() == "On donne et on prend."
    assert not card("mark")


def test_a_card_in_english_shows_the_english_words(client) -> None:
    ensure_english(make_tree())
    page = make_practice(title="Vélos", lead="On répare des vélos du campus.")
    translate(page, "Bikes", lead="Campus bikes are mended.")
    card = soup_of(client, f"/en{PATH}?q=mend").select_one(".card__lead")
    assert (card.get_text(), card.get("lang")) == ("Campus bikes are mended.", None)
    # Both languages hold it: the reader's is shown.
    card = soup_of(client, f"/en{PATH}?q=campus").select_one(".card__lead")
    assert (card.get_text(), card.get("lang")) == ("Campus bikes are mended.", None)
    card = soup_of(client, f"/en{PATH}?q=repare").select_one(".card__lead")
    assert (card.get_text(), card["lang"]) == ("On répare des vélos du campus.", "fr")


def test_what_is_withdrawn_or_deleted_by_any_way_takes_its_words_along() -> None:
    late = make_practice(title="Zanzibar")
    by_list = make_practice(title="Tombouctou")
    translated = make_practice(title="Ouagadougou")
    translate(translated, "Bobo-Dioulasso")
    Page.objects.filter(pk=late.pk).update(expire_at=timezone.now() - timedelta(days=1))
    call_command("publish_scheduled")
    # As lists of the admin do: of what all pages have in common.
    Page.objects.get(pk=by_list.pk).unpublish()
    assert pages_with("zanzibar") == pages_with("tombouctou") == 0
    assert pages_with("ouagadougou") == pages_with("dioulasso") == 1
    PracticePage.objects.get(pk=translated.pk).delete()
    assert pages_with("ouagadougou") == pages_with("dioulasso") == 0
    assert not IndexedText.objects.exclude(page__in=Page.objects.all()).exists()


@pytest.mark.postgresql_only
def test_who_indexes_waits_for_who_indexes_before_reading() -> None:
    """Two who had read the same texts would count their words twice."""
    page = make_practice(title="Compost")
    with CaptureQueriesContext(connection) as queries:
        index_pages(PracticePage, [page])
    told = [query["sql"] for query in queries if "SAVEPOINT" not in query["sql"]]
    assert "search_indexversion" in told[0] and "FOR UPDATE" in told[0]
