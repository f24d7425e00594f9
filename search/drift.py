"""Where what is kept to find pages is not what the pages say, and putting it right.

Each thing kept is worked out again from the pages: entries of the library's index,
texts, and how many pages hold each word. What Elasticsearch holds is compared by
`search.engines.elasticsearch.sync`.
"""

from collections import Counter
from collections.abc import Collection, Iterator
from itertools import groupby
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db import transaction

from wagtail.search.models import IndexEntry

from portal.core.words import Kind, kinds
from search.changes import wait_for_turn
from search.engines.entries import words_in_index
from search.indexing import (
    Word,
    contents,
    count_words,
    entry_of,
    forget,
    reindex,
    rename_version,
    rows_of,
    words_of_rows,
)
from search.models import IndexedText, IndexedWord
from search.texts import texts_of

AT_ONCE = 100


def wrong_pages(kind: Kind) -> Iterator[set[int]]:
    """Return in batches the pages of ``kind`` whose entry or texts are not theirs."""
    every = list(kind.objects.order_by("pk").values_list("pk", flat=True))
    for start in range(0, len(every), AT_ONCE):
        keys = every[start : start + AT_ONCE]
        indexed = kind.get_indexed_objects().filter(pk__in=keys)
        pages = {page.pk: page for page in indexed.select_related("locale")}
        texts = texts_of(pages.values())
        held = words_in_index(kind, keys)
        kept: dict[int, list[IndexedText]] = {key: [] for key in keys}
        for row in IndexedText.objects.filter(page_id__in=keys):
            kept[row.page_id].append(row)
        wrong = {
            key
            for key in keys
            if contents(kept[key]) != contents(rows_of(key, texts.get(key, [])))
            or not _is_entry(
                held.get(key), entry_of(texts.get(key, [])), pages.get(key)
            )
        }
        if wrong:
            yield wrong


def orphans() -> tuple[set[int], list[int]]:
    """Return the pages that are gone and have texts, and the keys of their entries."""
    every: set[int] = set()
    entries: list[int] = []
    for kind in kinds():
        keys = set(kind.objects.values_list("pk", flat=True))
        every |= keys
        rows = IndexEntry.objects.filter(
            content_type=ContentType.objects.get_for_model(kind)
        )
        entries += [
            pk
            for pk, key in rows.values_list("pk", "object_id")
            if int(key) not in keys
        ]
    texts = set(IndexedText.objects.order_by().values_list("page_id", flat=True))
    return texts - every, entries


def wrong_counts() -> dict[Word, int]:
    """Return the words whose number of pages is not what texts say: the right number."""
    right: Counter[Word] = Counter()
    rows = IndexedText.objects.order_by("page_id").iterator()
    for _page, those in groupby(rows, key=lambda row: row.page_id):
        right.update(words_of_rows(those))
    kept = {
        Word(language, surface, stem): pages
        for language, surface, stem, pages in IndexedWord.objects.values_list(
            "language", "surface", "stem", "pages"
        )
    }
    return {
        word: right[word]
        for word in {*right, *kept}
        if right[word] != kept.get(word, 0)
    }


def mend_pages(kind: Kind, keys: Collection[int]) -> None:
    """Write what is kept of the pages ``keys`` anew."""
    reindex(kind, keys)


def mend_orphans() -> None:
    """Forget the pages that are gone."""
    pages, entries = orphans()
    for key in pages:
        forget(key)
    IndexEntry.objects.filter(pk__in=entries).delete()


@transaction.atomic
def mend_counts() -> None:
    """Count the words of all texts again."""
    wait_for_turn()
    wrong = wrong_counts()
    for language in {word.language for word in wrong}:
        surfaces = [word.surface for word in wrong if word.language == language]
        for start in range(0, len(surfaces), AT_ONCE):
            these = surfaces[start : start + AT_ONCE]
            IndexedWord.objects.filter(language=language, surface__in=these).delete()
    right = {word: number for word, number in wrong.items() if number}
    if right:
        count_words(right)
    if wrong:
        rename_version()


def _is_entry(held: str | None, wanted: str, page: Any) -> bool:
    """True when ``held``, the words of the entry of ``page``, are ``wanted``.

    What may not be found at all has no entry.
    """
    if held is None or page is None:
        return held is page is None
    return set(held.split()) == set(wanted.split())
