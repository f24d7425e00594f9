"""A speaker whose name was typed in two ways is one person."""

from datetime import timedelta

from django.utils import timezone

import pytest
from bs4 import BeautifulSoup

from events.models import PersonName, Speaker
from tests.events.factories import make_day, speaks
from tests.factories import (
    make_theme,
    restrict,
    translate,
)

pytestmark = pytest.mark.django_db


def soup_of(client, address: str) -> BeautifulSoup:
    response = client.get(address)
    assert response.status_code == 200, address
    return BeautifulSoup(response.content, "html.parser")


def found(client, text: str, path: str = "/journees/") -> dict[str, list[str]]:
    """Return the cards of days found under the names that are said."""
    soup = soup_of(client, f"{path}?q={text}")
    names = [
        note.get_text().partition(":")[0].strip().split(" ", 3)[3]
        for note in soup.select(".results__note")
        if note.get_text().startswith("Journées où")
    ]
    cards = [a["href"] for a in soup.select(".day-card__title a")]
    return {", ".join(names): cards} if names else {}


def test_a_day_shows_the_name_as_it_is_written(client, two_days):
    here, there = two_days

    (row,) = soup_of(client, there.url).select(".speakers li")

    assert row.b.get_text() == "Édouard Calmels"
    assert "Camels" not in soup_of(client, there.url).select_one("main").get_text()
    assert [a["href"] for a in row("a")] == [here.url]
    (row,) = soup_of(client, here.url).select(".speakers li")
    assert [a["href"] for a in row("a")] == [there.url]


def test_a_translation_shows_it_too(client, two_days):
    english = translate(two_days[1], title="Over there")

    (row,) = soup_of(client, english.url).select(".speakers li")

    assert row.b.get_text() == "Édouard Calmels"


@pytest.mark.parametrize("text", ["camels", "Calmels", "edouard+camels", "ÉDOUARD"])
def test_any_spelling_finds_the_days(client, two_days, text):
    here, there = two_days
    there.create_alias(update_slug="bis", parent=there.get_parent())
    translate(there, title="Over there")

    assert found(client, text) == {"Édouard Calmels": [here.url, there.url]}
    soup = soup_of(client, f"/journees/?q={text}")
    assert soup.find(id="compte").get_text() == "2 journées"
    assert not soup.select(".empty, .results__sorts, .results__note a")
    assert len(soup.select(".results__note")) == 1


def test_a_translated_list_leads_to_the_translation(client, two_days):
    here, there = two_days
    english = translate(there, title="Over there")

    soup = soup_of(client, "/en/journees/?q=camels")

    links = {a["href"]: a.get("lang") for a in soup.select(".day-card__title a")}
    assert links == {english.url: None, here.url: "fr"}


def test_days_of_a_speaker_narrow_like_others(client, two_days):
    here, _there = two_days
    here.themes = [make_theme("Santé")]
    here.save_revision().publish()

    assert found(client, "camels&theme=sante") == {"Édouard Calmels": [here.url]}
    soup = soup_of(client, "/journees/?q=camels&theme=nulle-part&ouvert=tout")
    assert soup.find(id="compte").get_text() == "2 journées"
    value = soup.select_one("[data-portal-key=theme-sante]")
    assert value.next_sibling.strip() == "1"
    make_day("Autre", themes=[make_theme("Culture")])
    soup = soup_of(client, "/journees/?q=camels&theme=culture")
    assert soup.select(".empty")
    assert len(soup.select(".results__note a")) == 2


def test_days_of_a_speaker_come_by_pages(client):
    days = [
        make_day(f"Jour {rank}", speakers=[speaks("Zoé Exemple")]) for rank in range(13)
    ]

    first = found(client, "zoe")["Zoé Exemple"]
    soup = soup_of(client, "/journees/?q=zoe&page=2")

    assert soup.find(id="compte").get_text() == "13 journées"
    rest = [a["href"] for a in soup.select(".day-card__title a")]
    assert sorted([*first, *rest]) == sorted(day.url for day in days)
    assert (len(first), len(rest)) == (12, 1)


def test_a_page_that_holds_the_name_comes_after_and_links_tell_which(client, two_days):
    here, there = two_days
    story = make_day("Rue Calmels", lead="On y passe.")

    assert found(client, "calmels") == {
        "Édouard Calmels": [here.url, there.url, story.url]
    }
    soup = soup_of(client, "/journees/?q=calmels")
    assert soup.find(id="compte").get_text() == "3 journées"
    assert {a["href"] for a in soup.select(".results__note a")} == {
        here.url,
        there.url,
    }
    assert soup.select(".results__sorts")


def test_a_name_is_not_mended(client, two_days):
    make_day("Les cammels du désert")

    assert len(found(client, "camels")["Édouard Calmels"]) == 2
    assert len(found(client, "edouard+camels")["Édouard Calmels"]) == 2


def test_who_does_not_agree_today_is_not_found(client, two_days):
    today = timezone.localdate()
    Speaker.objects.update(consent_until=today)
    assert found(client, "calmels") == {}
    Speaker.objects.update(consent_until=today + timedelta(days=1))
    assert found(client, "calmels")
    Speaker.objects.update(consent_given_on=None)
    assert found(client, "calmels") == {}


def test_only_public_days_are_found(client, two_days):
    here, there = two_days
    make_day("Brouillon", speakers=[speaks("Edouard Camels")], live=False)
    restrict(there)
    assert found(client, "camels") == {"Édouard Calmels": [here.url]}
    assert soup_of(client, "/journees/?q=camels").find(id="compte").text == "1 journée"
    here.unpublish()
    soup = soup_of(client, "/journees/?q=camels")
    assert soup.find(id="compte").get_text() == "Aucune journée"
    assert not soup.select(".results__note, .day-card, .results__sorts")


def test_a_text_that_is_no_name_finds_nobody(client, two_days):
    assert found(client, "calm") == {}
    make_day("Au jardin")
    soup = soup_of(client, "/journees/?q=calmels+jardin")
    assert [a.text for a in soup.select(".day-card__title a")] == ["Au jardin"]
    assert found(client, "calmels+jardin") == {}
    assert found(client, "camels", "/structures/") == {}
    for rank in range(4):
        make_day(speakers=[speaks(f"Édouard {rank}")])
    assert found(client, "edouard") == {}


def test_a_search_costs_the_same_whatever_the_days(
    client, two_days, django_assert_max_num_queries
):
    def cost():
        # What changed is read again once.
        soup_of(client, "/journees/?q=calmels")
        with django_assert_max_num_queries(25) as queries:
            soup_of(client, "/journees/?q=calmels")
        return len(queries)

    before = cost()
    for rank in range(6):
        make_day(speakers=[speaks(f"Quelqu’un {rank}"), speaks("Edouard Camels")])

    assert cost() == before


@pytest.mark.parametrize(
    "typed", ["edouard calmel", "Édouard Clamels", "Camells", "calmels edouar"]
)
def test_a_mistyped_name_is_offered_as_it_is_written(client, two_days, typed):
    links = soup_of(client, f"/journees/?q={typed}").select(".empty a[rel=nofollow]")

    assert [link.get_text() for link in links] == ["Édouard Calmels"]
    assert len(soup_of(client, links[0]["href"]).select(".day-card__title a")) == 2


@pytest.mark.parametrize("typed", ["edouard", "vincent calmels", "ed", "zzz"])
def test_another_name_is_not_offered(client, two_days, typed):
    assert not soup_of(client, f"/journees/?q={typed}").select(".empty a[rel=nofollow]")


def offered(client, query: str) -> list[str]:
    links = soup_of(client, f"/journees/?q={query}").select(".empty a[rel=nofollow]")
    return [link.get_text() for link in links]


def test_the_closest_name_comes_first_however_it_is_typed(client, two_days):
    for name in ("Abel Marigot", "Zoé Marilot", "ZOÉ MARILOT"):
        make_day(speakers=[speaks(name)])
    assert offered(client, "zoé marilott") == ["Zoé Marilot"]
    assert offered(client, "marilott") == ["Zoé Marilot", "Abel Marigot"]


def test_a_right_spelling_that_no_day_says_is_compared_too(client):
    make_day(speakers=[speaks("Marie Durand")])
    PersonName.objects.create(name="Marie Kowalski", aliases="Marie Durand")
    assert offered(client, "kowalsky") == ["Marie Kowalski"]


def test_a_word_is_no_name_mistyped_nor_a_name_of_many(client):
    for name in ("Solange Martin", "Rose Lamagique", "Léa Roux"):
        make_day(speakers=[speaks(name)])
    for word in ("orange", "magique", "le", "rou"):
        assert offered(client, word) == [], word
    for rank in ("Un", "Deux", "Trois", "Quatre"):
        make_day(speakers=[speaks(f"Marie {rank}")])
    assert offered(client, "marie") == []


def test_no_name_is_offered_where_a_criterion_empties_the_list(client, two_days):
    make_theme("Énergie")
    assert offered(client, "Camells") == ["Édouard Calmels"]
    assert offered(client, "Camells&theme=energie") == []


def test_a_name_without_agreement_is_never_offered(client, two_days):
    for day in two_days:
        day.speakers.update(consent_until=timezone.localdate() - timedelta(days=1))
    assert not soup_of(client, "/journees/?q=Camells").select(".empty a[rel=nofollow]")
