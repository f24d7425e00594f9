"""The engine that needs nothing but the database, SQLite or PostgreSQL.

Every process keeps the lists as sets of pages (search/engines/held.py) and reads of the
database what changed since it last looked.
"""

import threading
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.utils import timezone

from pyroaring import BitMap

from portal.core.pagination import paginate
from portal.core.private import asking_for_private_pages
from search.changes import Position, changes_since
from search.engines.contract import First, Question, Results
from search.engines.held import HeldList
from search.engines.postings import Postings
from search.engines.scores import answering
from search.facet import Facet
from search.faceted import FacetedList

# Past this many pages, reading everything again is no dearer.
MOST_READ_AGAIN = 200


@dataclass
class Held:
    """All that a process keeps, as of one position in the changes."""

    position: Position
    read_at: datetime
    lists: dict[FacetedList, HeldList] = field(default_factory=dict)
    postings: Postings = field(default_factory=Postings)
    lock: Any = field(default_factory=threading.Lock)

    def is_of_another_day(self, now: datetime) -> bool:
        """True when what follows dates may differ, or the clock went back."""
        today = timezone.localdate(now)
        return now < self.read_at or timezone.localdate(self.read_at) != today

    def list(self, listing: FacetedList) -> HeldList:
        """Return what is kept of ``listing``; one query the first time."""
        with self.lock:
            if listing not in self.lists:
                self.lists = {**self.lists, listing: HeldList.read(listing)}
            return self.lists[listing]

    def after(self, position: Position, changed: BitMap, now: datetime) -> "Held":
        """Return what is kept once the pages ``changed`` have been read again."""
        lists = {listing: each.after(changed) for listing, each in self.lists.items()}
        return Held(position, now, lists, self.postings.after(changed))


class DatabaseEngine:
    """Sets of pages, read of the database: see the contract.

    What is kept outlives the request: it is read with the restrictions of the moment.
    One query to know that nothing has changed; one more for each thing that was not
    asked for yet: a list, values of facets, an order, words.
    """

    def __init__(self) -> None:
        self._held: Held | None = None
        self._lock = threading.Lock()

    @asking_for_private_pages()
    def run(self, question: Question) -> Results:
        """Return what the list holds, with every number of the facets asked for."""
        answer = _Answer(self._fresh(), question)
        count = len(answer.pages())
        page = paginate(
            range(count), question.selection.page, question.listing.per_page
        )
        ranks = page.object_list
        return Results(
            count=count,
            page=page,
            pks=answer.slice(ranks[0], ranks[-1] + 1) if ranks else [],
            counts={facet.name: answer.counts(facet) for facet in question.facets},
            without={
                facet.name: len(answer.pages(but=facet)) for facet in answer.chosen
            },
            query=question.query,
            needed=answer.needed,
        )

    @asking_for_private_pages()
    def first_of_each(
        self, questions: Sequence[Question], limit: int
    ) -> dict[FacetedList, First]:
        """Return the first ``limit`` pages for each question, each of another list."""
        held = self._fresh()
        firsts = {}
        for question in questions:
            answer = _Answer(held, question)
            count = len(answer.pages())
            pks = answer.slice(0, limit) if count else []
            firsts[question.listing] = First(count, pks, answer.needed)
        return firsts

    def _fresh(self) -> Held:
        """Return what is kept, as the database is now."""
        with self._lock:
            # Not before: another thread may have read a later one meanwhile.
            now = timezone.now()
            held = self._held
            changes = changes_since(held.position if held else None)
            if held is None or changes.is_all or held.is_of_another_day(now):
                self._held = Held(changes.position, now)
                return self._held
            changed = BitMap(changes.pages)
            for each in held.lists.values():
                changed |= each.ended(now)
            if len(changed) > MOST_READ_AGAIN:
                self._held = Held(changes.position, now)
            elif changed:
                self._held = held.after(changes.position, changed, now)
            else:
                held.position = changes.position
            return self._held or held


class _Answer:
    """What a question finds among the pages that are kept."""

    def __init__(self, held: Held, question: Question) -> None:
        self.question = question
        self.list = held.list(question.listing)
        used, query = question.used, question.query
        self.list.know([*used, *(each for each in question.facets if each not in used)])
        self.chosen = {
            facet: self.list.having(facet, question.selection.values(facet.name))
            for facet in used
        }
        self.found = self.list.shown
        self.needed = 0
        self.scores: dict[int, BitMap] = {}
        if query.concepts:
            self.needed, self.scores = answering(
                query, self.list.shown, held.postings.of
            )
            self.found = BitMap.union(BitMap(), *self.scores.values())
        if query.named:
            self._add_named(BitMap(query.named) & self.list.shown)
        self._whole = self._narrowed(None)

    def pages(self, *, but: Facet | None = None) -> BitMap:
        """Return the pages found, ``but`` one facet left aside."""
        return self._whole if but not in self.chosen else self._narrowed(but)

    def counts(self, facet: Facet) -> dict[str, int]:
        """Return for each value of ``facet`` what the list holds with it alone there."""
        pages = self.pages(but=facet)
        held = self.list.values[facet.name]
        if len(pages) == len(self.list.shown):
            return {value: len(having) for value, having in held.items()}
        return {
            value: number
            for value, having in held.items()
            if (number := pages.intersection_cardinality(having))
        }

    def slice(self, start: int, stop: int) -> list[int]:
        """Return the pages found from ``start`` to ``stop``, in the order asked for."""
        ranks = self.list.ranks(self.question.order, self.question.language)
        if not self.question.is_by_score:
            return ranks.slice(self._whole, start, stop)
        found: list[int] = []
        passed = 0
        for score in sorted(self.scores, reverse=True):
            pages = self.scores[score] & self._whole
            first, last = max(start - passed, 0), min(stop - passed, len(pages))
            if first < last:
                found += ranks.slice(pages, first, last)
            passed += len(pages)
            if passed >= stop:
                break
        return found

    def _add_named(self, named: BitMap) -> None:
        """Have the pages ``named`` found before those that hold the words."""
        best = max(self.scores, default=0) + 1
        self.scores = {score: those - named for score, those in self.scores.items()}
        self.scores[best] = named
        self.found = BitMap.union(BitMap(), *self.scores.values())

    def _narrowed(self, but: Facet | None) -> BitMap:
        pages = self.found
        for facet, having in self.chosen.items():
            if facet != but:
                pages = pages & having
        return pages
