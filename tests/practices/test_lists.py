"""What lists of practices show, and what they must not."""

from datetime import timedelta

from django.utils import timezone
from django.utils.translation import override

from wagtail.models import Locale

import feedparser
import pytest

from practices.cards import practice_cards
from practices.listing import listed
from practices.models import (
    PracticePage,
)
from tests.factories import make_practice, make_structure, restrict, translate

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def planted(tree_of_the_module, django_db_blocker):
    """Plant practices that no public list may show, one of each kind, and one it may."""
    with django_db_blocker.unblock(), override("fr"):
        structure = make_structure("Maison ouverte")
        shown = make_practice(structure, "Atelier vélo")
        make_practice(structure, "Brouillon secret", live=False)
        restrict(make_practice(structure, "Privée secrète"))
        closed = make_structure("Maison fermée")
        make_practice(closed, "Secrète chez les privés")
        restrict(closed)
        late = make_practice(structure, "Périmée secrète")
        late.expire_at = timezone.now() - timedelta(hours=1)
        late.save()
        gone = make_practice(structure, "Retirée secrète")
        gone.unpublish()
        translate(shown, title="Bike workshop")
        shown.create_alias(parent=make_structure("Autre maison"))
    return shown.pk


@pytest.fixture
def hidden(db, planted):
    """Return the one practice that lists may show, among those they may not."""
    return PracticePage.objects.get(pk=planted)


def test_a_list_holds_each_visible_practice_once(hidden):
    assert [page.pk for page in listed()] == [hidden.pk]


@pytest.mark.parametrize(
    "address",
    [
        "/",
        "/structures/",
        "/structures/maison-ouverte/",
        "/themes/",
        "/themes/mobilite/",
        "/territoires/die/",
        "/pratiques.atom",
        "/themes/mobilite/pratiques.atom",
        "/sitemap.xml",
        "/plan-du-site/",
        "/en/themes/mobilite/",
        "/en/pratiques.atom",
    ],
)
def test_no_public_output_names_what_is_hidden(client, hidden, address):
    response = client.get(address)

    text = response.content.decode()
    assert response.status_code == 200
    assert "secr" not in text.lower()


@pytest.mark.parametrize("title", ["brouillon-secret", "perimee-secrete"])
def test_a_hidden_practice_is_not_found_at_its_own_address(client, hidden, title):
    assert client.get(f"/structures/maison-ouverte/{title}/").status_code == 404


def test_a_translation_is_withdrawn_with_its_source(client, hidden):
    english = hidden.get_translation(Locale.objects.get(language_code="en"))
    assert client.get(english.url).status_code == 200

    restrict(hidden)

    assert client.get(english.url).status_code == 404


def test_cards_speak_the_readers_language_where_they_can(hidden):
    other = make_practice(make_structure("Maison deux"), "Zone de gratuité")

    cards = practice_cards([hidden.pk, other.pk], "en")

    assert [(card.title, card.lang) for card in cards] == [
        ("Bike workshop", "en"),
        ("Zone de gratuité", "fr"),
    ]
    assert cards[0].url.startswith("/en/structures/")
    assert cards[1].url.startswith("/structures/")


def test_the_feed_holds_absolute_addresses_of_our_own(client, hidden, settings):
    feed = feedparser.parse(client.get("/pratiques.atom").content)

    assert not feed.bozo
    assert [entry.title for entry in feed.entries] == ["Atelier vélo"]
    assert feed.entries[0].link == f"{settings.BASE_URL}{hidden.url}"
    links = [link.href for link in feed.feed.links]
    assert f"{settings.BASE_URL}/pratiques.atom" in links
    assert all(link.startswith(settings.BASE_URL) for link in links)


def test_an_unknown_term_is_not_found(client, hidden):
    for address in ("/themes/rien/", "/territoires/rien/", "/organismes/rien/"):
        assert client.get(address).status_code == 404
