"""What Elasticsearch answers, looked at before it is believed."""

from collections.abc import Sequence
from typing import Any

from search.changes import Position
from search.engines.contract import Question
from search.engines.elasticsearch.bodies import (
    AT,
    FOUND,
    path_of_values,
    path_without,
)
from search.engines.elasticsearch.fields import POSITION
from search.engines.elasticsearch.position import read_mark
from search.engines.guarded import TroubleError, UnanswerableError

# What a server says of a question it will not have.
BAD_REQUEST = 400
# No key and no number of ours comes near.
MOST = 2**31
LONGEST = 12


class Answer:
    """One answer; TroubleError wherever it is not what it should be."""

    def __init__(self, said: Any) -> None:
        self.said = said
        if isinstance(said, dict) and said.get("status") == BAD_REQUEST:
            raise UnanswerableError(str(said.get("error"))[:300])
        if "error" in _dict(said):
            raise TroubleError(f"it answers {str(said['error'])[:300]}")
        if said.get("timed_out") is not False or self._at("_shards", "failed") != 0:
            raise TroubleError("it answers in part only")

    @property
    def count(self) -> int:
        """How many pages the selection holds."""
        total = self._at("hits", "total")
        if _dict(total).get("relation") != "eq":
            raise TroubleError("it has not counted all")
        return _number(total.get("value"))

    @property
    def pks(self) -> list[int]:
        """The pages, in order."""
        hits = self._at("hits", "hits")
        if not isinstance(hits, list):
            raise TroubleError("it answers nonsense")
        keys = [_dict(hit).get("_id") for hit in hits]
        if not all(isinstance(key, str) and key.isdecimal() for key in keys):
            raise TroubleError("it answers nonsense")
        return [_number(int(str(key)[:LONGEST])) for key in keys]

    @property
    def found(self) -> int:
        """How many pages answer to the text, whatever the facets."""
        return _number(self._at("aggregations", FOUND, "doc_count"))

    @property
    def best_score(self) -> int:
        """The score of the best page; 0 when there is none."""
        score = self._at("hits", "max_score")
        if score is None:
            return 0
        if not isinstance(score, float | int) or not 0 <= score < MOST:
            raise TroubleError("it answers nonsense")
        if score != int(score):
            raise TroubleError("it answers nonsense")
        return int(score)

    @property
    def position(self) -> Position | None:
        """As of when the answer is; None when the index cannot say."""
        buckets = self._buckets(POSITION, AT)
        return read_mark(buckets[0][0]) if buckets else None

    def counts(self, question: Question) -> dict[str, dict[str, int]]:
        """Return for each facet asked for what each value would give."""
        return {
            facet.name: dict(self._buckets(*path_of_values(question, facet)))
            for facet in question.facets
        }

    def without(self, question: Question) -> dict[str, int]:
        """Return for each facet in use what the list holds without it."""
        return {
            facet.name: _number(
                self._at("aggregations", path_without(facet), "doc_count")
            )
            for facet in question.used
        }

    def _buckets(self, *path: str) -> list[tuple[str, int]]:
        terms = self._at("aggregations", *path)
        buckets = _dict(terms).get("buckets")
        if not isinstance(buckets, list):
            raise TroubleError("it answers nonsense")
        if terms.get("sum_other_doc_count") and path[0] != POSITION:
            raise UnanswerableError("A facet has more values than are asked for.")
        found = []
        for bucket in buckets:
            key = _dict(bucket).get("key")
            if not isinstance(key, str):
                raise TroubleError("it answers nonsense")
            found.append((key, _number(bucket.get("doc_count"))))
        return found

    def _at(self, *path: str) -> Any:
        found = self.said
        for name in path:
            found = _dict(found).get(name)
        return found


def answers_of(said: Any, wanted: Sequence[Any]) -> list[Answer]:
    """Return the answers that ``said`` holds, one for each of ``wanted``."""
    found = _dict(said).get("responses")
    if not isinstance(found, list) or len(found) != len(wanted):
        raise TroubleError("it answers nonsense")
    return [Answer(each) for each in found]


def _dict(value: Any) -> dict:
    if not isinstance(value, dict):
        raise TroubleError("it answers nonsense")
    return value


def _number(value: Any) -> int:
    if type(value) is not int or not 0 <= value < MOST:
        raise TroubleError("it answers nonsense")
    return value
