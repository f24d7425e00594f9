"""A word mistyped, and the word of the index it was meant to be.

Distances count a letter missing, added, changed, or two swapped. They are taken between
folded singulars: an accent or a plural is no mistake.
"""

from bisect import bisect_left
from collections.abc import Iterable
from functools import lru_cache
from typing import NamedTuple

from rapidfuzz import process
from rapidfuzz.distance import OSA

from portal.language.common_words import COMMON
from portal.language.folding import MAX_LENGTH, fold
from portal.language.inflection import singular
from portal.language.slips import are_neighbours, is_slip
from portal.language.sounds import sound_of

# Below, a word looks like too many others: acronyms, « vie » and « vue ».
SHORTEST = 4
# From there on two letters may be wrong: if the word sounds the same, « medessin »…
LONG = 6
# …and from there on anyhow. Else « violence » would be « Valence ».
VERY_LONG = 9
SAME_SOUND = {"k": "c", "q": "c", "y": "i", "z": "s", "j": "g"}


class IndexWord(NamedTuple):
    """A word as pages write it, its stem, and how many pages hold that stem."""

    surface: str
    stem: str
    pages: int


class Vocabulary:
    """The words of the index in one language; build it once, it does not change.

    >>> words = Vocabulary([IndexWord("poulailler", "poulaill", 2)])
    >>> words.correct("poullailer").surface
    'poulailler'
    """

    def __init__(self, words: Iterable[IndexWord], language: str = "fr") -> None:
        self.language = language
        self._pages: dict[str, int] = {}
        # The best word of each spelling, by length of that spelling.
        self._by_length: dict[int, dict[str, IndexWord]] = {}
        surfaces: dict[str, IndexWord] = {}
        for word in words:
            self._pages[word.stem] = max(self._pages.get(word.stem, 0), word.pages)
            folded = fold(word.surface)
            if not folded:
                continue
            surfaces[folded] = _better(surfaces.get(folded), word)
            if folded.isalpha() and len(folded) >= SHORTEST - 1:
                spelling = self._spelling(folded)
                same = self._by_length.setdefault(len(spelling), {})
                same[spelling] = _better(same.get(spelling), word)
        self._spellings = {n: list(same) for n, same in self._by_length.items()}
        self._surfaces = sorted(surfaces)
        self._words = surfaces
        self._nearest = lru_cache(maxsize=2_000)(self._find_nearest)

    def __len__(self) -> int:
        return len(self._surfaces)

    def knows(self, stem: str) -> bool:
        """Return True if a page holds ``stem``."""
        return stem in self._pages

    def pages(self, stem: str) -> int:
        """Return how many pages hold ``stem``, by the word of it that most hold."""
        return self._pages.get(stem, 0)

    @property
    def most_pages(self) -> int:
        """How many pages hold the commonest word."""
        return max(self._pages.values(), default=0)

    def correct(self, word: str) -> IndexWord | None:
        """Return the word that ``word`` was most likely meant to be; None if none is.

        One letter may be wrong, as fingers and ears go wrong (`is_slip`); two from nine
        letters on, and from six on if the word sounds the same. A common word was
        meant. The fewest mistakes win, then the same first letter, then most pages.
        """
        found = self._nearest(self._spelling(fold(word)), False)
        return found[0] if found else None

    def candidates(self, word: str, limit: int = 3) -> list[IndexWord]:
        """Return words to offer for ``word`` when nothing was found, the best first.

        Any letter of four may be wrong, whatever made it so. Nothing for a common word.
        """
        return list(self._nearest(self._spelling(fold(word)), True)[:limit])

    def beginning_with(self, prefix: str, limit: int = 8) -> list[IndexWord]:
        """Return the words that begin with ``prefix``, one for each stem.

        Most pages first. Nothing for fewer than two letters.
        """
        folded = fold(prefix)
        if len(folded) < 2:
            return []
        best: dict[str, IndexWord] = {}
        place = bisect_left(self._surfaces, folded)
        while place < len(self._surfaces):
            surface = self._surfaces[place]
            if not surface.startswith(folded):
                break
            word = self._words[surface]
            best[word.stem] = _better(best.get(word.stem), word)
            place += 1
        ordered = sorted(best.values(), key=lambda w: (-w.pages, w.surface))
        return ordered[:limit]

    def _spelling(self, folded: str) -> str:
        return singular(folded) if self.language == "fr" else folded.removesuffix("s")

    def _find_nearest(self, typed: str, is_offered: bool) -> tuple[IndexWord, ...]:
        if not SHORTEST <= len(typed) < MAX_LENGTH or not typed.isalpha():
            return ()
        # In whatever language: English does not mend a French word either.
        if typed in COMMON:
            return ()
        edits = 2 if len(typed) >= LONG else 1
        if is_offered:
            edits = min(len(typed) // 4, 3)
        ranked = []
        for length in range(len(typed) - edits, len(typed) + edits + 1):
            for spelling, distance, _key in process.extract(
                typed,
                self._spellings.get(length, ()),
                scorer=OSA.distance,
                score_cutoff=edits,
                limit=None,
            ):
                word = self._by_length[length][spelling]
                starts_same = _first_sound(spelling) == _first_sound(typed)
                if not (starts_same or _may_start_so(typed, spelling, distance)):
                    continue
                if not _is_close(typed, spelling):
                    continue
                if not is_offered and not _is_likely(typed, spelling, distance):
                    continue
                ranked.append((distance, not starts_same, -word.pages, spelling, word))
        return tuple(word for *_rank, word in sorted(ranked)[:20])


def _better(one: IndexWord | None, other: IndexWord) -> IndexWord:
    """Return the word with most pages, the shortest and first of equals."""
    if one is None:
        return other
    return min(one, other, key=lambda w: (-w.pages, len(w.surface), w.surface))


def _is_likely(typed: str, other: str, distance: int) -> bool:
    """Return True where nothing else was meant: else a word is offered at most."""
    if distance < 2:
        return not distance or is_slip(typed, other)
    if sound_of(typed) == sound_of(other):
        return True
    # « chaussette » has the root of « chaussée », not its ending: it is another word.
    return len(typed) >= VERY_LONG and typed[-2:] == other[-2:]


def _may_start_so(typed: str, other: str, distance: int) -> bool:
    """Return True if the first letter may be what is wrong, and is all that is.

    It was left out, or swapped; « banque » is no « manque », « orange » no « range ».
    """
    if distance > 1 or len(typed) < LONG:
        return False
    is_left_out = other[1:] == typed
    is_swapped = typed[:2] == other[1::-1]
    is_beside = len(typed) >= VERY_LONG and are_neighbours(typed[0], other[0])
    return is_left_out or is_swapped or is_beside


def _is_close(typed: str, other: str) -> bool:
    """Return True unless too much of a short word would go: « chômeur » is no « cœur »."""
    return abs(len(typed) - len(other)) <= (1 if len(typed) < VERY_LONG else 2)


def _first_sound(word: str) -> str:
    """Return the first letter as it sounds: an h is mute, « k » is « c »."""
    letter = word.removeprefix("h")[:1] or "h"
    return SAME_SOUND.get(letter, letter)
