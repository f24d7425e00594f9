"""The fields of the index that lists are answered from, beside the library's own."""

import hashlib
import json
from functools import cache
from typing import Any

from django.conf import settings

from portal.core.words import Kind
from search.facet import Facet
from search.faceted import PAGE, FacetedList, Key, Order
from search.lists import LISTS

LISTS_OF = "lists"
WORDS = "words"
ENDS = "ends"
DIGEST = "digest"
# Of the one document that is no page: see position.py.
POSITION = "position"
DAY = "day"

KEYWORD = {"type": "keyword"}
NUMBER = {"type": "double"}
MARKED_WORDS = {
    "type": "text",
    "analyzer": "whitespace",
    "norms": False,
    "index_options": "docs",
}


def served() -> list[FacetedList]:
    """Return the lists that the index holds; time alone changes the others."""
    return [listing for listing in LISTS if not listing.follows_dates]


def served_kinds() -> list[Kind]:
    """Return the kinds of pages that the index holds."""
    return list(dict.fromkeys(kind for each in served() for kind in each.models))


def languages() -> list[str]:
    """Return the languages in which lists are put in order."""
    return [code for code, _name in settings.LANGUAGES]


def facet_field(listing: FacetedList, facet: Facet) -> str:
    """Return the field of the values of ``facet``."""
    return f"facet_{listing.name}_{facet.name}"


def order_field(listing: FacetedList, order: Order, key: Key, language: str) -> str:
    """Return the field that ``key`` goes by in ``language``."""
    if key.column == PAGE:
        return PAGE
    return f"order_{listing.name}_{order.value}_{key.column}_{language}"


def order_type(key: Key) -> dict[str, str]:
    """Return how what ``key`` goes by is kept: moments are numbers too."""
    return KEYWORD if key.is_text else NUMBER


@cache
def own_properties() -> dict[str, dict[str, Any]]:
    """Return the mapping of all fields of ours."""
    found: dict[str, dict[str, Any]] = {
        PAGE: {"type": "long"},
        LISTS_OF: KEYWORD,
        WORDS: MARKED_WORDS,
        ENDS: {"type": "long"},
        DIGEST: {"type": "keyword", "index": False, "doc_values": False},
        POSITION: KEYWORD,
        DAY: {"type": "keyword", "index": False, "doc_values": False},
    }
    for listing in served():
        for facet in listing.facets:
            found[facet_field(listing, facet)] = KEYWORD
        for order in listing.orders:
            for key in order.keys:
                for language in languages():
                    field = order_field(listing, order, key, language)
                    found.setdefault(field, order_type(key))
    return found


@cache
def schema() -> str:
    """Return a name for the fields of ours: an index with others is of no use."""
    text = json.dumps(own_properties(), sort_keys=True)
    return hashlib.sha256(text.encode()).hexdigest()[:12]
