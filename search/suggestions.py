"""What to propose to someone who is typing: pages of lists, themes, places."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from django.db.models import Exists, OuterRef
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from portal.core.text import words_of
from practices.listing import active_territories
from practices.models import PracticePage, Theme
from search.elsewhere import entries_of
from search.engine import first_of_each
from search.faceted import FacetedList
from search.forms import Selection, clean_text
from search.lists import PRACTICES, STRUCTURES
from search.query import read
from search.texts import TITLE

SHORTEST = 3
OF_EACH_LIST = 3
OF_TERMS = 2


@dataclass(frozen=True)
class Proposal:
    """A page that may be the one looked for."""

    label: str
    kind: str | Promise
    url: str
    lang: str


def proposals(
    text: str, language: str, listing: FacetedList = PRACTICES
) -> list[Proposal]:
    """Return the pages whose name holds ``text``, its last word perhaps unfinished.

    Those of ``listing``, where it is typed, come first; the catalogue has themes before.
    Accents and case do not count. Five queries whatever there is; none below three
    letters.
    """
    text = clean_text(text)
    words = words_of(text)
    if len("".join(words)) < SHORTEST:
        return []
    found = list(_pages(text, language, listing))
    own = sum(each.kind == listing.wording.one for each in found)
    first = 0 if listing is PRACTICES else own
    return [
        *found[:first],
        *_themes(words, language),
        *found[first:],
        *_places(words),
    ]


def _pages(text: str, language: str, own: FacetedList) -> Iterator[Proposal]:
    before, _space, last = text.rpartition(" ")
    if before and len("".join(words_of(last))) < SHORTEST:
        # Two letters begin too many words to tell: those before are kept meanwhile.
        text = before
    query = read(text, language, is_unfinished=True)
    named = replace(query, lowest=TITLE, least=len(query.concepts))
    listings = dict.fromkeys([own, PRACTICES, STRUCTURES])
    selections = [Selection(listing, q=text) for listing in listings]
    firsts = first_of_each(selections, named, language, OF_EACH_LIST)
    keys = {pk: listing for listing in listings for pk in firsts[listing].pks}
    entries = entries_of(keys, language)
    for pk, listing in keys.items():
        if pk in entries:
            entry = entries[pk]
            yield Proposal(entry.title, listing.wording.one, entry.url, entry.lang)


def _themes(words: list[str], language: str) -> Iterator[Proposal]:
    # The first practice is enough: a join would read all of each.
    practices = PracticePage.objects.published()
    themes = Theme.objects.with_label(language).filter(
        Exists(practices.filter(themes=OuterRef("pk")))
    )
    found = [theme for theme in themes if _begins(theme.label, words)]
    for theme in found[:OF_TERMS]:
        yield Proposal(theme.label, _("thème"), theme.get_absolute_url(), language)


def _places(words: list[str]) -> Iterator[Proposal]:
    found = [place for place in active_territories() if _begins(place.name, words)]
    for place in found[:OF_TERMS]:
        yield Proposal(place.name, _("territoire"), place.get_absolute_url(), "fr")


def _begins(name: str, words: list[str]) -> bool:
    """True if each of ``words`` begins a word of ``name``."""
    held = words_of(name)
    return all(any(each.startswith(word) for each in held) for word in words)
