"""The home page and what belongs to the whole site."""

import re

from django.core.cache import cache
from django.db import connection
from django.test.utils import CaptureQueriesContext

import pytest
from bs4 import BeautifulSoup

from portal.home.models import StandardPage
from portal.home.sitemaps import OwnSitemap
from tests.factories import (
    make_image,
    make_practice,
    make_structure,
    make_theme,
    make_tree,
)

pytestmark = pytest.mark.django_db


def test_home_counts_what_it_leads_to(client, whole_site):
    structure = make_structure("Maison A")
    make_practice(structure, "Atelier vélo", themes=[make_theme("Mobilité")])
    make_practice(structure, "Brouillon", live=False)

    soup = BeautifulSoup(client.get("/").content, "html.parser")

    assert soup.h1.text.strip()
    assert [h.text.strip() for h in soup.select(".card__title")] == ["Atelier vélo"]
    assert "Maison A" in soup.text
    assert soup.select_one("a.theme-tag")["href"] == "/themes/mobilite/"


def test_home_costs_the_same_whatever_the_network(client):
    make_tree()
    costs = []
    for number in (1, 6):
        for n in range(number):
            make_practice(make_structure(f"Maison {number} {n}"))
        client.get("/")
        with CaptureQueriesContext(connection) as queries:
            client.get("/")
        costs.append(len(queries))

    assert costs[0] == costs[1] <= 25


def test_an_empty_network_has_a_home(client):
    make_tree()

    assert client.get("/").status_code == 200
    assert client.get("/structures/").status_code == 200
    assert client.get("/themes/").status_code == 200


def test_anonymous_readers_get_no_cookie(client):
    practice = make_practice()

    for address in ("/", "/structures/", practice.url, "/plan-du-site/"):
        assert not client.get(address).cookies


def test_the_foot_of_the_page_leads_to_plain_pages(client):
    tree = make_tree()
    page = StandardPage(title="Mentions légales", slug="mentions-legales")
    tree.home.add_child(instance=page)

    soup = BeautifulSoup(client.get("/").content, "html.parser")

    assert soup.select_one('footer a[href="/mentions-legales/"]')


def test_the_site_map_is_a_tree_of_public_pages(client):
    make_structure("Maison A")

    soup = BeautifulSoup(client.get("/plan-du-site/").content, "html.parser")

    assert soup.select_one('.tree .tree .tree a[href="/structures/maison-a/"]')


def test_engines_are_told_where_and_where_not(client, settings):
    make_practice(make_structure("Maison A"), "Atelier")

    assert f"Sitemap: {settings.BASE_URL}/sitemap.xml" in (
        client.get("/robots.txt").content.decode()
    )
    assert f"<loc>{settings.BASE_URL}/structures/maison-a/atelier/</loc>" in (
        client.get("/sitemap.xml").content.decode()
    )


def test_many_addresses_are_told_in_several_files(client, settings, monkeypatch):
    structure = make_structure("Maison A")
    for number in range(4):
        make_practice(structure, f"Atelier {number}")
    whole = addresses_in(client, "/sitemap.xml")
    monkeypatch.setattr(OwnSitemap, "limit", 3)

    files = addresses_in(client, "/sitemap.xml")

    assert len(files) > 2
    told = [
        address
        for file in files
        for address in addresses_in(client, file.removeprefix(settings.BASE_URL))
    ]
    assert told == whole
    assert client.get("/sitemap-nothing.xml").status_code == 404


def addresses_in(client, path: str) -> list[str]:
    """Return the addresses that a file for engines holds."""
    return re.findall("<loc>(.*?)</loc>", client.get(path).content.decode())


def test_a_lost_visitor_is_helped_on(client):
    make_tree()

    response = client.get("/rien-du-tout/")

    soup = BeautifulSoup(response.content, "html.parser")
    assert response.status_code == 404
    assert soup.select_one('main form[action="/pratiques/"]')


def test_a_picture_whose_file_is_lost_does_not_take_the_page_away(client):
    picture = make_image()
    practice = make_practice(picture=picture)
    assert b"og:image" in client.get(practice.url).content
    picture.renditions.all().delete()
    # It may hold what another test made for a picture of the same number.
    cache.clear()
    picture.file.storage.delete(picture.file.name)

    answer = client.get(practice.url)

    assert answer.status_code == 200
    assert b"og:image" not in answer.content


def test_health_answers(client):
    assert client.get("/health/").content == b"ok"


def test_public_answers_have_a_strict_policy(client):
    make_tree()

    policy = client.get("/")["Content-Security-Policy"]

    assert "default-src 'none'" in policy
    assert "unsafe" not in policy


def test_a_large_network_is_shown_by_its_territories(client):
    make_tree()
    for number in range(17):
        make_structure(f"Maison {number}")

    soup = BeautifulSoup(client.get("/").content, "html.parser")

    assert "17 structures" in soup.text
    assert "Maison 3" not in soup.text
    assert len([tag for tag in soup.find_all(True) if not tag.find_parent("svg")]) < 220
