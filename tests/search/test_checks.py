"""A facet that leads nowhere is said at start, not at the first visit."""

from dataclasses import replace

from django.test import override_settings

from wagtail.models import Page

import pytest

from portal.home.lists import ARTICLES
from search import checks, followed
from search.facets import FACETS, TERRITORY
from search.lists import LISTS, PRACTICES
from tests.search.elasticsearch.cluster import backends

# The tree that tests/search/conftest.py makes wants a database, even run alone.
pytestmark = pytest.mark.django_db


def test_every_lookup_leads_somewhere() -> None:
    assert checks.check_facets() == []


@pytest.mark.parametrize("lookup", ["themes__nowhere", "nothing", "level__slug"])
def test_a_wrong_lookup_is_an_error(monkeypatch, lookup: str) -> None:
    wrong = replace(FACETS[0], lookups=(lookup,))
    listing = replace(PRACTICES, facets=(wrong,))
    monkeypatch.setattr(checks, "LISTS", (listing,))
    (error,) = checks.check_facets()
    assert lookup in error.msg


@pytest.mark.parametrize("address", ["nowhere", "http://nowhere"])
def test_an_address_that_makes_no_sense_is_an_error(address: str) -> None:
    with override_settings(WAGTAILSEARCH_BACKENDS=backends([address], "x_")):
        (error,) = checks.check_elasticsearch()
    assert "ELASTICSEARCH_URL" in error.msg


def test_one_that_makes_sense_is_none() -> None:
    assert checks.check_elasticsearch() == []
    address = "https://someone:p%40ss@search.example.org:9200"
    with override_settings(WAGTAILSEARCH_BACKENDS=backends([address], "x_")):
        assert checks.check_elasticsearch() == []


@pytest.mark.parametrize("lookup", ["themes__nowhere", "nothing", "level__slug"])
def test_a_wrong_lookup_does_not_stop_what_says_it(monkeypatch, lookup: str) -> None:
    wrong = replace(FACETS[0], lookups=(lookup,))
    monkeypatch.setattr(followed, "LISTS", [replace(PRACTICES, facets=(wrong,))])
    assert followed.other_pages.__wrapped__() == {}
    assert followed.other_rows.__wrapped__() == frozenset()


def test_every_lookup_is_followed() -> None:
    assert ARTICLES in LISTS
    assert checks.check_followed() == []


@pytest.mark.parametrize(
    "lookup",
    [
        # Rows that no facet of ours goes through; another page, from a new list.
        "publication__picture__title",
        "practicepage__structure__structure_type",
    ],
)
def test_a_facet_that_nobody_follows_is_an_error(monkeypatch, lookup: str) -> None:
    listing = replace(ARTICLES, facets=(TERRITORY.on(Page, lookup),))
    monkeypatch.setattr(checks, "LISTS", [listing])
    (error,) = checks.check_followed()
    assert error.id == "search.E002"
    assert lookup in error.msg and "articles" in error.msg


def test_what_the_error_advises_is_enough(monkeypatch) -> None:
    lookup = "practicepage__structure__structure_type"
    listings = [*LISTS, replace(ARTICLES, facets=(TERRITORY.on(Page, lookup),))]
    monkeypatch.setattr(checks, "LISTS", listings)
    monkeypatch.setattr(followed, "LISTS", listings)
    try:
        followed.connect()
        assert checks.check_followed() == []
    finally:
        monkeypatch.undo()
        followed.connect()
