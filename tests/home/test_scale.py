"""Copies of practices are practices like others to whoever lists them."""

from django.http import QueryDict

from wagtail.models import Page

import pytest

from portal.home.synthetic import build_network
from portal.home.synthetic_scale import multiply_practices
from practices.models import PracticePage
from search.engines.contract import Question
from search.engines.database import DatabaseEngine
from search.forms import parse
from search.lists import PRACTICES
from search.query import TextQuery, read
from tests.harness.client import StrictClient
from tests.search.oracle import Oracle

pytestmark = pytest.mark.django_db
NUMBER = 120


def test_copies_are_listed_found_and_counted() -> None:
    build_network(practices=20, seed=3)
    before = Page.objects.count()
    shown = PracticePage.objects.published().sources().count()
    told: list[str] = []
    multiply_practices(NUMBER, told.append)
    assert told == [f"{NUMBER - shown} of {NUMBER - shown} practices copied"]
    assert Page.objects.count() == before + NUMBER - shown
    assert not any(Page.find_problems())
    oracle = Oracle()
    assert len(oracle.entries) == NUMBER
    engine = DatabaseEngine()
    theme, other = sorted(oracle.numbers("theme", {}, TextQuery()))[:2]
    for question in ("", f"theme={theme}", f"theme={theme}&theme={other}", "tri=titre"):
        selection = parse(QueryDict(question), "fr")
        query = read(selection.q, "fr")
        found = engine.run(Question(selection, query, "fr", PRACTICES.facets))
        wanted = {name: selection.values(name) for name in selection.chosen}
        expected = oracle.find(wanted, query)
        assert found.count == len(expected) > 0
        assert found.pks == oracle.in_order(expected, selection.sort, query, "fr")[:12]
        for facet in PRACTICES.facets:
            numbers = {v: n for v, n in found.counts[facet.name].items() if v}
            assert numbers == oracle.numbers(facet.name, wanted, query), facet.name
    selection = parse(QueryDict("q=habitants"), "fr")
    found = engine.run(Question(selection, read("habitants", "fr"), "fr"))
    assert shown < found.count <= NUMBER
    newest = PracticePage.objects.latest("pk")
    assert StrictClient().get(newest.url).status_code == 200


def test_enough_is_left_as_it_is() -> None:
    build_network(practices=12, seed=3)
    number = Page.objects.count()
    multiply_practices(5, pytest.fail)
    assert Page.objects.count() == number
