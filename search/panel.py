"""The panel of a list: its facets, their values with their numbers, where each leads."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.utils.functional import Promise

from search.facet import Facet
from search.forms import ALL_VALUES, Selection
from search.values import CountedValue

SHOWN = 6
# Where all facets stand together, each has less room.
SHOWN_AMONG_ALL = 3


@dataclass(frozen=True)
class LinkedValue:
    """A value of a facet, and the address with it added or removed."""

    value: str
    label: str
    count: int
    selected: bool
    depth: int
    url: str


@dataclass(frozen=True)
class ShownFacet:
    """A facet as it stands on the page; a closed one holds no value."""

    name: str
    label: str | Promise
    is_open: bool
    open_url: str
    close_url: str
    values: Sequence[LinkedValue]
    more_open: bool
    more_url: str


def is_open(facet: Facet, selection: Selection) -> bool:
    """True when the panel shows the values of ``facet``."""
    return bool(
        facet.is_always_open
        or selection.shows_all_facets
        or selection.values(facet.name)
        or facet.name in selection.opened
        or facet.name + ALL_VALUES in selection.opened
    )


def shown_facets(
    selection: Selection,
    facets: Sequence[Facet],
    values: Mapping[str, list[CountedValue]],
    path: str,
) -> list[ShownFacet]:
    """Return ``facets`` as the panel shows them: closed where ``values`` has none.

    A secondary one that is closed is not shown at all.
    """
    return [
        _shown(facet, selection, values.get(facet.name), path)
        for facet in facets
        if facet.name in values or not facet.is_secondary
    ]


def _shown(
    facet: Facet, selection: Selection, values: list[CountedValue] | None, path: str
) -> ShownFacet:
    name, all_values = facet.name, facet.name + ALL_VALUES
    if values is None:
        url = selection.with_opened(name).url(path)
        return ShownFacet(name, facet.label, False, url, "", (), False, "")
    # A value that is in use is never behind « voir plus ».
    room = SHOWN
    if selection.shows_all_facets:
        # A link to one more value would take as much room as that value.
        is_one_more = len(values) == SHOWN_AMONG_ALL + 1
        room = SHOWN_AMONG_ALL + is_one_more
    head = [value for rank, value in enumerate(values) if rank < room or value.selected]
    is_full = all_values in selection.opened
    is_pinned = (
        facet.is_always_open or selection.shows_all_facets or selection.values(name)
    )
    more = selection.with_closed if is_full else selection.with_opened
    return ShownFacet(
        name,
        facet.label,
        True,
        "",
        "" if is_pinned else selection.with_closed(name, all_values).url(path),
        [
            _linked(facet, value, selection, path)
            for value in (values if is_full else head)
        ],
        is_full,
        more(all_values).url(path) if len(head) < len(values) else "",
    )


def _linked(
    facet: Facet, value: CountedValue, selection: Selection, path: str
) -> LinkedValue:
    return LinkedValue(
        value.value,
        value.label,
        value.count,
        value.selected,
        value.depth,
        selection.toggled(facet.name, value.option).url(path),
    )
