"""What other lists hold of the same text: a few of each, and how many there are."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from uuid import UUID

from django.db.models import F

from wagtail.models import Page

from portal.core.models.base import SOURCE_LANGUAGE, published_q
from search.engine import first_of_each
from search.faceted import FacetedList
from search.forms import Selection
from search.lists import LISTS
from search.query import TextQuery

SHOWN = 3


@dataclass(frozen=True)
class Entry:
    """A page found elsewhere."""

    title: str
    url: str
    lang: str
    # What tells it, in few words: a date, a commune…
    clue: str


@dataclass(frozen=True)
class Elsewhere:
    """What one list holds of the text."""

    title: str
    entries: list[Entry]
    count: int
    count_label: str
    show_label: str
    # The list with the same text; empty when no page lists them.
    url: str
    # True where it is not the text itself: it was corrected, or no page holds it all.
    is_near: bool


def found_elsewhere(
    selection: Selection, query: TextQuery, language: str, paths: Mapping[str, str]
) -> list[Elsewhere]:
    """Return what the other lists hold of the text of ``selection``, the first of each.

    ``query`` is that text as it was read; ``paths`` says where each list is, by name;
    one whose page is missing is left out. Those that hold the text itself come first.
    Two queries whatever there is.
    """
    others = [
        Selection(listing=listing, q=selection.q)
        for listing in LISTS
        if listing is not selection.listing
        and (paths.get(listing.name) or not listing.has_page)
    ]
    if not query.concepts or not others:
        return []
    firsts = first_of_each(others, query, language, SHOWN)
    keys = {pk: other.listing for other in others for pk in firsts[other.listing].pks}
    entries = entries_of(keys, language)
    found = [
        Elsewhere(
            title=str(other.listing.wording.title),
            entries=[entries[pk] for pk in first.pks if pk in entries],
            count=first.count,
            count_label=other.listing.wording.count(first.count),
            show_label=other.listing.wording.show(first.count),
            url=other.url(paths[other.listing.name]) if other.listing.has_page else "",
            is_near=bool(query.corrections) or first.needed < len(query.concepts),
        )
        for other in others
        if (first := firsts[other.listing]).count
    ]
    return sorted(found, key=lambda each: each.is_near)


def entries_of(keys: Mapping[int, FacetedList], language: str) -> dict[int, Entry]:
    """Return the entry of each French page of ``keys``, of any kinds, in one query
    (two for another language than French).

    Words are those of the live translation in ``language``, else French ones; what
    tells the page is a fact of the French one.
    """
    if not keys:
        return {}
    columns = {
        f"{listing.name}_{name}": F(lookup)
        for listing in dict.fromkeys(keys.values())
        for name, lookup in listing.clue.columns.items()
    }
    pages = Page.objects.filter(published_q()).annotate(**columns)
    found = pages.filter(pk__in=keys).select_related("locale").in_bulk()
    words = _translations(found.values(), language)
    return {
        source.pk: _entry(
            source, words.get(source.translation_key, source), keys[source.pk]
        )
        for source in found.values()
    }


def _translations(sources: Iterable[Page], language: str) -> dict[UUID, Page]:
    """Return the live translation of each of ``sources``; none, unasked, in French.

    Asked by what they are translations of: a database that is asked for both at once
    reads all pages.
    """
    if language == SOURCE_LANGUAGE:
        return {}
    pages = Page.objects.filter(
        published_q(),
        translation_key__in=[source.translation_key for source in sources],
        alias_of=None,
        locale__language_code=language,
    )
    return {page.translation_key: page for page in pages.select_related("locale")}


def _entry(source: Page, words: Page, listing: FacetedList) -> Entry:
    held = {
        name: getattr(source, f"{listing.name}_{name}") for name in listing.clue.columns
    }
    return Entry(
        title=words.title,
        url=words.get_url() or "",
        lang=words.locale.language_code,
        clue=listing.clue.say(held),
    )
