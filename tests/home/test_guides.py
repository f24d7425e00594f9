"""Guides: made of practices, to come or out."""

from datetime import timedelta

from django.utils import timezone

import pytest
from bs4 import BeautifulSoup

from portal.home.models import Publication
from practices.readiness import missing
from tests.factories import make_practice, make_structure
from tests.home.factories import make_guide

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.usefixtures("tree_of_the_module"),
]


def soup_of(client, address):
    return BeautifulSoup(client.get(address).content, "html.parser")


def titles(soup):
    return [title.text.strip() for title in soup.select(".card__title")]


def fields_missing(page):
    return [lack.field for lack in missing(page)]


def test_a_guide_shows_the_public_practices_in_its_order(client, whole_site):
    structure = make_structure()
    first, second = (
        make_practice(structure, "Première"),
        make_practice(structure, "Seconde"),
    )
    hidden = make_practice(structure, "Pratique cachée", live=False)
    guide = make_guide(second, hidden, first)

    soup = soup_of(client, guide.url)

    assert titles(soup) == ["Seconde", "Première"]
    assert [word.text for word in soup.select(".pick__word")] == ["Mot 0", "Mot 2"]
    assert "cachée" not in soup.text
    assert "À paraître" in soup.text
    assert "Guide à paraître" in soup_of(client, "/actualites/").text


def test_a_guide_that_is_out_can_be_read():
    guide = make_guide(live=False, status="paru")
    assert fields_missing(guide) == ["document"]

    guide.reading_url = "https://guide.example/"
    assert fields_missing(guide) == []


def test_a_guide_is_not_out_before_its_date():
    guide = make_guide(
        live=False,
        status="paru",
        reading_url="https://guide.example/",
        released_on=timezone.localdate() + timedelta(days=3),
    )

    assert fields_missing(guide) == ["released_on"]


def test_a_deleted_practice_leaves_the_guide(client):
    practice = make_practice()
    guide = make_guide(practice)

    practice.delete()

    assert client.get(guide.url).status_code == 200
    assert not Publication.objects.get(pk=guide.pk).picks.exists()
