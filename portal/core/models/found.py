"""Pages found by their words: see ``portal.core.words`` and ``search.indexing``."""

from typing import Any

from django.utils.module_loading import import_string

from wagtail.search import index

# What saving a draft writes on the live row: no word a reader could find.
BOOKKEEPING = {
    "draft_title",
    "has_unpublished_changes",
    "latest_revision",
    "latest_revision_created_at",
    "locked",
    "locked_at",
    "locked_by",
}
# Named, because it stands above the models and imports point down.
INDEXING = "search.indexing"


class FoundByWords:
    """A page that public text search finds; it indexes itself, and its French source."""

    # The name of the `Words` of this kind: it may look at models above this one.
    words_from: str = ""
    # Indexed by save(), once the rows are there: the library's signal comes before.
    search_auto_update = False
    found_fields = [index.SearchField("marked_words")]

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Save, then index unless only the bookkeeping of a draft was written."""
        super().save(*args, **kwargs)  # type: ignore[misc]
        changed = kwargs.get("update_fields")
        if changed is None or not set(changed) <= BOOKKEEPING:
            import_string(f"{INDEXING}.reindex_with_source")(self)

    def marked_words(self) -> str:
        """Return the marked words it is found by."""
        return import_string(f"{INDEXING}.marked_words")(self)
