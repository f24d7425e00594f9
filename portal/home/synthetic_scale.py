"""A network many times larger, by copying the rows of its practices in the database.

For measurements alone: a copy is made by SQL, a hundred thousand in some minutes, where
building each practice would take hours. Each copy takes its themes, places, audiences
and other relations from another practice than its words, so that facets and texts do
not go together.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.core.management.color import no_style
from django.db import connection, models, transaction
from django.db.models import F, Max

from wagtail.models import Page
from wagtail.search.models import IndexEntry

from practices.models import PracticePage
from search.changes import record_all
from search.models import IndexedText, IndexedWord

STEP = Page.steplen
DIGITS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"
AT_ONCE = 5_000
# Steps between a practice and the one it takes its relations from: one a relation.
ROWS = {
    *("tagged_items", "cost_lines", "funding_lines", "documents", "co_carriers"),
    *("partnerships", "actions", "outcomes", "places", "inspirations", "credits"),
}
STRIDES = (7, 11, 13, 17, 19, 23, 29, 31, 37, 41)


@dataclass(frozen=True)
class _Copy:
    """A copy to come: its keys and its place in the tree."""

    pk: int
    source: int
    donors: tuple[int, ...]
    path: str
    suffix: str


def multiply_practices(number: int, progress: Callable[[str], None]) -> None:
    """Copy the published French practices until there are ``number``; none is removed.

    Entries of the index, texts and counts of words are copied too.
    """
    sources = list(
        PracticePage.objects.published()
        .sources()
        .order_by("pk")
        .values_list("pk", "path")
    )
    missing = number - len(sources)
    if missing <= 0 or not sources:
        return
    first = (Page.objects.aggregate(last=Max("pk"))["last"] or 0) + 1
    places = _free_places(sources)
    for start in range(0, missing, AT_ONCE):
        copies = [
            _copy(first + rank, rank, sources, places)
            for rank in range(start, min(start + AT_ONCE, missing))
        ]
        with transaction.atomic():
            _write(copies)
        progress(f"{start + len(copies)} of {missing} practices copied")
    for parent in places:
        children = Page.objects.filter(
            path__startswith=parent, depth=len(parent) // STEP + 1
        )
        Page.objects.filter(path=parent).update(numchild=children.count())
    # Each word is held by as many times more pages, but for a rest.
    times = 1 + missing // len(sources)
    IndexedWord.objects.update(pages=F("pages") * times)
    with connection.cursor() as cursor:
        # Keys were given: PostgreSQL has to be told where to go on.
        for statement in connection.ops.sequence_reset_sql(no_style(), [Page]):
            cursor.execute(statement)
        # It would take full tables for nearly empty ones.
        cursor.execute("ANALYZE")
    record_all()


def _copy(
    pk: int, rank: int, sources: list[tuple[int, str]], places: dict[str, int]
) -> _Copy:
    count = len(sources)
    source, path = sources[rank % count]
    times = rank // count + 1
    donors = tuple(sources[(rank + times * stride) % count][0] for stride in STRIDES)
    parent = path[:-STEP]
    places[parent] += 1
    return _Copy(pk, source, donors, parent + _digits(places[parent]), f"-{pk}")


def _free_places(sources: list[tuple[int, str]]) -> dict[str, int]:
    """Return the last place taken under each structure."""
    places: dict[str, int] = {}
    for parent in {path[:-STEP] for _pk, path in sources}:
        under = Page.objects.filter(
            path__startswith=parent, depth=len(parent) // STEP + 1
        )
        last = under.aggregate(last=Max("path"))["last"]
        places[parent] = int(last[-STEP:], len(DIGITS))
    return places


def _digits(number: int) -> str:
    text = ""
    while number:
        number, rest = divmod(number, len(DIGITS))
        text = DIGITS[rest] + text
    return text.rjust(STEP, "0")


def _write(copies: list[_Copy]) -> None:
    with connection.cursor() as cursor:
        names = [f"donor_{rank}" for rank in range(len(STRIDES))]
        columns = ", ".join(f"{name} bigint" for name in names)
        cursor.execute(
            "CREATE TEMPORARY TABLE copies (pk bigint PRIMARY KEY, source bigint,"
            f" path text, suffix text, {columns})"
        )
        marks = ", ".join(["%s"] * (4 + len(names)))
        cursor.executemany(
            f"INSERT INTO copies VALUES ({marks})",  # noqa: S608 (marks alone)
            [
                (each.pk, each.source, each.path, each.suffix, *each.donors)
                for each in copies
            ],
        )
        _insert(cursor, Page, "id", "source", _page_columns())
        _insert(cursor, PracticePage, "page_ptr_id", "source", {"page_ptr_id": "c.pk"})
        for rank, (through, column) in enumerate(_relations()):
            donor = names[rank % len(names)]
            _insert(cursor, through, column, donor, {column: "c.pk"})
        _insert(cursor, IndexedText, "page_id", "source", {"page_id": "c.pk"})
        for row, column in _rows():
            _insert(cursor, row, column, "source", {column: "c.pk"})
        _insert_entries(cursor)
        cursor.execute("DROP TABLE copies")


def _page_columns() -> dict[str, str]:
    return {
        "id": "c.pk",
        "path": "c.path",
        "slug": "s.slug || c.suffix",
        "url_path": "rtrim(s.url_path, '/') || c.suffix || '/'",
        "numchild": "0",
    }


def _relations() -> list[tuple[type[models.Model], str]]:
    """Return the tables that tie a practice to terms and places, and their column."""
    found = []
    for field in PracticePage._meta.local_many_to_many:
        through: Any = field.remote_field.through
        if not through._meta.auto_created:
            # Keywords have rows of their own.
            continue
        found.append((through, through._meta.get_field("practicepage").column))
    return found


def _rows() -> list[tuple[type[models.Model], str]]:
    """Return the models of rows that lists read, and the column of their practice."""
    relations: Any = PracticePage._meta.related_objects
    return [
        (relation.related_model, relation.field.column)
        for relation in relations
        if relation.name in ROWS
    ]


def _insert(
    cursor: Any,
    model: type[models.Model],
    column: str,
    source: str,
    changed: dict[str, str],
) -> None:
    """Copy the rows of ``model`` whose ``column`` is the copies' ``source``."""
    quote = connection.ops.quote_name
    columns = [
        str(field.column)
        for field in model._meta.local_concrete_fields
        if not isinstance(field, models.AutoField) or field.column in changed
    ]
    names = ", ".join(map(quote, columns))
    changed = {"translation_key": _new_key(), **changed}
    values = ", ".join(changed.get(name, f"s.{quote(name)}") for name in columns)
    table = quote(model._meta.db_table)
    cursor.execute(
        f"INSERT INTO {table} ({names}) SELECT {values} FROM copies c"  # noqa: S608
        f" JOIN {table} s ON s.{quote(column)} = c.{source}"
    )


def _new_key() -> str:
    """Return SQL for a new UUID, as the database keeps it."""
    is_sqlite = connection.vendor == "sqlite"
    return "lower(hex(randomblob(16)))" if is_sqlite else "gen_random_uuid()"


def _insert_entries(cursor: Any) -> None:
    """Copy the entries of the index; triggers or stored vectors do the rest."""
    kind = ContentType.objects.get_for_model(PracticePage).pk
    fields = [
        field.column
        for field in IndexEntry._meta.local_concrete_fields
        if not isinstance(field, models.AutoField)
    ]
    values = ", ".join(
        "CAST(c.pk AS text)" if name == "object_id" else f"s.{name}" for name in fields
    )
    table = IndexEntry._meta.db_table
    cursor.execute(
        f"INSERT INTO {table} ({', '.join(fields)}) SELECT {values} FROM copies c"  # noqa: S608
        f" JOIN {table} s ON s.object_id = CAST(c.source AS text)"
        " AND s.content_type_id = %s",
        [kind],
    )
