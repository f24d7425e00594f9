"""The words of a text with their stems, small words told from the others."""

from collections.abc import Iterable
from functools import lru_cache
from typing import NamedTuple

from portal.language.exceptions import CLOSED
from portal.language.folding import fold
from portal.language.inflection import singular
from portal.language.stemming import LANGUAGES, stem
from portal.language.stopwords import is_stop_word
from portal.language.tokens import Word, words_in

# Marks a small word, which no word that is looked for may meet: « mais » and « maïs ».
SMALL = "0"


class Stemmed(NamedTuple):
    """A word of a text in one language: its place, its stems, its parts."""

    start: int
    end: int
    # As good as one another; more than one is rare.
    stems: tuple[str, ...]
    is_small: bool
    parts: tuple["Stemmed", ...] = ()

    @property
    def all_stems(self) -> tuple[str, ...]:
        """Its stems, then those of its parts."""
        return (*self.stems, *(found for part in self.parts for found in part.stems))


def stemmed(text: str, language: str) -> list[Stemmed]:
    """Return the words of ``text`` that have a stem, read in ``language``, in order.

    >>> [word.all_stems for word in stemmed("Des éco-gestes", "fr")]
    [('0des',), ('ecogest', 'eco', 'gest')]
    """
    return [word for word, _source in stemmed_words(words_in(text), language) if word]


def stemmed_words(
    words: Iterable[Word], language: str
) -> list[tuple[Stemmed | None, Word]]:
    """Return each of ``words`` behind what it is in ``language``; None for no word."""
    if language not in LANGUAGES:
        raise ValueError(f"No stems in {language!r}; there are in {LANGUAGES}.")
    return [(_stemmed(word, language), word) for word in words]


def _stemmed(word: Word, language: str) -> Stemmed | None:
    parts = tuple(
        part for each in word.parts if (part := _stemmed(each, language)) is not None
    )
    if word.parts and len(parts) < 2:
        # Its other parts have no letter that we know: what is left is a plain word.
        return parts[0] if parts else None
    pieces = tuple(part.forms[0] for part in word.parts)
    stems, is_small = _stems(word.forms, pieces, language)
    if not stems:
        return Stemmed(word.start, word.end, (), True, parts) if parts else None
    return Stemmed(word.start, word.end, stems, is_small, parts)


@lru_cache(maxsize=50_000)
def _stems(
    forms: tuple[str, ...], pieces: tuple[str, ...], language: str
) -> tuple[tuple[str, ...], bool]:
    """Return the stems of a word, and whether it is a small one."""
    if pieces:
        return _stems_of_compound(forms[0], pieces, language)
    if all(is_stop_word(form, language) for form in forms):
        return tuple(dict.fromkeys(SMALL + fold(form) for form in forms)), True
    found = dict.fromkeys(stem(form, language) for form in forms)
    return tuple(each for each in found if each), False


def _stems_of_compound(
    whole: str, pieces: tuple[str, ...], language: str
) -> tuple[tuple[str, ...], bool]:
    folded = tuple(fold(piece) for piece in pieces)
    is_small = all(is_stop_word(piece, language) for piece in pieces)
    if is_small and folded not in CLOSED:
        # « est-ce », « toi-même »: no one looks for the whole.
        return (), True
    wholes = [whole]
    if language == "fr":
        # « choux-raves » is found by « chourave ».
        wholes.append("".join(singular(piece) for piece in folded))
    found = dict.fromkeys(stem(each, language) for each in wholes)
    return tuple(each for each in found if each), False
