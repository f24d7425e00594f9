"""A facet that leads nowhere is said at start, not at the first visit."""

from dataclasses import replace

from django.test import override_settings

import pytest

from search import checks
from search.facets import FACETS
from search.lists import PRACTICES
from tests.search.elasticsearch.cluster import backends


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
