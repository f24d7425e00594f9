"""A facet that leads nowhere is said at start, not at the first visit."""

from dataclasses import replace

import pytest

from search import checks
from search.facets import FACETS
from search.lists import PRACTICES


def test_every_lookup_leads_somewhere() -> None:
    assert checks.check_facets() == []


@pytest.mark.parametrize("lookup", ["themes__nowhere", "nothing", "level__slug"])
def test_a_wrong_lookup_is_an_error(monkeypatch, lookup: str) -> None:
    wrong = replace(FACETS[0], lookups=(lookup,))
    listing = replace(PRACTICES, facets=(wrong,))
    monkeypatch.setattr(checks, "LISTS", (listing,))
    (error,) = checks.check_facets()
    assert lookup in error.msg
