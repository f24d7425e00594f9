"""The library's backend for Elasticsearch, with what lists need in its index.

See https://docs.wagtail.org/en/stable/topics/search/backends.html: what is written here
is what differs. `manage.py update_index --backend elasticsearch` fills it too.
"""

import re
import time
from collections.abc import Iterable
from copy import deepcopy
from typing import Any

from django.utils.crypto import get_random_string

from wagtail.models import Page
from wagtail.search.backends.elasticsearch9 import (
    Elasticsearch9AutocompleteQueryCompiler,
    Elasticsearch9Index,
    Elasticsearch9Mapping,
    Elasticsearch9SearchBackend,
    Elasticsearch9SearchQueryCompiler,
)

from elasticsearch import NotFoundError

from portal.core.words import Kind
from search.changes import Position, changes_since
from search.engines.elasticsearch.documents import documents
from search.engines.elasticsearch.fields import MARKED_WORDS, WORDS, own_properties
from search.engines.elasticsearch.position import write_position
from search.engines.elasticsearch.writing import actions, own_alias, write

# A page of results that ends past it is answered by the database.
WINDOW = 50_000
INDEX_SETTINGS = {
    # Counts are exact with one; it holds a hundred thousand pages with ease.
    "number_of_shards": 1,
    "auto_expand_replicas": "0-2",
    "max_result_window": WINDOW,
}
# What a rebuild left behind when it was interrupted.
STRAY_AFTER = 3600


class Mapping(Elasticsearch9Mapping):
    """The library's fields, the marked words as they are, and those of lists."""

    def get_field_column_name(self, field: Any) -> str:
        """Return the name of a field in the index."""
        if field.field_name == "marked_words":
            return WORDS
        return super().get_field_column_name(field)

    def get_field_mapping(self, field: Any) -> tuple[str, dict]:
        """Return the name of a field, and how it is kept."""
        if field.field_name == "marked_words":
            return WORDS, dict(MARKED_WORDS)
        return super().get_field_mapping(field)

    def get_mapping(self) -> dict:
        """Return how all fields of a kind of page are kept."""
        mapping = super().get_mapping()
        mapping["properties"].update(own_properties())
        return mapping


class Index(Elasticsearch9Index):
    """The index of pages; nothing is kept of anything else."""

    # As of when what is written was read.
    position = Position()

    @property
    def is_left_out(self) -> bool:
        """True for the index of what lists do not hold."""
        return not self.name

    def put(self) -> None:
        """Create it, with an alias of its own: see writing.py."""
        made = deepcopy(self.backend.settings["settings"])
        made["index"] = {**made["index"], **INDEX_SETTINGS}
        self.es.indices.create(
            index=self.name,
            settings=made,
            mappings={"dynamic": False, "properties": own_properties()},
            aliases={own_alias(self.name): {}},
        )

    def add_model(self, model: Kind) -> None:
        """Declare the fields of a kind of page."""
        if not self.is_left_out:
            super().add_model(model)

    def add_item(self, item: Any) -> None:
        """Write one page."""
        self.add_items(type(item), [item])

    def add_items(self, model: Kind, items: Iterable[Any]) -> None:
        """Write the pages that lists show among ``items``."""
        if not self.is_left_out:
            found = documents(self.mapping_class, model, items)
            write(self.es, self.name, actions(found, (), self.position))

    def delete_item(self, item: Any) -> None:
        """Take a page out."""
        if not self.is_left_out:
            super().delete_item(item)


class Rebuilder:
    """Fills another index, then has the alias lead to it: readers see no gap."""

    def __init__(self, index: Index) -> None:
        self.alias = index
        self.index = index
        if not index.is_left_out:
            suffix = get_random_string(7, "abcdefghijklmnopqrstuvwxyz0123456789")
            self.index = type(index)(index.backend, f"{index.name}_{suffix}")

    def start(self) -> Index:
        """Create the new index."""
        if not self.index.is_left_out:
            self._delete_strays()
            # Before anything is read: what changes meanwhile is written again.
            self.index.position = changes_since(None).position
            self.index.put()
        return self.index

    def finish(self) -> None:
        """Put it in the place of the old one, which is deleted."""
        if self.index.is_left_out:
            return
        es, name = self.index.es, self.index.name
        write_position(es, name, self.index.position)
        self.index.refresh()
        # On several nodes, none alone should hold it; it serves all the same.
        es.cluster.health(
            index=name,
            wait_for_status="green",
            timeout="5s",
            wait_for_no_initializing_shards=True,
        )
        switch: list[dict] = [{"add": {"index": name, "alias": self.alias.name}}]
        old = []
        if self.alias.is_alias():
            old = [each.name for each in self.alias.aliased_indices()]
            switch += [
                {"remove": {"index": each, "alias": self.alias.name}} for each in old
            ]
        elif es.indices.exists(index=self.alias.name):
            # Of the time before aliases: its name is needed.
            switch.insert(0, {"remove_index": {"index": self.alias.name}})
        es.indices.update_aliases(actions=switch)
        for each in old:
            type(self.index)(self.index.backend, each).delete()

    def abandon(self) -> None:
        """Delete what was begun."""
        if not self.index.is_left_out:
            self.index.delete()

    def _delete_strays(self) -> None:
        es, alias = self.index.es, self.alias.name
        oldest = time.time() - STRAY_AFTER
        try:
            found = es.indices.get(index=f"{alias}_*")
        except NotFoundError:
            return
        for name, said in found.items():
            made = int(said["settings"]["index"]["creation_date"]) / 1000
            is_ours = re.fullmatch(f"{re.escape(alias)}_[a-z0-9]{{7}}", name)
            if is_ours and alias not in said["aliases"] and made < oldest:
                type(self.index)(self.index.backend, name).delete()


class QueryCompiler(Elasticsearch9SearchQueryCompiler):
    """The library's own, with our mapping."""

    mapping_class = Mapping


class AutocompleteQueryCompiler(Elasticsearch9AutocompleteQueryCompiler):
    """The library's own, with our mapping."""

    mapping_class = Mapping


class SearchBackend(Elasticsearch9SearchBackend):
    """See the module."""

    mapping_class = Mapping
    index_class = Index
    query_compiler_class = QueryCompiler
    autocomplete_query_compiler_class = AutocompleteQueryCompiler
    basic_rebuilder_class = atomic_rebuilder_class = Rebuilder
    # Who indexes looks at what failed (sync.py).
    catch_indexing_errors = False

    def get_index_for_model(self, model: type) -> Index:
        """Return the index of pages; one without a name, which keeps nothing, else."""
        if issubclass(model, Page):
            return super().get_index_for_model(Page)
        return self.index_class(self, "")
