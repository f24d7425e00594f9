"""What a process keeps of each list, as sets of pages: read once, then kept up to date.

A set of pages is a compressed bitmap of their keys: an intersection of two sets of a
hundred thousand takes some microseconds. See docs/adr/0013.
"""

from array import array
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from heapq import nsmallest
from threading import Lock
from typing import Any

from django.db import connection
from django.utils import timezone

from pyroaring import BitMap

from search.engines.sql import Sql, compiled, rows, union, with_tables
from search.facet import Facet
from search.faceted import PAGE, FacetedList, Key, Order

# Where fewer pages than one in so many are wanted, they are sorted; else the whole
# order is walked until there are enough.
SPARSE = 20


class Ranks:
    """The pages of a list in one of its orders, until it turns."""

    def __init__(self, pages: Iterable[int], until: datetime | None = None) -> None:
        self._until = until
        self._ordered = array("q", pages)
        self._rank_of: dict[int, int] = {}

    def is_over(self, now: datetime) -> bool:
        """True once time has changed the order."""
        return self._until is not None and self._until <= now

    def slice(self, wanted: BitMap, start: int, stop: int) -> list[int]:
        """Return the pages of ``wanted`` from ``start`` to ``stop``, in order."""
        if len(wanted) * SPARSE < len(self._ordered):
            ranks = self._ranks()
            known = [page for page in wanted if page in ranks]
            return nsmallest(stop, known, key=ranks.__getitem__)[start:]
        found: list[int] = []
        for page in self._ordered:
            if page in wanted:
                found.append(page)
                if len(found) == stop:
                    break
        return found[start:]

    def _ranks(self) -> dict[int, int]:
        if not self._rank_of:
            self._rank_of = {page: rank for rank, page in enumerate(self._ordered)}
        return self._rank_of


@dataclass
class HeldList:
    """The pages of a list, those of each value of its facets, and its orders."""

    listing: FacetedList
    shown: BitMap
    # The moments at which pages end, the nearest first.
    ends: list[tuple[datetime, int]]
    values: dict[str, dict[str, BitMap]] = field(default_factory=dict)
    orders: dict[tuple[str, str], Ranks] = field(default_factory=dict)
    # Two threads that read at once would each lose what the other had read.
    lock: Any = field(default_factory=Lock)

    @classmethod
    def read(cls, listing: FacetedList) -> "HeldList":
        """Read which pages the list shows now; one query."""
        shown, ends = _shown(listing, None)
        return cls(listing, shown, ends)

    def after(self, changed: BitMap) -> "HeldList":
        """Return what is kept once the pages ``changed`` have been read again."""
        shown, ends = _shown(self.listing, changed)
        held = self.values
        facets = [facet for facet in self.listing.facets if facet.name in held]
        now = _values(facets, shown, changed)
        values = {}
        for facet in facets:
            old, new = held[facet.name], now[facet.name]
            # Each set is replaced, never changed: others may be reading it.
            values[facet.name] = {
                value: pages
                for value in {*old, *new}
                if (
                    pages := (old.get(value, BitMap()) - changed)
                    | new.get(value, BitMap())
                )
            }
        kept = [end for end in self.ends if end[1] not in changed]
        return HeldList(
            self.listing, (self.shown - changed) | shown, sorted([*kept, *ends]), values
        )

    def ended(self, now: datetime) -> BitMap:
        """Return the pages whose time has come since they were read."""
        found = BitMap()
        for end, page in self.ends:
            if end > now:
                break
            found.add(page)
        return found

    def know(self, facets: Sequence[Facet]) -> None:
        """Read the values of those of ``facets`` that were not asked for; one query."""
        with self.lock:
            missing = [facet for facet in facets if facet.name not in self.values]
            if missing:
                self.values = {**self.values, **_values(missing, self.shown, None)}

    def having(self, facet: Facet, values: Iterable[str]) -> BitMap:
        """Return the pages that have one of ``values``."""
        held = self.values[facet.name]
        return BitMap.union(BitMap(), *(held.get(value, BitMap()) for value in values))

    def ranks(self, order: Order, language: str) -> Ranks:
        """Return the pages in ``order``; a query the first time, two if it turns."""
        key = (order.value, language)
        with self.lock:
            held = self.orders.get(key)
            if held is None or held.is_over(timezone.now()):
                # First when it will turn: a moment that passes meanwhile turns it again.
                turns = order.turns(language)
                turn = turns.next_after(timezone.now()) if turns else None
                held = Ranks(_in_order(self.listing, order, language), turn)
                self.orders = {**self.orders, key: held}
            return held


def _shown(
    listing: FacetedList, among: BitMap | None
) -> tuple[BitMap, list[tuple[datetime, int]]]:
    pages = listing.pages().order_by()
    if among is not None:
        pages = pages.filter(pk__in=list(among))
    shown, ends = BitMap(), []
    for pk, end in pages.values_list("pk", "expire_at"):
        shown.add(pk)
        if end:
            ends.append((end, pk))
    return shown, sorted(ends)


def _values(
    facets: Sequence[Facet], shown: BitMap, among: BitMap | None
) -> dict[str, dict[str, BitMap]]:
    """Return for each of ``facets`` the pages of ``shown`` that have each value."""
    ctes: list[Sql] = []
    parts: list[Sql] = []
    for rank, facet in enumerate(facets):
        for pairs in facet.pairs():
            if among is not None:
                pairs = pairs.filter(pk__in=list(among))
            sql, params = compiled(pairs)
            name = f"pairs_{len(parts)}"
            ctes.append((f"{name} (page, value) AS ({sql})", params))
            select = f"SELECT {rank}, page, CAST(value AS text) FROM {name}"  # noqa: S608
            parts.append((f"{select} WHERE value IS NOT NULL", []))
    found: list[dict[str, list[int]]] = [defaultdict(list) for _facet in facets]
    for rank, page, value in rows(with_tables(ctes, union(parts))):
        found[rank][value].append(page)
    return {
        facet.name: {
            value: pages
            for value, those in found[rank].items()
            if (pages := BitMap(those) & shown)
        }
        for rank, facet in enumerate(facets)
    }


def _in_order(listing: FacetedList, order: Order, language: str) -> Iterator[int]:
    columns = order.columns(language)
    pages = listing.pages().order_by()
    sql, params = compiled(
        pages.annotate(
            **{f"order_{name}": each for name, each in columns.items()}
        ).values_list("pk", *(f"order_{name}" for name in columns))
    )
    names = ", ".join([PAGE, *columns])
    order_by = ", ".join(map(_key, order.keys))
    table = (f"pages ({names}) AS ({sql})", params)
    select = f"SELECT page FROM pages ORDER BY {order_by}"  # noqa: S608 (ours)
    return (page for (page,) in rows(with_tables([table], (select, []))))


def _key(key: Key) -> str:
    collation = '"C"' if connection.vendor == "postgresql" else "BINARY"
    return (
        f"{key.column}{f' COLLATE {collation}' if key.is_text else ''}"
        f"{' DESC' if key.is_descending else ''} NULLS LAST"
    )
