"""Where the text was found in each page of a list, with a few words around it."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any

from portal.core.models.base import SOURCE_LANGUAGE
from portal.core.words import Kind
from portal.language.extracts import Part, extract
from portal.language.stemmed import stemmed
from search.engines.contract import Results
from search.forms import Selection
from search.models import IndexedText
from search.query import TextQuery
from search.texts import FACTS, LEAD, STORY, TITLE, label_of_place

# A sentence of the story tells more than the name of a theme, which finds as well.
MOST_TELLING = {LEAD: 0, STORY: 1, FACTS: 2}


@dataclass(frozen=True)
class Hit:
    """A few words of a page around what was looked for."""

    # « Résultats », « Sous-actions »… Empty for the lead, which the card shows anyway.
    place: str
    parts: tuple[Part, ...]
    lang: str


def shown_with_hits(selection: Selection, results: Results, language: str) -> list[Any]:
    """Return what the list of ``selection`` shows, with where its text was found."""
    listing = selection.listing
    shown = listing.show(results.pks, language)
    if not listing.tells_hits:
        return shown
    # A translation that ended since it was indexed is quoted no more.
    languages = {card.pk: card.lang for card in shown}
    hits = hits_of(listing.models[0], languages, results.query)
    return [replace(card, hit=hits.get(card.pk)) for card in shown]


def hits_of(
    model: Kind, languages: Mapping[int, str], query: TextQuery
) -> dict[int, Hit]:
    """Return where ``query`` was found in each of the French pages ``languages``.

    One query. ``languages`` says in which each is shown. The text that holds most of the
    query, then the one that tells most; in that language if it holds any, else in
    French. A page found by its title alone has none: its title says it.
    """
    if not query.concepts or not languages:
        return {}
    texts: dict[int, list[IndexedText]] = defaultdict(list)
    rows = IndexedText.objects.filter(page_id__in=list(languages)).exclude(weight=TITLE)
    for row in sorted(rows, key=lambda row: (MOST_TELLING[row.weight], row.pk)):
        texts[row.page_id].append(row)
    shown = {*languages.values(), SOURCE_LANGUAGE}
    stems = {each: query.stems(each) for each in shown}
    found: dict[int, Hit] = {}
    for pk, those in texts.items():
        for each in dict.fromkeys([languages[pk], SOURCE_LANGUAGE]):
            best = _best([row for row in those if row.language == each], stems[each])
            if best:
                found[pk] = Hit(
                    place=""
                    if best.weight == LEAD
                    else label_of_place(model, best.place),
                    parts=_parts(_line(best, stems[each]), stems[each], each),
                    lang=each,
                )
                break
    return found


def _best(rows: list[IndexedText], stems: frozenset[str]) -> IndexedText | None:
    """Return the first of ``rows`` that holds most of ``stems``; None without any."""
    best, most = None, 0
    for row in rows:
        number = len(stems & _stems_in(row.text, row.language))
        if number > most:
            best, most = row, number
    return best


def _line(row: IndexedText, stems: frozenset[str]) -> str:
    """Return the line of ``row`` that holds most: each is a text of its own."""
    lines = row.text.split("\n")
    return max(lines, key=lambda line: len(stems & _stems_in(line, row.language)))


def _parts(text: str, stems: frozenset[str], language: str) -> tuple[Part, ...]:
    """Return an extract of ``text`` where each word stands out once: a list is long."""
    told: set[str] = set()
    parts: list[Part] = []
    for part in extract(text, stems, language):
        is_hit = part.is_hit and not told & _stems_in(part.text, language)
        told |= _stems_in(part.text, language) if is_hit else set()
        if parts and not is_hit and not parts[-1].is_hit:
            parts[-1] = Part(parts[-1].text + part.text, is_hit=False)
        else:
            parts.append(Part(part.text, is_hit))
    return tuple(parts)


# The texts of pages that are often found come back.
@lru_cache(maxsize=2_000)
def _stems_in(text: str, language: str) -> frozenset[str]:
    return frozenset(
        each for word in stemmed(text, language) for each in word.all_stems
    )
