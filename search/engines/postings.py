"""Which pages hold a marked word: read off the index table, kept while it stands.

The index holds marked words only (search/indexing.py), and a query asks for marked words
only: what a database does to raw text changes nothing to what is found.
"""

import threading
from collections import OrderedDict
from collections.abc import Iterable

from django.contrib.contenttypes.models import ContentType
from django.db import connection

from wagtail.search.models import IndexEntry

from pyroaring import BitMap

from portal.core.words import kinds
from search.engines.sql import Sql, rows, union

ENTRIES = IndexEntry._meta.db_table
# A word of nearly all of 100,000 pages takes some 12 kB, a usual one far less.
KEPT = 20_000
# What SQLite takes in one UNION.
AT_ONCE = 400


class Postings:
    """The pages of each marked word that was asked for, by key."""

    def __init__(self) -> None:
        self._kept: OrderedDict[str, BitMap] = OrderedDict()
        self._lock = threading.Lock()

    def of(self, words: Iterable[str]) -> dict[str, BitMap]:
        """Return the pages that hold each of ``words``; a query for those not kept."""
        wanted = list(dict.fromkeys(words))
        with self._lock:
            missing = [word for word in wanted if word not in self._kept]
            self._kept.update(_pages_holding(missing))
            for word in wanted:
                self._kept.move_to_end(word)
            found = {word: self._kept[word] for word in wanted}
            while len(self._kept) > KEPT:
                self._kept.popitem(last=False)
        return found

    def after(self, changed: BitMap) -> "Postings":
        """Return what is kept once the pages ``changed`` have been read again."""
        held = _words_of(changed)
        new = Postings()
        with self._lock:
            kept = list(self._kept.items())
        for word, pages in kept:
            now = BitMap(pk for pk in changed if word in held.get(pk, ()))
            if pages & changed != now:
                pages = (pages - changed) | now
            new._kept[word] = pages
        return new


def _pages_holding(words: list[str]) -> dict[str, BitMap]:
    found: dict[str, list[int]] = {word: [] for word in words}
    for start in range(0, len(words), AT_ONCE):
        these = words[start : start + AT_ONCE]
        parts = [_holding(rank, word) for rank, word in enumerate(these)]
        for rank, page in rows(union(parts)):
            found[these[rank]].append(int(page))
    return {word: BitMap(pages) for word, pages in found.items()}


def _holding(rank: int, word: str) -> Sql:
    """Return the query for (rank, page) of the entries that hold ``word``."""
    types, params = _types()
    if connection.vendor == "sqlite":
        table = f"{ENTRIES}_fts"
        holding = f"id IN (SELECT rowid FROM {table} WHERE {table} MATCH %s)"  # noqa: S608
        word = f'body : "{word}"'
    else:
        holding = "body @@ %s::tsquery"
    return (
        f"SELECT {rank}, object_id FROM {ENTRIES}"  # noqa: S608 (names of ours)
        f" WHERE {holding} AND content_type_id IN ({types})",
        [word, *params],
    )


def _words_of(pages: BitMap) -> dict[int, frozenset[str]]:
    """Return the marked words that the index holds of each of ``pages``."""
    if not pages:
        return {}
    types, params = _types()
    is_sqlite = connection.vendor == "sqlite"
    body = "body" if is_sqlite else "array_to_string(tsvector_to_array(body), ' ')"
    marks = ", ".join(["%s"] * len(pages))
    statement = (
        f"SELECT object_id, {body} FROM {ENTRIES}"  # noqa: S608 (names of ours)
        f" WHERE object_id IN ({marks}) AND content_type_id IN ({types})",
        [*map(str, pages), *params],
    )
    return {int(page): frozenset(words.split()) for page, words in rows(statement)}


def _types() -> Sql:
    """Return the content types of pages, as marks and their values."""
    types = [ContentType.objects.get_for_model(kind).pk for kind in kinds()]
    return ", ".join(["%s"] * len(types)), types
