"""The query string, parsed once: what it asks for, without what makes no sense."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from urllib.parse import urlencode

from django.http import QueryDict

from portal.core.text import words_of
from search.faceted import FacetedList
from search.lists import PRACTICES
from search.options import Option, find_all

RELEVANCE = "pertinence"
MAX_QUERY = 200
# Nobody ticks that many; a list this long is no reader's.
MAX_VALUES = 200
PAGE = re.compile(r"[0-9]{1,9}")
CONTROL = re.compile(r"[\x00-\x1f\x7f]")
ALL_VALUES = "-tout"
# Opened, it shows every facet in place of the list.
ALL_FACETS = "tout"


@dataclass(frozen=True)
class Selection:
    """What a reader asked of a list: a text, values of facets, an order, a page."""

    listing: FacetedList = PRACTICES
    q: str = ""
    chosen: Mapping[str, tuple[Option, ...]] = field(default_factory=dict)
    asked_sort: str = ""
    page: int = 1
    opened: tuple[str, ...] = ()

    @property
    def words(self) -> tuple[str, ...]:
        """The folded words to find; empty when nothing in the text can be found."""
        return tuple(dict.fromkeys(words_of(self.q)))

    @property
    def sort(self) -> str:
        """The order of the list: relevance means nothing without a text."""
        if self.asked_sort and (self.words or self.asked_sort != RELEVANCE):
            return self.asked_sort
        return RELEVANCE if self.words else self.listing.orders[0].value

    @property
    def shows_all_facets(self) -> bool:
        """True when every facet is asked for, in place of the list."""
        return ALL_FACETS in self.opened

    def values(self, name: str) -> tuple[str, ...]:
        """Return the values chosen in the facet ``name``."""
        return tuple(option.value for option in self.chosen.get(name, ()))

    def toggled(self, name: str, option: Option) -> "Selection":
        """Return the selection with ``option`` added, or removed if it was there."""
        present = self.chosen.get(name, ())
        kept = tuple(each for each in present if each.value != option.value)
        if len(kept) == len(present):
            kept = (*present, option)
        return self.with_facet(name, kept)

    def with_facet(self, name: str, options: tuple[Option, ...]) -> "Selection":
        """Return the selection with ``options`` as the only ones of ``name``."""
        return replace(self, chosen={**self.chosen, name: options}, page=1)

    def without_text(self) -> "Selection":
        """Return the selection without its text."""
        return self.with_text("")

    def with_text(self, text: str) -> "Selection":
        """Return the selection with ``text`` in place of its own."""
        return replace(self, q=text, page=1)

    def with_sort(self, sort: str) -> "Selection":
        """Return the selection in the order ``sort``; empty for the usual one."""
        return replace(self, asked_sort=sort, page=1)

    def with_opened(self, *keys: str) -> "Selection":
        """Return the selection with the facets ``keys`` opened too."""
        added = [key for key in keys if key not in self.opened]
        return replace(self, opened=(*self.opened, *added))

    def with_closed(self, *keys: str) -> "Selection":
        """Return the selection with the facets ``keys`` no longer opened."""
        kept = tuple(key for key in self.opened if key not in keys)
        return replace(self, opened=kept)

    def parameters(self, *, with_page: bool = False) -> list[tuple[str, str]]:
        """Return the parameters that ask for this, in one order, none useless."""
        pairs = [("q", self.q)] if self.q else []
        for facet in self.listing.facets:
            pairs += [(facet.name, value) for value in self.values(facet.name)]
        if self.asked_sort:
            pairs.append(("tri", self.asked_sort))
        pairs += [("ouvert", key) for key in self.opened]
        if with_page and self.page > 1:
            pairs.append(("page", str(self.page)))
        return pairs

    def url(self, path: str, *, page: int = 1) -> str:
        """Return the address under ``path`` that asks for this, at ``page``."""
        query = urlencode(replace(self, page=page).parameters(with_page=True))
        return f"{path}?{query}" if query else path


def parse(
    query: QueryDict, language: str, listing: FacetedList = PRACTICES
) -> Selection:
    """Return what ``query`` asks of ``listing``; unknown values count as absent."""
    sort = query.get("tri", "")
    asked = {
        facet.name: (facet.options, values)
        for facet in listing.facets
        if (values := query.getlist(facet.name)[:MAX_VALUES])
    }
    return Selection(
        listing=listing,
        q=clean_text(query.get("q", "")),
        chosen={
            name: tuple(options) for name, options in find_all(asked, language).items()
        },
        asked_sort=sort if sort in sorts(listing) else "",
        page=_page(query.get("page", "")),
        opened=tuple(_opened(query.getlist("ouvert"), listing)),
    )


def clean_text(text: str) -> str:
    """Return what is read of a typed text: not all of it, no control characters."""
    return CONTROL.sub(" ", text[:MAX_QUERY].replace("\0", "")).strip()


def sorts(listing: FacetedList) -> list[str]:
    """Return the orders that ``listing`` can be asked for; relevance wants a text."""
    values = [order.value for order in listing.orders]
    return [RELEVANCE, *values]


def _page(text: str) -> int:
    return max(int(text), 1) if PAGE.fullmatch(text) else 1


def _opened(keys: Iterable[str], listing: FacetedList) -> list[str]:
    known = [
        key
        for key in keys
        if key == ALL_FACETS or key.removesuffix(ALL_VALUES) in listing.by_name
    ]
    return list(dict.fromkeys(known))
