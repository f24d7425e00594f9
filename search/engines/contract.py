"""What every engine does: one contract, whatever keeps the pages."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from django.core.paginator import Page

from search.facet import Facet
from search.faceted import FacetedList
from search.forms import Selection
from search.query import TextQuery


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


@dataclass(frozen=True)
class First:
    """How many pages a list holds, and the first few."""

    count: int
    pks: list[int]


def used_facets(selection: Selection) -> list[Facet]:
    """Return the facets that have a value in ``selection``, in the order of the list."""
    return [facet for facet in selection.listing.facets if selection.values(facet.name)]


class Engine(Protocol):
    """What finds, counts and orders the pages of a list.

    All engines give the same answer: the same pages, numbers and order. ``query`` is the
    text of the selections as it was read, in every language; the order « by title » is
    that of ``language``.

    A page must hold all concepts of the text; where no page of the list does, as many
    as the best one holds if that is ``query.least`` at least. Facets in use change
    nothing to how many are needed: else a count would depend on its own facet.
    """

    def run(
        self,
        selection: Selection,
        query: TextQuery,
        facets: Sequence[Facet],
        language: str,
    ) -> Results:
        """Return the list for ``selection``, with every number of ``facets``."""

    def first_of_each(
        self,
        selections: Sequence[Selection],
        query: TextQuery,
        language: str,
        limit: int,
    ) -> dict[FacetedList, First]:
        """Return the first ``limit`` pages of each selection, each of another list."""
