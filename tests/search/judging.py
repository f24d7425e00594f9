"""How any faceted list is judged: against plain loops over what its pages hold."""

from collections.abc import Mapping, Sequence

from django.http import QueryDict

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from search.engine import run
from search.faceted import FacetedList
from search.forms import parse
from search.values import facet_values
from tests.search.oracle import Said, answers

EXAMPLES = settings(
    max_examples=40,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
Values = Mapping[str, set[str]]


def judge(
    listing: FacetedList,
    values_of: Mapping[int, Values],
    order: Sequence[int],
    said_by: Mapping[int, Said],
) -> None:
    """Fail unless every number and page of ``listing`` is what ``values_of`` gives.

    ``values_of`` says for each page that may be listed what values it has in each
    facet, ``said_by`` its words; ``order`` holds the same keys as the list should.
    """
    assert set(order) == set(values_of) == set(said_by)
    names = [facet.name for facet in listing.facets]

    def find(wanted: Mapping[str, list[str]], scores: Mapping[int, int]) -> list[int]:
        return [
            pk
            for pk in order
            if pk in scores
            and all(
                not chosen or values_of[pk][name] & set(chosen)
                for name, chosen in wanted.items()
            )
        ]

    @EXAMPLES
    @given(data=st.data())
    def check(data) -> None:
        wanted = {}
        for name in data.draw(st.lists(st.sampled_from(names), unique=True)):
            there = sorted({each for held in values_of.values() for each in held[name]})
            wanted[name] = data.draw(
                st.lists(st.sampled_from(there), max_size=3, unique=True)
                if there
                else st.just([])
            )
        text = data.draw(texts(said_by))
        query = QueryDict(mutable=True)
        query["q"] = text
        for name, chosen in wanted.items():
            query.setlist(name, chosen)
        language = data.draw(st.sampled_from(["fr", "en"]))
        selection = parse(query, language, listing)
        results = run(selection, language)
        scores = answers(said_by, results.query)
        expected = find(wanted, scores)
        expected.sort(key=lambda pk: -scores[pk])
        assert results.count == len(expected)
        every = facet_values(listing.facets, selection, results, language)
        for facet in listing.facets:
            numbers = {}
            for value in {
                each for held in values_of.values() for each in held[facet.name]
            }:
                number = len(find({**wanted, facet.name: [value]}, scores))
                if number:
                    numbers[value] = number
            shown = every[facet.name]
            assert {v.value: v.count for v in shown if v.count} == numbers, facet.name
        page = data.draw(st.integers(1, results.page.paginator.num_pages))
        query["page"] = str(page)
        pks = run(parse(query, language, listing), language, ()).pks
        size = listing.per_page
        assert pks == expected[size * (page - 1) : size * page]

    check()


@st.composite
def texts(draw, said_by: Mapping[int, Said]) -> str:
    """Draw a text: mostly the beginnings of some words of one page."""
    if draw(st.booleans()):
        return draw(st.sampled_from(["", "", "xyz", "!?"]))
    there = sorted(draw(st.sampled_from([each.words for each in said_by.values()])))
    words = draw(st.lists(st.sampled_from(there), max_size=2))
    return " ".join(word[: draw(st.integers(1, 9))] for word in words).upper()
