"""The index: what is kept of each page so that a text finds it.

Three things are written together: the page's entry in the library's index (marked words,
see portal/language), its texts as readers see them, and how many pages hold each word.
"""

import uuid
from collections import Counter, defaultdict
from collections.abc import Iterable
from functools import lru_cache
from typing import Any, NamedTuple

from django.db import connection, transaction

from wagtail.search import index
from wagtail.search.backends import get_search_backend

from portal.core.words import Kind
from portal.language.analysis import marked, surfaces_of
from search.changes import VERSION, record, wait_for_turn
from search.models import IndexedText, IndexedWord, IndexVersion
from search.texts import Text, texts_of

# A vector of PostgreSQL holds one megabyte; past this length words are cut too.
MAX_WORDS = 15_000
# Names of places and terms come back with every page: they are read once.
SHORT = 200
# Pages written in one transaction.
AT_ONCE = 50


class Word(NamedTuple):
    """A word as a text writes it, and what it is found by."""

    language: str
    surface: str
    stem: str


def marked_words(page: Any) -> str:
    """Return what the index holds for ``page``; nothing for what nobody may find."""
    return entry_of(texts_of([page]).get(page.pk, ()))


def reindex(model: Kind, pks: Iterable[int]) -> None:
    """Write what is kept of the pages ``pks`` as the database has them now.

    Who may not be found at all (someone who no longer agrees) loses theirs. A few at a
    time: whoever publishes meanwhile waits for these alone.
    """
    every = sorted(set(pks))
    for start in range(0, len(every), AT_ONCE):
        _reindex(model, set(every[start : start + AT_ONCE]))


@transaction.atomic
def _reindex(model: Kind, wanted: set[int]) -> None:
    wait_for_turn()
    pages = model.get_indexed_objects().filter(pk__in=wanted).order_by("pk")
    found = list(pages.select_related("locale"))
    _write(model, found)
    gone = wanted - {page.pk for page in found}
    _keep_texts({pk: [] for pk in gone})
    record(gone)
    for page in model.objects.filter(pk__in=gone):
        index.remove_object(page)


@transaction.atomic
def index_pages(model: Kind, pages: list[Any]) -> None:
    """Write what is kept of ``pages``, all of the kind ``model``, at once."""
    wait_for_turn()
    _write(model, pages)


def reindex_with_source(page: Any) -> None:
    """Write what is kept of ``page``, and of the French page that lends its words."""
    model = type(page)
    sources = model.objects.filter(
        translation_key=page.translation_key, alias_of=None
    ).sources()
    reindex(model, {page.pk, *sources.values_list("pk", flat=True)})


@transaction.atomic
def forget(pk: int) -> None:
    """Drop the texts of the page ``pk``, and their words from the counts."""
    wait_for_turn()
    _keep_texts({pk: []})
    record([pk])


def _write(model: Kind, pages: list[Any]) -> None:
    found = texts_of(pages)
    for page in pages:
        # Found before the method of that name, which would ask page by page.
        page.__dict__["marked_words"] = entry_of(found.get(page.pk, ()))
    get_search_backend().add_bulk(model, pages)
    for page in pages:
        del page.__dict__["marked_words"]
    _keep_texts({page.pk: found.get(page.pk, []) for page in pages})
    record(page.pk for page in pages)


def _keep_texts(texts: dict[int, list[Text]]) -> None:
    old = list(IndexedText.objects.filter(page_id__in=texts))
    new = [row for pk, those in texts.items() for row in rows_of(pk, those)]
    if contents(old) == contents(new):
        return
    rename_version()
    changes = Counter(words_of_rows(new))
    changes.subtract(words_of_rows(old))
    IndexedText.objects.filter(pk__in=[row.pk for row in old]).delete()
    IndexedText.objects.bulk_create(new)
    changed = {word: number for word, number in changes.items() if number}
    if changed:
        count_words(changed)


def contents(rows: Iterable[IndexedText]) -> set[tuple]:
    """Return what ``rows`` say, to be compared."""
    return {
        (row.page_id, row.language, row.place, row.weight, row.text) for row in rows
    }


def rows_of(pk: int, texts: Iterable[Text]) -> list[IndexedText]:
    """Return the rows that keep ``texts``: one for each language, place and weight."""
    together: dict[tuple[str, str, int], list[str]] = defaultdict(list)
    for text in texts:
        lines = together[text.language, text.place, text.weight]
        # A territory and the one it lies in, a term and its code: once each.
        if text.text not in lines:
            lines.append(text.text)
    return [
        IndexedText(
            page_id=pk,
            language=language,
            place=place,
            weight=weight,
            text="\n".join(lines),
        )
        for (language, place, weight), lines in together.items()
    ]


def entry_of(texts: Iterable[Text]) -> str:
    """Return the marked words of ``texts``, those that weigh most first."""
    words: set[tuple[int, str]] = set()
    for text in texts:
        for word in _marked(text):
            words.add((text.weight, word))
    return " ".join(word for _weight, word in sorted(words)[:MAX_WORDS])


def _marked(text: Text) -> Iterable[str]:
    if len(text.text) > SHORT:
        return marked(text.text, text.language, text.weight)
    return _marked_once(text.text, text.language, text.weight)


@lru_cache(maxsize=10_000)
def _marked_once(text: str, language: str, weight: int) -> frozenset[str]:
    return frozenset(marked(text, language, weight))


def words_of_rows(rows: Iterable[IndexedText]) -> list[Word]:
    """Return each word of each page once in a language."""
    found = {
        (row.page_id, Word(row.language, *each))
        for row in rows
        for each in _surfaces(row)
    }
    return [word for _pk, word in found]


def _surfaces(row: IndexedText) -> Iterable[tuple[str, str]]:
    if len(row.text) > SHORT:
        return surfaces_of(row.text, row.language)
    return _surfaces_once(row.text, row.language)


@lru_cache(maxsize=10_000)
def _surfaces_once(text: str, language: str) -> frozenset[tuple[str, str]]:
    return frozenset(surfaces_of(text, language))


def rename_version() -> None:
    """Have whoever read the words of the index, or the glossary, read them again."""
    IndexVersion.objects.update_or_create(pk=VERSION, defaults={"token": uuid.uuid4()})


def count_words(changes: dict[Word, int]) -> None:
    """Add ``changes`` to the number of pages that hold each word."""
    table = connection.ops.quote_name(IndexedWord._meta.db_table)
    rows = [(*word, number) for word, number in sorted(changes.items())]
    with connection.cursor() as cursor:
        cursor.executemany(
            f"INSERT INTO {table} (language, surface, stem, pages)"  # noqa: S608
            " VALUES (%s, %s, %s, %s) ON CONFLICT (language, surface)"
            f" DO UPDATE SET pages = {table}.pages + excluded.pages,"
            " stem = excluded.stem",
            rows,
        )
    IndexedWord.objects.filter(pages__lte=0).delete()
