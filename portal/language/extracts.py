"""A few words of a text around what was looked for, to show why it was found."""

import re
from collections.abc import Collection
from typing import NamedTuple

from portal.language.stemmed import SMALL, Stemmed, stemmed

LENGTH = 160
# A longer text is read that far; words come early or not at all.
MAX_TEXT = 50_000
MORE = "…"
SPACES = re.compile(r"[^\S\u00a0\u202f]+")


class Part(NamedTuple):
    """A piece of an extract, plain text; a hit is one of the words looked for."""

    text: str
    is_hit: bool


def extract(
    text: str, stems: Collection[str], language: str, length: int = LENGTH
) -> list[Part]:
    """Return about ``length`` characters of ``text`` where most of ``stems`` stand.

    Pieces in order, cut between words; empty when ``text`` holds none of ``stems``.

    >>> [tuple(part) for part in extract("Pour l’habitante.", {"habit"}, "fr")]
    [('Pour l’', False), ('habitante', True), ('.', False)]
    """
    # A no-break space keeps a sign beside its word.
    text = SPACES.sub(" ", text[:MAX_TEXT]).strip()
    words = stemmed(text, language)
    wanted = set(stems)
    hits = [place for each in words for place in _hits(each, wanted)]
    if not hits:
        return []
    first, last = _densest(hits, length)
    start, end = _widened(text, words, hits[first].start, hits[last].end, length)
    return _parts(text, start, end, [hit for hit in hits if start <= hit.start])


class _Hit(NamedTuple):
    start: int
    end: int
    stem: str


def _hits(word: Stemmed, wanted: set[str]) -> list[_Hit]:
    found = next((each for each in word.stems if each in wanted), None)
    if found is not None:
        return [_Hit(word.start, word.end, found)]
    return [hit for part in word.parts for hit in _hits(part, wanted)]


def _densest(hits: list[_Hit], length: int) -> tuple[int, int]:
    """Return the first and last of the hits that stand best within ``length``.

    Most different stems first, then most hits, then the earliest.
    """
    counts: dict[str, int] = {}
    best, best_rank, first = (0, 0), (0, 0), 0
    for last, hit in enumerate(hits):
        counts[hit.stem] = counts.get(hit.stem, 0) + 1
        while first < last and hit.end - hits[first].start > length:
            gone = hits[first].stem
            counts[gone] -= 1
            if not counts[gone]:
                del counts[gone]
            first += 1
        content = sum(1 for stem in counts if not stem.startswith(SMALL))
        rank = (2 * content + len(counts), last - first)
        if rank > best_rank:
            best, best_rank = (first, last), rank
    return best


def _widened(
    text: str, words: list[Stemmed], start: int, end: int, length: int
) -> tuple[int, int]:
    """Return the place in ``text`` of ``start`` to ``end`` with words around it."""
    if len(text) <= length:
        return 0, len(text)
    spare = max(length - (end - start), 0)
    before = min(start, spare // 3)
    after = min(len(text) - end, spare - before)
    before = min(start, spare - after)
    low, high = start - before, end + after
    if low > 0:
        # Not in the middle of a word, and not further than the first hit.
        space = text.find(" ", low - 1, start)
        low = space + 1 if space >= 0 else start
    if high < len(text):
        space = text.rfind(" ", end, high + 1)
        high = space if space >= 0 else end
    return low, high


def _parts(text: str, start: int, end: int, hits: list[_Hit]) -> list[Part]:
    parts: list[Part] = []
    plain = f"{MORE} " if start > 0 else ""
    place = start
    for hit in hits:
        if hit.end > end:
            break
        plain += text[place : hit.start]
        if plain:
            parts.append(Part(plain, is_hit=False))
        parts.append(Part(text[hit.start : hit.end], is_hit=True))
        plain, place = "", hit.end
    plain += text[place:end] + (f" {MORE}" if end < len(text) else "")
    if plain:
        parts.append(Part(plain, is_hit=False))
    return parts
