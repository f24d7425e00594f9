"""What every engine does: one contract, whatever keeps the pages."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from django.core.paginator import Page

from search.facet import Facet
from search.faceted import FacetedList, Order
from search.forms import RELEVANCE, Selection
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
    # How many concepts of the text each of them holds: fewer than all in a list where
    # no page has them all.
    needed: int


@dataclass(frozen=True)
class Question:
    """What a reader asks of a list, read: ``query`` is the text of ``selection``.

    ``facets`` are those whose numbers are wanted; the order « by title » is that of
    ``language``.
    """

    selection: Selection
    query: TextQuery
    language: str
    facets: tuple[Facet, ...] = ()

    @property
    def listing(self) -> FacetedList:
        """The list."""
        return self.selection.listing

    @property
    def used(self) -> list[Facet]:
        """The facets that have a value, in the order of the list."""
        return [
            facet for facet in self.listing.facets if self.selection.values(facet.name)
        ]

    @property
    def order(self) -> Order:
        """The order of the list, and among pages of one score."""
        orders = self.listing.orders
        return next((o for o in orders if o.value == self.selection.sort), orders[0])

    @property
    def is_by_score(self) -> bool:
        """True when the best answers to the text come first."""
        return bool(self.query.concepts) and self.selection.sort == RELEVANCE

    @property
    def can_be_loosened(self) -> bool:
        """True when fewer concepts than all may do."""
        return self.query.least < len(self.query.concepts)


class Engine(Protocol):
    """What finds, counts and orders the pages of a list.

    All engines give the same answer: the same pages, numbers and order.

    A page must hold all concepts of the text; where no page of the list does, as many
    as the best one holds if that is ``query.least`` at least. Facets in use change
    nothing to how many are needed: else a count would depend on its own facet. The
    pages of ``query.named`` answer best, whatever they hold.
    """

    def run(self, question: Question) -> Results:
        """Return what the list holds, with every number of the facets asked for."""

    def first_of_each(
        self, questions: Sequence[Question], limit: int
    ) -> dict[FacetedList, First]:
        """Return the first ``limit`` pages for each question, each of another list."""
