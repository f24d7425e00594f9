"""The two statements of a list: every count at once, and one page of the list.

Both start from the same pages: published French sources that match the text. For each
facet in use, ``miss_<facet>`` says whether a page has none of the values chosen there;
leaving a facet aside is then leaving its column out of a condition.
"""

from collections.abc import Sequence

from django.db import connection
from django.db.models import QuerySet

from search import text
from search.facet import Facet
from search.faceted import BYTEWISE, Order
from search.forms import RELEVANCE, Selection
from search.query import TextQuery
from search.text import Sql

TOTAL, WITHOUT, NEEDED = "", "-", "="


def counts(selection: Selection, query: TextQuery, facets: Sequence[Facet]) -> Sql:
    """Return the statement whose rows are (facet, value, number of pages).

    The facet ``TOTAL`` holds the length of the list; ``WITHOUT`` its length if the
    facet named as value were not used; ``NEEDED`` how many concepts of the text a page
    of the list holds.
    """
    used = _used(selection)
    ctes = [_base(selection, query, used)]
    selects: list[Sql] = [_count(TOTAL, "", _condition(used))]
    if query.concepts:
        selects.append((f"SELECT '{NEEDED}', '', n FROM needed", []))  # noqa: S608
    for facet in used:
        selects.append(_count(WITHOUT, facet.name, _condition(used, but=facet)))
    for facet in facets:
        pairs, params = _union([compiled(query) for query in facet.pairs()])
        ctes.append((f"pairs_{_name(facet)} (page, value) AS ({pairs})", params))
        condition = _condition(used, but=facet)
        selects.append(
            (
                f"SELECT '{facet.name}', CAST(value AS text), COUNT(DISTINCT page)"  # noqa: S608
                f" FROM pairs_{_name(facet)} WHERE value IS NOT NULL"
                f" AND page IN (SELECT page FROM base WHERE {condition})"
                " GROUP BY value",
                [],
            )
        )
    return _with(ctes, _union(selects))


def listing(
    selection: Selection, query: TextQuery, language: str, *, offset: int, limit: int
) -> Sql:
    """Return the statement for the keys of one page of the list, in order."""
    ctes, source, order_by = _ordered(selection, query, language)
    sql = f"SELECT page FROM {source} ORDER BY {order_by} LIMIT %s OFFSET %s"  # noqa: S608
    return _with(ctes, (sql, [limit, offset]))


def first_of_each(
    selections: Sequence[Selection], query: TextQuery, language: str, limit: int
) -> Sql:
    """Return the statement whose rows are (list, page, rank, length of the list)."""
    parts = []
    for selection in selections:
        ctes, source, order_by = _ordered(selection, query, language)
        sql = (
            f"SELECT '{selection.listing.name}', page,"  # noqa: S608 (names of ours)
            f" ROW_NUMBER() OVER (ORDER BY {order_by}), COUNT(*) OVER ()"
            f" FROM {source} ORDER BY 3 LIMIT %s"
        )
        statement, params = _with(ctes, (sql, [limit]))
        parts.append((f"SELECT * FROM ({statement}) AS firsts", params))  # noqa: S608
    return _union(parts)


def _ordered(
    selection: Selection, query: TextQuery, language: str
) -> tuple[list[Sql], str, str]:
    """Return what the list is drawn from: tables, where to select, in what order."""
    used = _used(selection)
    order = next(
        (each for each in selection.listing.orders if each.value == selection.sort),
        selection.listing.orders[0],
    )
    ctes = [_base(selection, query, used, order, language)]
    collation = '"C"' if connection.vendor == "postgresql" else "BINARY"
    order_by = order.sql.replace(BYTEWISE, collation)
    if query.concepts and selection.sort == RELEVANCE:
        order_by = f"score DESC, {order_by}"
    return ctes, f"base WHERE {_condition(used)}", order_by


def compiled(query: QuerySet) -> Sql:
    """Return the SQL of ``query`` and its parameters."""
    sql, params = query.query.sql_with_params()
    return sql, list(params)


def _base(
    selection: Selection,
    query: TextQuery,
    used: list[Facet],
    order: Order | None = None,
    language: str = "",
) -> Sql:
    """Return the pages the list is drawn from, with what they miss and what orders."""
    pages = selection.listing.pages().order_by()
    columns = order.columns(language) if order else {}
    sql, params = compiled(
        pages.annotate(
            **{f"order_{name}": each for name, each in columns.items()}
        ).values_list("pk", *(f"order_{name}" for name in columns))
    )
    names = ["page", *columns]
    ctes = [(f"open_pages ({', '.join(names)}) AS ({sql})", params)]
    source = "open_pages"
    if query.concepts:
        ctes += _found(selection, query)
        names.append("score")
        source = "found_pages WHERE concepts >= (SELECT n FROM needed)"
    misses, miss_params = "", []
    for facet in used:
        having, more = compiled(
            facet.having(selection.values(facet.name)).values_list("pk")
        )
        misses += f", CASE WHEN page IN ({having}) THEN 0 ELSE 1 END"
        miss_params += more
    all_names = [*names, *(_column(facet) for facet in used)]
    ctes.append(
        (
            f"base ({', '.join(all_names)}) AS MATERIALIZED"  # noqa: S608
            f" (SELECT {', '.join(names)}{misses} FROM {source})",
            miss_params,
        )
    )
    return _joined(ctes)


def _found(selection: Selection, query: TextQuery) -> list[Sql]:
    """Return the open pages that hold some of ``query``, and how much is needed.

    All of its concepts; where no page of the list has them all, as many as the best
    has, a third of them at least. Facets in use change nothing to it: else a count would
    depend on what is chosen in its own facet.
    """
    hits, params = text.scored(selection.listing.models, query)
    return [
        (f"hits (object_id, concepts, score) AS ({hits})", params),
        (
            "found_pages AS MATERIALIZED (SELECT open_pages.*, concepts, score"
            " FROM open_pages JOIN hits ON hits.object_id = CAST(page AS text))",
            [],
        ),
        (
            f"needed (n) AS (SELECT CASE WHEN MAX(concepts) >= {query.least}"  # noqa: S608
            f" THEN MAX(concepts) ELSE {len(query.concepts)} END FROM found_pages)",
            [],
        ),
    ]


def _used(selection: Selection) -> list[Facet]:
    return [facet for facet in selection.listing.facets if selection.values(facet.name)]


def _column(facet: Facet) -> str:
    return f"miss_{_name(facet)}"


def _name(facet: Facet) -> str:
    """Return the name of ``facet`` as SQL takes it without quotes."""
    return facet.name.replace("-", "_")


def _condition(used: list[Facet], *, but: Facet | None = None) -> str:
    """Return « has something of each facet in use », ``but`` one left aside."""
    columns = [_column(facet) for facet in used if facet != but]
    return " AND ".join(f"{column} = 0" for column in columns) or "1 = 1"


def _count(facet: str, value: str, condition: str) -> Sql:
    return (
        f"SELECT '{facet}', '{value}', COUNT(*) FROM base WHERE {condition}",  # noqa: S608
        [],
    )


def _union(parts: Sequence[Sql]) -> Sql:
    sql = " UNION ALL ".join(sql for sql, _params in parts)
    return sql, [param for _sql, params in parts for param in params]


def _joined(ctes: Sequence[Sql]) -> Sql:
    sql = ", ".join(sql for sql, _params in ctes)
    return sql, [param for _sql, params in ctes for param in params]


def _with(ctes: Sequence[Sql], statement: Sql) -> Sql:
    sql, params = _joined(ctes)
    return f"WITH {sql} {statement[0]}", [*params, *statement[1]]
