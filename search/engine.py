"""The engine: what a selection gives, counted and cut into pages."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.core.paginator import Page
from django.db import connection

from portal.core.pagination import paginate
from search import sql
from search.facet import Facet
from search.faceted import FacetedList
from search.forms import Selection
from search.query import TextQuery, read
from search.text import Sql


@dataclass(frozen=True)
class Results:
    """What a selection gives."""

    count: int
    # The page asked for, or the nearest; its object_list says which ranks it holds.
    page: Page
    pks: list[int]
    # For each facet asked for: value -> what the list holds with it alone there.
    counts: Mapping[str, Mapping[str, int]]
    # For each facet in use: what the list holds without it.
    without: Mapping[str, int]
    # What the text was taken for, and how many of its concepts each page holds.
    query: TextQuery
    needed: int

    @property
    def is_relaxed(self) -> bool:
        """True when no page has all that the text asks for."""
        return self.needed < len(self.query.concepts)


def run(
    selection: Selection, language: str, facets: Sequence[Facet] | None = None
) -> Results:
    """Return the list for ``selection``, with every number of ``facets`` (all of them).

    Two statements: all counts together, then the keys of one page; two or three more to
    read a text (search/query.py).
    """
    if facets is None:
        facets = selection.listing.facets
    query = read(selection.q, language)
    counts: dict[str, dict[str, int]] = defaultdict(dict)
    for facet, value, number in _rows(sql.counts(selection, query, facets)):
        counts[facet][value] = number
    count = counts.pop(sql.TOTAL)[""]
    without = counts.pop(sql.WITHOUT, {})
    needed = counts.pop(sql.NEEDED, {}).get("", 0)
    page = paginate(range(count), selection.page, selection.listing.per_page)
    ranks = page.object_list
    pks = []
    if ranks:
        statement = sql.listing(
            selection, query, language, offset=ranks[0], limit=len(ranks)
        )
        pks = [pk for (pk,) in _rows(statement)]
    return Results(count, page, pks, counts, without, query, needed)


@dataclass(frozen=True)
class First:
    """How many pages a list holds, and the first few."""

    count: int
    pks: list[int]


def first_of_each(
    selections: Sequence[Selection], query: TextQuery, language: str, limit: int
) -> dict[FacetedList, First]:
    """Return the first ``limit`` pages of each selection, in one statement.

    Each selection is of another list, and is what the answer is found by; ``query`` is
    the text of them all.
    """
    ranked: dict[str, list[tuple[int, int]]] = defaultdict(list)
    counts: dict[str, int] = {}
    for name, page, rank, number in _rows(
        sql.first_of_each(selections, query, language, limit)
    ):
        ranked[name].append((rank, page))
        counts[name] = number
    return {
        listing: First(
            counts.get(listing.name, 0),
            [page for _rank, page in sorted(ranked[listing.name])],
        )
        for listing in (selection.listing for selection in selections)
    }


def count_without_text(selection: Selection) -> int:
    """Return what the list would hold without the text."""
    rows = _rows(sql.counts(selection.without_text(), TextQuery(), ()))
    return next(number for facet, _value, number in rows if facet == sql.TOTAL)


def _rows(statement: Sql) -> list[tuple]:
    text, params = statement
    with connection.cursor() as cursor:
        cursor.execute(text, params)
        return cursor.fetchall()
