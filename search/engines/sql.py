"""SQL that the ORM does not say: what statements are made of, and how to run them."""

from collections.abc import Sequence

from django.db import connection
from django.db.models import QuerySet

Sql = tuple[str, list]


def compiled(query: QuerySet) -> Sql:
    """Return the SQL of ``query`` and its parameters."""
    sql, params = query.query.sql_with_params()
    return sql, list(params)


def union(parts: Sequence[Sql]) -> Sql:
    """Return the rows of all ``parts``."""
    sql = " UNION ALL ".join(sql for sql, _params in parts)
    return sql, [param for _sql, params in parts for param in params]


def with_tables(tables: Sequence[Sql], statement: Sql) -> Sql:
    """Return ``statement`` over ``tables``, each « name (columns) AS (query) ».

    Without a table there is nothing to ask.
    """
    if not tables:
        return "", []
    sql = ", ".join(sql for sql, _params in tables)
    params = [param for _sql, params in tables for param in params]
    return f"WITH {sql} {statement[0]}", [*params, *statement[1]]


def rows(statement: Sql) -> list[tuple]:
    """Return the rows of ``statement``; none, without a query, when it is empty."""
    text, params = statement
    if not text:
        return []
    with connection.cursor() as cursor:
        cursor.execute(text, params)
        return cursor.fetchall()
