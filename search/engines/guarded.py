"""One engine before another: what the first cannot answer, the second does.

Whoever asks is not bothered, waits for a bounded time, and the log says it once.
"""

import logging
import threading
import time
from collections.abc import Callable, Sequence
from typing import TypeVar

from search.engines.contract import Engine, First, Question, Results
from search.faceted import FacetedList

logger = logging.getLogger(__name__)
Found = TypeVar("Found")


class UnanswerableError(Exception):
    """This question is not for this engine; others are."""


class TroubleError(Exception):
    """The engine does not answer, or not what it should: it is left alone for a while."""

    # Seconds for which it is left alone, and for which it may last before it is told.
    rest = 20.0
    patience = 0.0


class BehindError(TroubleError):
    """What the engine knows is of before: it will follow in a moment."""

    rest = 1.0
    patience = 60.0


class Breaker:
    """Says whether an engine may be asked; safe between threads.

    After trouble it may not, for a while; then one question at a time tries again.
    """

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._lock = threading.Lock()
        self._since: float | None = None
        self._again_at = 0.0
        self._is_told = False

    def lets_through(self) -> bool:
        """True when the engine may be asked now."""
        with self._lock:
            if self._since is None:
                return True
            now = self._clock()
            if now < self._again_at:
                return False
            # Others wait for what this one will find.
            self._again_at = now + TroubleError.rest
            return True

    def failed(self, error: TroubleError) -> None:
        """Leave the engine alone for a while; told once."""
        with self._lock:
            now = self._clock()
            self._since = now if self._since is None else self._since
            self._again_at = now + error.rest
            if self._is_told or now - self._since < error.patience:
                return
            self._is_told = True
        logger.warning(
            "Elasticsearch is left aside, the database answers for it: %s", error
        )

    def succeeded(self) -> None:
        """Have the engine asked again."""
        if self._since is None:
            return
        with self._lock:
            was_told, self._is_told, self._since = self._is_told, False, None
        if was_told:
            logger.info("Elasticsearch answers again.")


class GuardedEngine:
    """Asks ``first``, and ``last`` when that one cannot answer: see the contract."""

    def __init__(self, first: Engine, last: Engine, breaker: Breaker) -> None:
        self.first = first
        self.last = last
        self.breaker = breaker

    def run(self, question: Question) -> Results:
        """Return what the list holds, with every number of the facets asked for."""
        # Who is named where is the database's to say.
        if not (question.listing.follows_dates or question.query.named):
            found = self._tried(lambda: self.first.run(question))
            if found is not None:
                return found
        return self.last.run(question)

    def first_of_each(
        self, questions: Sequence[Question], limit: int
    ) -> dict[FacetedList, First]:
        """Return the first ``limit`` pages for each question, each of another list."""
        served = [each for each in questions if not each.listing.follows_dates]
        found = None
        if served:
            found = self._tried(lambda: self.first.first_of_each(served, limit))
        found = found or {}
        rest = [each for each in questions if each.listing not in found]
        if rest:
            found |= self.last.first_of_each(rest, limit)
        return found

    def _tried(self, ask: Callable[[], Found]) -> Found | None:
        if not self.breaker.lets_through():
            return None
        try:
            found = ask()
        except UnanswerableError:
            self.breaker.succeeded()
            return None
        except TroubleError as error:
            self.breaker.failed(error)
            return None
        self.breaker.succeeded()
        return found
