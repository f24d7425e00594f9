"""What the templates of lists show: the list, the facets, and where each leads."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.core.paginator import Page
from django.http import HttpRequest
from django.utils.functional import Promise
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from portal.core.models.base import SOURCE_LANGUAGE
from portal.core.navigation import page_of_kind
from portal.core.typography import quoted
from search.advice import (
    Link,
    Suggestion,
    criteria_to_drop,
    notes_on,
    texts_meant,
)
from search.elsewhere import Elsewhere, found_elsewhere
from search.engine import run
from search.faceted import FacetedList
from search.forms import ALL_FACETS, RELEVANCE, Selection, parse
from search.hits import shown_with_hits
from search.lists import AMBASSADORS, DAYS, LISTS, PRACTICES, STRUCTURES
from search.panel import ShownFacet, is_open, shown_facets
from search.values import facet_values


@dataclass(frozen=True)
class Chip:
    """A criterion in use, and the address without it."""

    label: str | Promise
    value_label: str
    remove_url: str


@dataclass(frozen=True)
class Sort:
    """An order the list can take."""

    value: str
    label: str | Promise
    url: str
    selected: bool


@dataclass(frozen=True)
class CatalogueResults:
    """All that the templates of a list read."""

    listing: FacetedList
    count: int
    count_label: str
    show_label: str
    # What the list's own template shows: cards of practices, groups of structures…
    shown: list[Any]
    page_obj: Page
    previous_url: str
    next_url: str
    query: str
    hidden: list[tuple[str, str]]
    chips: list[Chip]
    clear_url: str
    facets: list[ShownFacet]
    sorts: list[Sort]
    suggestions: list[Suggestion]
    active_count: int
    # True where every facet stands in place of the list.
    shows_all_facets: bool
    # The page with every facet; empty when the panel shows them all already.
    all_facets_url: str
    list_url: str
    # What the text was taken for, where it had to be.
    notes: list[str]
    # Who is called by the text, with where they spoke.
    people: list[Any]
    # False where what the list shows are just the days of one person.
    says_days: bool
    # Texts that may have been meant, when nothing answers.
    others_meant: list[Link]
    # What other lists hold of the same text.
    elsewhere: list[Elsewhere]

    @property
    def can_refine(self) -> bool:
        """True when the panel has anything to choose."""
        return any(facet.values or not facet.is_open for facet in self.facets)


def catalogue_context(page: Any, request: HttpRequest) -> dict[str, CatalogueResults]:
    """Return what the catalogue ``page`` shows for ``request``."""
    return list_context(page, request, PRACTICES)


def structures_context(page: Any, request: HttpRequest) -> dict[str, CatalogueResults]:
    """Return what the list of structures ``page`` shows for ``request``."""
    return list_context(page, request, STRUCTURES)


def ambassadors_context(page: Any, request: HttpRequest) -> dict[str, CatalogueResults]:
    """Return what the directory ``page`` shows for ``request``."""
    return list_context(page, request, AMBASSADORS)


def days_context(page: Any, request: HttpRequest) -> dict[str, CatalogueResults]:
    """Return what the list of days ``page`` shows for ``request``."""
    return list_context(page, request, DAYS)


def list_context(
    page: Any, request: HttpRequest, listing: FacetedList
) -> dict[str, CatalogueResults]:
    """Return what ``page``, the index page of ``listing``, shows for ``request``."""
    language = get_language() or SOURCE_LANGUAGE
    paths = {listing.name: page.get_url(request) or request.path}
    if request.GET.get("q"):
        for other in LISTS:
            if other is listing or not other.has_page:
                continue
            index_page = page_of_kind(request, other.name)
            if index_page:
                paths[other.name] = index_page.get_url(request) or ""
    return {"results": catalogue_results(request.GET, language, paths, listing)}


def catalogue_results(
    query: Any,
    language: str,
    paths: Mapping[str, str],
    listing: FacetedList = PRACTICES,
) -> CatalogueResults:
    """Return what the query string ``query`` gives.

    ``paths`` says where each list is, by name: ``listing`` at least.
    """
    path = paths[listing.name]
    selection = parse(query, language, listing)
    facets = listing.facets
    opened = [facet for facet in facets if is_open(facet, selection)]
    # No index holds the names of those who agree to be named: they are asked each time.
    people = listing.people(selection.words, language) if selection.words else []
    named = {key for person in people for key in person.keys}
    results = run(selection, language, opened, named)
    is_list = not selection.shows_all_facets
    number, pages = results.page.number, results.page.paginator.num_pages
    values = facet_values(opened, selection, results, language)
    # A list that holds nothing of a text says who does.
    looks_elsewhere = (
        (listing.looks_elsewhere or not results.count) and is_list and number == 1
    )
    only_named = bool(results.pks) and named.issuperset(results.pks)
    return CatalogueResults(
        listing=listing,
        count=results.count,
        count_label=listing.wording.count(results.count),
        show_label=listing.wording.show(results.count),
        shown=(
            shown_with_hits(selection, results, language)
            if is_list and results.pks
            else []
        ),
        page_obj=results.page,
        previous_url=selection.url(path, page=number - 1) if number > 1 else "",
        next_url=selection.url(path, page=number + 1) if number < pages else "",
        query=selection.q,
        hidden=[pair for pair in selection.parameters() if pair[0] != "q"],
        chips=_chips(selection, path),
        clear_url=Selection(listing, opened=selection.opened).url(path),
        facets=shown_facets(selection, facets, values, path),
        sorts=_sorts(
            selection, path, is_by_score=bool(selection.words) and not only_named
        )
        if results.count > 1
        else [],
        suggestions=(
            []
            if results.count
            else criteria_to_drop(selection, results, language, path)
        ),
        active_count=sum(len(selection.values(facet.name)) for facet in facets),
        shows_all_facets=selection.shows_all_facets,
        all_facets_url=(
            selection.with_opened(ALL_FACETS).url(path)
            if len(opened) < len(facets)
            else ""
        ),
        list_url=selection.with_closed(ALL_FACETS).url(path),
        notes=notes_on(selection, results),
        people=people if is_list and number == 1 else [],
        says_days=not (only_named and len(people) == 1),
        others_meant=(
            []
            if results.count or people
            else texts_meant(selection, results, language, path)
        ),
        elsewhere=(
            found_elsewhere(selection, results.query, language, paths)
            if looks_elsewhere
            else []
        ),
    )


def _chips(selection: Selection, path: str) -> list[Chip]:
    chips = []
    if selection.q:
        url = selection.without_text().url(path)
        chips.append(Chip(_("Texte"), quoted(selection.q), url))
    for facet in selection.listing.facets:
        for option in selection.chosen.get(facet.name, ()):
            url = selection.toggled(facet.name, option).url(path)
            chips.append(Chip(facet.label, option.label, url))
    return chips


def _sorts(selection: Selection, path: str, *, is_by_score: bool) -> list[Sort]:
    labels = {order.value: order.label for order in selection.listing.orders}
    if is_by_score:
        labels = {RELEVANCE: gettext_lazy("pertinence"), **labels}
    default = next(iter(labels))
    return [
        Sort(
            sort,
            label,
            selection.with_sort("" if sort == default else sort).url(path),
            sort == selection.sort,
        )
        for sort, label in labels.items()
    ]
