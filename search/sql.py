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
from search.text import Sql

TOTAL, WITHOUT = "", "-"


def counts(selection: Selection, facets: Sequence[Facet]) -> Sql:
    """Return the statement whose rows are (facet, value, number of pages).

    The facet ``TOTAL`` holds the length of the list; ``WITHOUT`` its length if the
    facet named as value were not used.
    """
    used = _used(selection)
    ctes = [_base(selection, used)]
    selects: list[Sql] = [_count(TOTAL, "", _condition(used))]
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


def listing(selection: Selection, language: str, *, offset: int, limit: int) -> Sql:
    """Return the statement for the keys of one page of the list, in order."""
    ctes, source, order_by = _ordered(selection, language)
    sql = f"SELECT page FROM {source} ORDER BY {order_by} LIMIT %s OFFSET %s"  # noqa: S608
    return _with(ctes, (sql, [limit, offset]))


def first_of_each(selections: Sequence[Selection], language: str, limit: int) -> Sql:
    """Return the statement whose rows are (list, page, rank, length of the list)."""
    parts = []
    for selection in selections:
        ctes, source, order_by = _ordered(selection, language)
        sql = (
            f"SELECT '{selection.listing.name}', page,"  # noqa: S608 (names of ours)
            f" ROW_NUMBER() OVER (ORDER BY {order_by}), COUNT(*) OVER ()"
            f" FROM {source} ORDER BY 3 LIMIT %s"
        )
        statement, params = _with(ctes, (sql, [limit]))
        parts.append((f"SELECT * FROM ({statement}) AS firsts", params))  # noqa: S608
    return _union(parts)


def _ordered(selection: Selection, language: str) -> tuple[list[Sql], str, str]:
    """Return what the list is drawn from: tables, where to select, in what order."""
    used = _used(selection)
    order = next(
        (each for each in selection.listing.orders if each.value == selection.sort),
        selection.listing.orders[0],
    )
    ctes = [_base(selection, used, order, language)]
    collation = '"C"' if connection.vendor == "postgresql" else "BINARY"
    order_by = order.sql.replace(BYTEWISE, collation)
    joined = ""
    if selection.sort == RELEVANCE:
        hits, params = text.title_hits(selection.listing.models, selection.words)
        ctes.append((f"hits (object_id, n) AS ({hits})", params))
        joined = " LEFT JOIN hits ON hits.object_id = CAST(page AS text)"
        order_by = f"COALESCE(n, 0) DESC, {order_by}"
    return ctes, f"base{joined} WHERE {_condition(used)}", order_by


def compiled(query: QuerySet) -> Sql:
    """Return the SQL of ``query`` and its parameters."""
    sql, params = query.query.sql_with_params()
    return sql, list(params)


def _base(
    selection: Selection,
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
    misses, miss_params = "", []
    for facet in used:
        having, more = compiled(
            facet.having(selection.values(facet.name)).values_list("pk")
        )
        misses += f", CASE WHEN page IN ({having}) THEN 0 ELSE 1 END"
        miss_params += more
    where = ""
    where_params: list = []
    if selection.words:
        matching, where_params = text.matching(
            selection.listing.models, selection.words
        )
        where = f" WHERE CAST(page AS text) IN ({matching})"
    all_names = [*names, *(_column(facet) for facet in used)]
    return (
        f"open_pages ({', '.join(names)}) AS ({sql}),"  # noqa: S608 (compiled by Django)
        f" base ({', '.join(all_names)}) AS MATERIALIZED"
        f" (SELECT {', '.join(names)}{misses} FROM open_pages{where})",
        [*params, *miss_params, *where_params],
    )


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


def _with(ctes: Sequence[Sql], statement: Sql) -> Sql:
    sql = ", ".join(sql for sql, _params in ctes)
    params = [param for _sql, params in ctes for param in params]
    return f"WITH {sql} {statement[0]}", [*params, *statement[1]]
