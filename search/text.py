"""Text search: own SQL over the index table, the same on SQLite and PostgreSQL.

Queries match marked words only (portal/core/words.py): all words must be there, each as
the beginning of a word, in the title or elsewhere.
"""

from collections.abc import Sequence

from django.contrib.contenttypes.models import ContentType
from django.db import connection
from django.db.models import Model

from wagtail.search.models import IndexEntry

from portal.core.words import MAX_LENGTH, REST, TITLE

ENTRIES = IndexEntry._meta.db_table
Sql = tuple[str, list]


def matching(models: Sequence[type[Model]], words: tuple[str, ...]) -> Sql:
    """Return the query for the pages of ``models`` (as text) that hold all of ``words``."""
    both = [_either(word[:MAX_LENGTH]) for word in words]
    joiner = " AND " if _is_sqlite() else " & "
    entries, params = _entries(joiner.join(both))
    of_models, types = _of_models(models)
    return (
        f"SELECT e.object_id FROM {ENTRIES} e"  # noqa: S608 (names of ours)
        f" WHERE {of_models} AND e.id IN ({entries})",
        [*types, *params],
    )


def title_hits(models: Sequence[type[Model]], words: tuple[str, ...]) -> Sql:
    """Return the query for (page as text, number of ``words`` in its title)."""
    found = [_entries(_prefix(TITLE + word[:MAX_LENGTH])) for word in words]
    union = " UNION ALL ".join(sql for sql, _params in found)
    params = [param for _sql, params in found for param in params]
    of_models, types = _of_models(models)
    return (
        "SELECT e.object_id, COUNT(*) FROM "  # noqa: S608 (names of ours)
        f"({union}) h JOIN {ENTRIES} e ON e.id = h.entry"
        f" WHERE {of_models} GROUP BY e.object_id",
        [*params, *types],
    )


def _entries(expression: str) -> Sql:
    """Return the query for the index entries whose marked words match."""
    if _is_sqlite():
        table = f"{ENTRIES}_fts"
        sql = f"SELECT rowid AS entry FROM {table} WHERE {table} MATCH %s"  # noqa: S608
        return sql, [f"body : ({expression})"]
    sql = f"SELECT id AS entry FROM {ENTRIES} WHERE body @@ %s::tsquery"  # noqa: S608
    return sql, [expression]


def _either(word: str) -> str:
    joiner = " OR " if _is_sqlite() else " | "
    return f"({joiner.join(_prefix(mark + word) for mark in (TITLE, REST))})"


def _prefix(token: str) -> str:
    """Return the expression for « begins with »; tokens hold [a-z0-9] only."""
    return f"{token} *" if _is_sqlite() else f"{token}:*"


def _of_models(models: Sequence[type[Model]]) -> Sql:
    """Return the condition « the entry is of one of ``models`` »."""
    marks = ", ".join(["%s"] * len(models))
    types = [ContentType.objects.get_for_model(model).pk for model in models]
    return f"e.content_type_id IN ({marks})", types


def _is_sqlite() -> bool:
    return connection.vendor == "sqlite"
