"""What is asked of Elasticsearch: a selection, as the body of one search."""

from collections.abc import Iterable, Sequence
from typing import Any

from django.utils import timezone

from portal.language.concepts import Concept
from search.engines.contract import Question
from search.engines.elasticsearch.documents import moment
from search.engines.elasticsearch.fields import (
    ENDS,
    LISTS_OF,
    POSITION,
    WORDS,
    facet_field,
    order_field,
    order_type,
)
from search.engines.scores import POINTS
from search.facet import Facet
from search.texts import WEIGHTS

# More values than any facet has; a facet that has more is answered by the database.
MOST_VALUES = 10_000
# Inside the server; who asks waits a little longer (engine.py).
SERVER_TIMEOUT = "900ms"
# The names of what is counted.
FOUND, ALL, AT, VALUES = "found", "all", "at", "values"
Body = dict[str, Any]


def search(question: Question, needed: int, start: int, size: int) -> Body:
    """Return the search for the pages from ``start``, and for every number."""
    return {
        **page_of(question, needed, start, size),
        "aggs": {
            FOUND: {"filter": {"match_all": {}}},
            **_numbers(question),
            POSITION: {
                "global": {},
                "aggs": {AT: {"terms": {"field": POSITION, "size": 1}}},
            },
        },
    }


def page_of(question: Question, needed: int, start: int, size: int) -> Body:
    """Return the search for the pages from ``start`` alone."""
    return {
        "query": _query(question, needed),
        "post_filter": _selected(question, question.used),
        "sort": _sort(question),
        "from": start,
        "size": size,
        "_source": False,
        "track_total_hits": True,
        "timeout": SERVER_TIMEOUT,
    }


def best(question: Question) -> Body:
    """Return the search whose best score is the most concepts that a page holds."""
    lowest = question.query.lowest
    holding = [_constant(each, lowest, 1) for each in question.query.concepts]
    return {
        "query": _bool(question, holding, 1),
        "size": 1,
        "_source": False,
        "track_total_hits": False,
        "timeout": SERVER_TIMEOUT,
    }


def _query(question: Question, needed: int) -> Body:
    query = question.query
    scored = [
        {
            "dis_max": {
                "queries": [
                    _constant(concept, weight, POINTS[weight] * rarity)
                    for weight in WEIGHTS[: query.lowest]
                ]
            }
        }
        for concept, rarity in zip(query.concepts, query.rarities, strict=True)
    ]
    return _bool(question, scored, max(needed, 1))


def _bool(question: Question, wanted: list[Body], needed: int) -> Body:
    ended = {"range": {ENDS: {"lte": moment(timezone.now())}}}
    body: Body = {
        "filter": [{"term": {LISTS_OF: question.listing.name}}],
        "must_not": [ended],
    }
    if wanted:
        body |= {"should": wanted, "minimum_should_match": needed}
    return {"bool": body}


def _constant(concept: Concept, weight: int, points: int) -> Body:
    """Return what gives ``points`` to pages that hold ``concept`` there or better."""
    single: list[str] = []
    ways: list[Body] = []
    for way in concept.alternatives:
        marks = [[term.marked(each) for each in WEIGHTS[:weight]] for term in way]
        if len(marks) == 1:
            single += marks[0]
        else:
            ways.append(_all_of([{"terms": {WORDS: each}} for each in marks]))
    if single:
        ways.append({"terms": {WORDS: list(dict.fromkeys(single))}})
    held = ways[0] if len(ways) == 1 else {"bool": {"should": ways}}
    return {"constant_score": {"filter": held, "boost": points}}


def _numbers(question: Question) -> Body:
    """Return what counts each facet with the selection of all the others."""
    used = question.used
    body: Body = {
        _without(facet): {
            "filter": _selected(question, [each for each in used if each != facet]),
            "aggs": _values(question, facet) if facet in question.facets else {},
        }
        for facet in used
    }
    rest: Body = {}
    for facet in question.facets:
        if facet not in used:
            rest |= _values(question, facet, name=facet.name)
    if rest:
        body[ALL] = {"filter": _selected(question, used), "aggs": rest}
    return body


def path_of_values(question: Question, facet: Facet) -> tuple[str, str]:
    """Return where the answer holds the numbers of ``facet``."""
    if facet in question.used:
        return path_without(facet), VALUES
    return ALL, facet.name


def path_without(facet: Facet) -> str:
    """Return where the answer holds what there is without ``facet``."""
    return _without(facet)


def _without(facet: Facet) -> str:
    return f"without_{facet.name}"


def _values(question: Question, facet: Facet, name: str = VALUES) -> Body:
    field = facet_field(question.listing, facet)
    return {name: {"terms": {"field": field, "size": MOST_VALUES}}}


def _selected(question: Question, facets: Sequence[Facet]) -> Body:
    selection = question.selection
    return _all_of(
        {
            "terms": {
                facet_field(question.listing, facet): list(selection.values(facet.name))
            }
        }
        for facet in facets
    )


def _all_of(filters: Iterable[Body]) -> Body:
    return {"bool": {"filter": list(filters)}}


def _sort(question: Question) -> list[Body]:
    order = question.order
    by_score: list[Body] = []
    if question.is_by_score:
        by_score = [{"_score": {"order": "desc"}}]
    return by_score + [
        {
            order_field(question.listing, order, key, question.language): {
                "order": "desc" if key.is_descending else "asc",
                "missing": "_last",
                "unmapped_type": order_type(key)["type"],
            }
        }
        for key in order.keys
    ]
