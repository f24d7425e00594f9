"""The search entries of many pages at once."""

from collections.abc import Callable

from wagtail.models import Page
from wagtail.search.backends import get_search_backend

from portal.core.models import FoundByWords
from search.indexing import index_pages as index_found

BATCH = 200
Planted = list[tuple[type[Page], int]]


def index_pages(planted: Planted, progress: Callable[[str], None]) -> None:
    """Put planted pages in the search index: bulk inserts send no signal."""
    backend = get_search_backend()
    for start in range(0, len(planted), BATCH):
        batch = planted[start : start + BATCH]
        for model in dict.fromkeys(model for model, _pk in batch):
            pks = [pk for kind, pk in batch if kind is model]
            pages = list(
                model.get_indexed_objects().filter(pk__in=pks).select_related("locale")
            )
            if issubclass(model, FoundByWords):
                index_found(model, pages)
            else:
                backend.add_bulk(model, pages)
        if start // BATCH % 5 == 4 or start + BATCH >= len(planted):
            progress(f"{start + len(batch)} of {len(planted)} pages indexed")
