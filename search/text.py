"""Text search: own SQL over the index table, the same on SQLite and PostgreSQL.

The index holds marked words only (search/indexing.py), and a query asks for marked words
only: what a database does to raw text changes nothing to what is found.
"""

from collections.abc import Sequence

from django.contrib.contenttypes.models import ContentType
from django.db import connection
from django.db.models import Model

from wagtail.search.models import IndexEntry

from portal.language.concepts import Concept
from search.query import TextQuery
from search.texts import WEIGHTS

ENTRIES = IndexEntry._meta.db_table
# What a concept adds to a page's score by the best place it stands in.
POINTS = dict(zip(WEIGHTS, (8, 4, 2, 1), strict=True))
Sql = tuple[str, list]


def scored(models: Sequence[type[Model]], query: TextQuery) -> Sql:
    """Return the query for (page as text, concepts it holds, score), of pages with one.

    The score adds up the points of each concept where it stands best, more for a rare
    one: whole numbers, that do not depend on the database.
    """
    hits = [
        _points(concept, rank, weight, POINTS[weight] * query.rarities[rank])
        for rank, concept in enumerate(query.concepts)
        for weight in WEIGHTS[: query.lowest]
    ]
    union = " UNION ALL ".join(sql for sql, _params in hits)
    params = [param for _sql, params in hits for param in params]
    marks = ", ".join(["%s"] * len(models))
    types = [ContentType.objects.get_for_model(model).pk for model in models]
    return (
        "SELECT e.object_id, COUNT(*), SUM(points) FROM"  # noqa: S608 (names of ours)
        " (SELECT entry, concept, MAX(points) AS points"
        f" FROM ({union}) AS hits GROUP BY entry, concept) AS best"
        f" JOIN {ENTRIES} e ON e.id = best.entry"
        f" WHERE e.content_type_id IN ({marks}) GROUP BY e.object_id",
        [*params, *types],
    )


def _points(concept: Concept, rank: int, weight: int, points: int) -> Sql:
    """Return the query for entries where ``concept`` stands at ``weight`` or above."""
    entries, params = _entries(_expression(concept, weight))
    return (
        f"SELECT entry, {rank} AS concept, {points} AS points"  # noqa: S608
        f" FROM ({entries}) AS entries_{rank}_{weight}",
        params,
    )


def _expression(concept: Concept, weight: int) -> str:
    """Return the expression « an alternative has all of its words, none lower »."""
    is_sqlite = _is_sqlite()
    either, both = (" OR ", " AND ") if is_sqlite else (" | ", " & ")
    return either.join(
        "("
        + both.join(
            "(" + either.join(term.marked(each) for each in WEIGHTS[:weight]) + ")"
            for term in alternative
        )
        + ")"
        for alternative in concept.alternatives
    )


def _entries(expression: str) -> Sql:
    """Return the query for the index entries whose marked words match."""
    if _is_sqlite():
        table = f"{ENTRIES}_fts"
        sql = f"SELECT rowid AS entry FROM {table} WHERE {table} MATCH %s"  # noqa: S608
        return sql, [f"body : ({expression})"]
    sql = f"SELECT id AS entry FROM {ENTRIES} WHERE body @@ %s::tsquery"  # noqa: S608
    return sql, [expression]


def _is_sqlite() -> bool:
    return connection.vendor == "sqlite"
