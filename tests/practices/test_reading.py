"""What a practice leads to: the pages editors chose, and the words it explains."""

from django.db import connection
from django.test.utils import CaptureQueriesContext

from wagtail.models import PageViewRestriction

import pytest
from bs4 import BeautifulSoup

from portal.core.models import GlossaryTerm
from portal.home.tree import english
from practices.models import PracticePage, PracticeReading
from tests.events.factories import make_day
from tests.factories import (
    make_practice,
    make_structure,
    make_theme,
    make_tree,
    translate,
)
from tests.home.factories import make_article

pytestmark = pytest.mark.django_db


def soup_of(client, address: str) -> BeautifulSoup:
    return BeautifulSoup(client.get(address).content, "html.parser")


def chosen(soup: BeautifulSoup) -> list[tuple[str, str | None]]:
    """Return the titles of « À lire aussi » with their ``lang``, in order."""
    links = soup.select("[aria-labelledby=a-lire-aussi] a")
    return [(link.text, link.get("lang")) for link in links]


def cards(soup: BeautifulSoup) -> list[str]:
    """Return the titles of the practices that were computed."""
    return [link.text.strip() for link in soup.select(".section.related .card h3")]


def choose(page: PracticePage, *others) -> PracticePage:
    page.chosen_readings = [
        PracticeReading(other_id=other.pk, locale=page.locale, sort_order=rank)
        for rank, other in enumerate(others)
    ]
    page.save_revision().publish()
    return PracticePage.objects.get(pk=page.pk)


def queries_of(client, address: str) -> int:
    client.get(address)
    with CaptureQueriesContext(connection) as queries:
        client.get(address)
    return len(queries)


def test_what_is_chosen_takes_the_room_of_what_is_far(client):
    theme = make_theme("Énergie")
    page = make_practice(title="Lue", themes=[theme])
    for number in range(4):
        make_practice(title=f"Loin {number}", themes=[theme])
    day, article = make_day(title="Une journée"), make_article("Un article")
    assert cards(soup_of(client, page.url)) == ["Loin 3", "Loin 2", "Loin 1"]
    other = PracticePage.objects.get(title="Loin 3")

    choose(page, article, other)

    soup = soup_of(client, page.url)
    assert chosen(soup) == [("Un article", None), ("Loin 3", None)]
    assert cards(soup) == ["Loin 2"]

    choose(page, day, article, other)

    soup = soup_of(client, page.url)
    assert [title for title, _lang in chosen(soup)] == [
        "Une journée",
        "Un article",
        "Loin 3",
    ]
    assert cards(soup) == []


def test_only_what_anyone_may_read_is_shown_and_never_the_page_itself(client):
    private = make_structure("Privée")
    inside = make_practice(private, "Cachée")
    PageViewRestriction.objects.create(page=private, restriction_type="login")
    draft = make_practice(title="Brouillon", live=False)
    page = make_practice(title="Lue")

    choose(page, inside, draft, page)

    assert chosen(soup_of(client, page.url)) == []


def test_a_translation_names_them_in_its_language_and_an_alias_as_the_page(client):
    told, french = make_practice(title="Cuisiner"), make_practice(title="Coudre")
    translate(told, title="Cooking")
    page = choose(make_practice(title="Lue"), told, french)
    twin = translate(page, title="Read")

    # Chosen on the French page, which holds the facts.
    assert chosen(soup_of(client, twin.url)) == [("Cooking", None), ("Coudre", "fr")]
    told.unpublish()
    assert chosen(soup_of(client, twin.url)) == [("Coudre", "fr")]

    other = choose(make_practice(title="Autre"), french)
    alias = other.copy_for_translation(english(), copy_parents=True, alias=True)
    assert alias.alias_of_id
    assert chosen(soup_of(client, alias.url)) == [("Coudre", None)]


def test_a_preview_shows_what_was_just_chosen(db):
    page, other = make_practice(title="Lue"), make_practice(title="Choisie")
    page.chosen_readings = [PracticeReading(other=other)]

    html = page.make_preview_request(preview_mode="").content

    assert chosen(BeautifulSoup(html, "html.parser")) == [("Choisie", None)]


def test_they_cost_the_same_whatever_their_number(client):
    page, others = make_practice(), [make_practice() for _ in range(3)]
    for other in others:
        translate(other, title="Other")
    translate(page, title="Read")
    addresses = (page.url, f"/en{page.url}")
    before = [queries_of(client, address) for address in addresses]
    choose(page, *others)
    # The computed ones have given their place, and with it what they cost.
    after = [queries_of(client, address) for address in addresses]
    assert all(b <= a for a, b in zip(before, after, strict=True))


def test_the_story_explains_its_first_acronyms_in_its_language(client):
    locale = make_tree().home.locale
    term = GlossaryTerm.objects.create(
        acronym="CTG",
        name="Convention territoriale globale",
        slug="ctg",
        definition="x",
        locale=locale,
    )
    page = make_practice(
        title="La CTG",
        lead="Écrire la CTG.",
        context="<p>La CTG, et encore la CTG.</p>",
        limits="La CTG",
    )
    twin = translate(page, title="The CTG", context="<p>With the CTG.</p>")

    (link,) = soup_of(client, page.url).select("a.glossed")
    assert link["href"] == "/lexique/#ctg"
    assert link.find_parent("section")["aria-labelledby"] == "pourquoi"
    assert soup_of(client, twin.url).select("a.glossed") == []

    term.copy_for_translation(english()).save()

    (link,) = soup_of(client, twin.url).select("a.glossed")
    assert link["href"] == "/en/lexique/#ctg"
