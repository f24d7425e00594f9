"""What the index holds of pages: worked out for many at once."""

import hashlib
import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import Any

from portal.core.words import Kind
from search.engines.elasticsearch.fields import (
    DIGEST,
    ENDS,
    LISTS_OF,
    facet_field,
    languages,
    order_field,
    own_properties,
    served,
    served_kinds,
)
from search.engines.entries import words_in_index
from search.faceted import PAGE, FacetedList

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
# Pages read, and written, at once.
AT_ONCE = 500
Document = dict[str, Any]


def documents(mapping_class: Any, model: Kind, pages: Iterable[Any]) -> dict:
    """Return the document of each of ``pages``, all of the kind ``model``, by key.

    What no list shows has none. Some forty queries at most, whatever their number.
    """
    by_key = {page.pk: page for page in pages}
    if model not in served_kinds():
        return {}
    own = _own_fields(model, list(by_key))
    words = words_in_index(model, list(own))
    mapping = mapping_class(model)
    found = {}
    for key, fields in own.items():
        page = by_key[key]
        # Found before the method of that name, which would ask page by page.
        page.__dict__["marked_words"] = words.get(key, "")
        document = {**mapping.get_document(page), **fields}
        del page.__dict__["marked_words"]
        document[DIGEST] = digest(document)
        found[key] = document
    return found


def documents_of_keys(mapping_class: Any, keys: Iterable[int]) -> dict[int, Document]:
    """Return the document of each of the pages ``keys`` that a list shows."""
    wanted = list(keys)
    found: dict[int, Document] = {}
    for model in served_kinds():
        pages = model.get_indexed_objects().filter(pk__in=wanted)
        found |= documents(mapping_class, model, pages.select_related("locale"))
    return found


def shown_keys() -> list[list[int]]:
    """Return the keys of all pages that the index should hold, in batches."""
    keys: set[int] = set()
    for listing in served():
        keys.update(listing.pages().order_by().values_list("pk", flat=True))
    every = sorted(keys)
    return [every[start : start + AT_ONCE] for start in range(0, len(every), AT_ONCE)]


def digest(document: Document) -> str:
    """Return what tells ``document`` from what the page was before."""
    text = json.dumps(said_to_lists(document), sort_keys=True)
    return hashlib.sha256(text.encode()).hexdigest()[:32]


def said_to_lists(document: Document) -> Document:
    """Return what lists are answered from; the rest follows no change by itself."""
    names = own_properties()
    return {
        name: value
        for name, value in document.items()
        if name in names and name != DIGEST
    }


def moment(value: datetime) -> int:
    """Return ``value`` as a whole number of microseconds."""
    return (value - EPOCH) // timedelta(microseconds=1)


def _own_fields(model: Kind, keys: Sequence[int]) -> dict[int, Document]:
    found: dict[int, Document] = {}
    for listing in served():
        if model not in listing.models:
            continue
        shown = dict(_shown(listing, keys))
        for facet in listing.facets:
            values: dict[int, set[str]] = defaultdict(set)
            for pairs in facet.pairs():
                for key, value in pairs.filter(pk__in=list(shown)):
                    if value is not None:
                        values[key].add(str(value))
            name = facet_field(listing, facet)
            for key, those in values.items():
                shown[key][name] = sorted(those)
        for key, fields in shown.items():
            names = found.get(key, {}).get(LISTS_OF, [])
            found[key] = {
                **found.get(key, {}),
                **fields,
                LISTS_OF: [*names, listing.name],
            }
    return found


def _shown(listing: FacetedList, keys: Sequence[int]) -> Iterator[tuple[int, Document]]:
    """Return what puts each of the pages ``keys`` of the list in order; one query."""
    names: list[str] = []
    columns: dict[str, Any] = {}
    for order in listing.orders:
        for language in languages():
            computed = order.columns(language)
            for key in order.keys:
                name = order_field(listing, order, key, language)
                if name != PAGE and name not in names:
                    columns[f"order_{len(names)}"] = computed[key.column]
                    names.append(name)
    pages = listing.pages().order_by().filter(pk__in=keys).annotate(**columns)
    for pk, end, *values in pages.values_list("pk", "expire_at", *columns):
        fields = {
            name: _sortable(value)
            for name, value in zip(names, values, strict=True)
            if value is not None
        }
        if end is not None:
            fields[ENDS] = moment(end)
        yield pk, {PAGE: pk, **fields}


def _sortable(value: Any) -> str | int | float:
    if isinstance(value, datetime):
        return moment(value)
    if isinstance(value, date):
        return value.toordinal()
    return float(value) if isinstance(value, Decimal) else value
