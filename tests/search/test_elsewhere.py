"""Under the practices a text finds: what the other lists hold of it."""

from datetime import timedelta
from urllib.parse import parse_qs, urlsplit

from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from wagtail.models import PageViewRestriction

import pytest

from portal.home.models import ArticlePage, FormerName, StandardPage
from portal.home.tree import english, ensure_english
from practices.models import AmbassadorPage
from search.lists import LISTS
from tests.events.factories import SATURDAY, make_day, session
from tests.factories import make_commune, make_practice, make_structure, make_tree
from tests.home.factories import (
    make_approach,
    make_article,
    make_guide,
    place,
    words,
)
from tests.practices.factories import make_ambassador
from tests.search.asking import elsewhere, soup_of

pytestmark = pytest.mark.django_db
LIST_ADDRESSES = ("/structures/", "/ambassadeurs/", "/journees/", "/actualites/")


def test_each_list_says_its_first_three_and_how_many(client) -> None:
    make_practice(title="Compost au lycée")
    die = make_commune("Die")
    for rank in range(5):
        make_structure(f"Compost {rank}", commune=die)
    make_structure("Ailleurs", lead="On y fait du compost.", commune=die)
    make_ambassador(title="Nadia Compost", offers=["visite", "conseil", "pret"])
    make_day("Journée compost", sessions=[session(SATURDAY)])
    make_article("Du compost")
    make_guide(lead="Le compost pas à pas.")

    found = elsewhere(client, "compost")

    assert found["Structures"] == [
        "Compost 0 · Die",
        "Compost 1 · Die",
        "Compost 2 · Die",
        "Voir les 6 structures",
    ]
    assert found["Journées"] == ["Journée compost · 10 avril 2027"]
    assert found["Ambassadrices et ambassadeurs"][0].startswith("Nadia Compost · ")
    assert len(found["Articles et guides"]) == 3
    soup = soup_of(client, "/pratiques/?q=compost")
    for link in soup.select(".elsewhere__all"):
        assert parse_qs(urlsplit(link["href"]).query) == {"q": ["compost"]}
        number = soup_of(client, link["href"]).find(id="compte").get_text().split()[0]
        assert number in link.get_text() or number == "1"


def test_nothing_is_said_without_a_text_nor_past_the_first_page(client) -> None:
    structure = make_structure("Compost")
    for rank in range(13):
        make_practice(structure, f"Compost {rank}")
    assert not soup_of(client, "/pratiques/").select(".elsewhere")
    assert not soup_of(client, "/pratiques/?q=!").select(".elsewhere")
    assert not soup_of(client, "/pratiques/?q=compost&page=2").select(".elsewhere")
    assert soup_of(client, "/pratiques/?q=compost").select(".elsewhere")
    assert not soup_of(client, "/structures/?q=compost").select(".elsewhere")


def test_no_practice_matches_and_another_list_does(client) -> None:
    make_practice(title="Vélos")
    make_structure("Le Compost")

    empty = soup_of(client, "/pratiques/?q=compost").select_one(".empty")

    (link,) = [a for a in empty("a") if a.get_text() == "1 structure"]
    assert "Le Compost" in client.get(link["href"]).text


def said_of_others(client, text: str) -> list[str]:
    """Return what is said where no practice answers."""
    said = soup_of(client, f"/pratiques/?q={text}").select(".empty p[data-hx-boost]")
    return [" ".join(each.get_text().split()) for each in said]


def test_an_empty_list_says_which_other_holds_the_text(client) -> None:
    make_practice(make_structure("Maison A"), title="Le compost de tous")
    soup = soup_of(client, "/structures/?q=compost")
    (link,) = soup.select(".empty a[href^='/pratiques/']")
    assert link["href"] == "/pratiques/?q=compost"
    assert link.get_text() == "1 pratique"
    # A list that holds something says no more than that.
    assert not soup_of(client, "/structures/?q=maison").select(".elsewhere")


def test_only_the_same_text_is_said_the_same(client) -> None:
    make_structure("Le compost partagé")
    make_day("Journée compost")
    make_article("Des jardins")

    assert said_of_others(client, "compost+partage") == [
        "Le même texte se trouve ailleurs sur le portail : 1 structure.",
        "Ce qui s’en approche ailleurs sur le portail : 1 journée.",
    ]
    assert [*elsewhere(client, "compost+partage")] == [
        "Structures",
        "Journées\u00a0: ce qui s’en approche",
    ]
    assert said_of_others(client, "jardibs") == [
        "Ce qui s’en approche ailleurs sur le portail : 1 article."
    ]
    assert [*elsewhere(client, "jardins")] == ["Articles et guides"]


def hide_all() -> None:
    """Every way something may not be read, and what copies it."""
    draft = {"live": False}
    make_structure("Compost brouillon", **draft)
    make_day("Compost brouillon", **draft)
    make_article("Compost brouillon", **draft)
    structure = make_structure("Maison")
    make_ambassador(structure, "Compost brouillon", **draft)
    late = make_ambassador(structure, "Compost terminé")
    AmbassadorPage.objects.filter(pk=late.pk).update(
        consent_until=timezone.localdate() - timedelta(days=1)
    )
    for page in (
        make_structure("Compost privé"),
        make_day("Compost privé"),
        make_article("Compost privé"),
    ):
        PageViewRestriction.objects.create(page=page, restriction_type="login")
    ended = make_article("Compost fini")
    ArticlePage.objects.filter(pk=ended.pk).update(
        expire_at=timezone.now() - timedelta(days=1)
    )
    make_structure("Compost d’ailleurs", in_network=False)
    original = make_article("Un original")
    original.create_alias(parent=make_tree().articles, update_slug="alias")
    ArticlePage.objects.filter(alias_of=original.pk).update(title="Compost alias")


def test_what_may_not_be_read_is_not_found(client) -> None:
    hide_all()
    assert elsewhere(client, "compost") == {}
    for address in LIST_ADDRESSES:
        soup = soup_of(client, f"{address}?q=compost")
        assert "Aucun" in soup.find(id="compte").get_text() or (
            "Personne" in soup.find(id="compte").get_text()
        ), address
        assert "Compost" not in soup.select_one(".results").get_text(), address


def test_another_language_lends_words_and_titles(client) -> None:
    ensure_english(make_tree())
    article = make_article("Une rencontre")
    translation = article.copy_for_translation(english())
    translation.title = "A gathering"
    translation.save_revision().publish()

    assert elsewhere(client, "gathering")["Articles et guides"][0].startswith(
        "Une rencontre"
    )
    entry = elsewhere(client, "rencontre", "/en/pratiques/")["Articles and guides"][0]
    assert entry.startswith("A gathering")
    assert soup_of(client, "/en/actualites/?q=rencontre").select_one(".card__title a")
    ArticlePage.objects.get(pk=translation.pk).unpublish()
    assert elsewhere(client, "gathering") == {}


def test_all_lists_cost_as_many_queries_whatever_they_hold(client) -> None:
    ensure_english(make_tree())

    def cost() -> int:
        client.get("/en/pratiques/?q=compost")
        with CaptureQueriesContext(connection) as queries:
            client.get("/en/pratiques/?q=compost")
        return len(queries)

    make_practice(title="Compost")
    none = cost()
    for rank in range(4):
        make_structure(f"Compost {rank}")
        make_day(f"Compost {rank}")
        make_article(f"Compost {rank}")
    # The pages that were found, and their translations.
    assert cost() == none + 2 <= 25


def test_each_list_has_an_index_page() -> None:
    assert {listing.name for listing in LISTS if listing.has_page} == {
        "catalogue",
        "days",
        "structures",
        "ambassadors",
        "articles",
    }


def test_the_demarche_is_found_by_its_former_name_and_plain_pages(client) -> None:
    approach = make_approach(former_names=[FormerName(name="Les Agités")])
    place(
        make_tree().home,
        StandardPage(title="Accessibilité", body=words("Des agités.")),
        live=True,
    )

    soup = soup_of(client, "/pratiques/?q=agites")
    found = soup.select(".elsewhere p a")

    assert [item.get_text().strip() for item in found] == [
        "La démarche",
        "Accessibilité",
    ]
    assert found[0]["href"] == approach.url
    assert not soup.select(".elsewhere a[href='']")
    assert "2 pages" in soup.select_one(".empty").get_text()


def test_hidden_plain_pages_are_not_found(client) -> None:
    home = make_tree().home
    page = StandardPage(title="Compost brouillon", live=False)
    place(home, page, live=False)
    private = place(home, StandardPage(title="Compost privé"), live=True)
    PageViewRestriction.objects.create(page=private, restriction_type="login")
    place(private, StandardPage(title="Compost dessous"), live=True)
    approach = make_approach(origin="<p>Du compost.</p>")
    approach.unpublish()
    original = place(home, StandardPage(title="Un original"), live=True)
    original.create_alias(parent=home, update_slug="alias")
    StandardPage.objects.filter(alias_of=original.pk).update(title="Compost alias")

    assert elsewhere(client, "compost") == {}


def test_the_demarche_lends_its_english_words(client) -> None:
    ensure_english(make_tree())
    approach = make_approach(former_names=[FormerName(name="Les Agités")])
    translation = approach.copy_for_translation(english())
    translation.title = "The scheme"
    translation.save_revision().publish()

    assert elsewhere(client, "scheme")["Le portail et la démarche"] == ["La démarche"]
    assert list(elsewhere(client, "agites", "/en/pratiques/").values()) == [
        ["The scheme"]
    ]
