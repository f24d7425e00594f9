"""A text cut into words, each with its place: elision, hyphens, acronyms, numbers.

Everything is one pass of a regular expression whose alternatives exclude one another,
so the time grows with the length of the text, whatever it holds.
"""

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from portal.language.exceptions import CLOSED, PREFIXES
from portal.language.folding import fold, lowered
from portal.language.inclusive import words_for_all

APOSTROPHES = "'’ʼ‘`´′ʹ"
HYPHENS = "‐‑-"
# Invisible: where a word may be cut, and accents that stand apart from their letter.
INSIDE = "\u0300-\u036f\u00ad\u200b-\u200d\u2060\ufeff"
LETTERS = rf"[^\W_](?:[^\W_]|[{INSIDE}])*"
# One sign or two between two letters: « habitant(e)s », « R&D ».
SIGN = rf"[{APOSTROPHES}·•‧∙⋅・．.()/&+{HYPHENS}]"
CHUNK = re.compile(
    # « 10 000 » is one number, whatever the space.
    r"(?<![^\W_])[0-9]{1,3}(?:[ \u00a0\u2009\u202f][0-9]{3}){1,4}(?![^\W_])"
    rf"|{LETTERS}(?:{SIGN}{{1,2}}{LETTERS})*"
)
PIECE = re.compile(rf"({LETTERS})|({SIGN}+)")
SPACES = re.compile(r"[ \u00a0\u2009\u202f]+")
INVISIBLE = re.compile("[\u00ad\u200b-\u200d\u2060\ufeff]")

# One word for all its apostrophe.
WHOLE = frozenset({"aujourdhui", "prudhomme", "prudhommes", "prudhomal", "entraide"})
# The ends of « it's », « don't », « they're ».
ENGLISH_ENDS = frozenset({"s", "re", "ll", "ve"})
# More parts than that are no compound but a list, a code or an attack.
MAX_PARTS = 4
CLOSED_FIRST = frozenset(first for first, _second in CLOSED)
# A longer run of letters is no word: it is not looked at.
MAX_CHUNK = 200


class Word(NamedTuple):
    """A word of a text: where it stands, how it may be written, what it is made of."""

    start: int
    end: int
    # In lower case, accents kept; several for « habitant·e·s ». All as good.
    forms: tuple[str, ...]
    # The words of a compound, whose form is the whole in one word: « éco-gestes ».
    parts: tuple["Word", ...] = ()


def words_in(text: str) -> list[Word]:
    """Return the words of ``text`` in order; compounds once, with their parts.

    >>> [word.forms[0] for word in words_in("L’éco-geste de la C.A.F., aujourd'hui")]
    ['l', 'écogeste', 'de', 'la', 'caf', 'aujourdhui']
    """
    found: list[Word] = []
    for match in CHUNK.finditer(text):
        start = match.start()
        for word in _cut(match.group()[:MAX_CHUNK]):
            found.append(_moved(word, start))
    return list(_with_open_compounds(found, text))


@lru_cache(maxsize=20_000)
def _cut(chunk: str) -> tuple[Word, ...]:
    """Return the words of ``chunk``, which holds no space but in a number."""
    if chunk.isalnum():
        return (Word(0, len(chunk), (lowered(chunk),)),)
    if chunk[0].isdigit() and SPACES.search(chunk):
        return (Word(0, len(chunk), (SPACES.sub("", chunk),)),)
    places: list[tuple[int, int]] = []
    signs: list[str] = []
    for piece in PIECE.finditer(chunk):
        if piece.group(1):
            places.append(piece.span())
        elif places:
            signs.append(piece.group(2))
    texts = [INVISIBLE.sub("", lowered(chunk[a:b])) for a, b in places]
    return tuple(_words(texts, signs[: len(texts) - 1], places))


def _words(
    texts: list[str], signs: list[str], places: list[tuple[int, int]]
) -> Iterator[Word]:
    """Yield the words of one chunk: ``texts`` at ``places``, cut by ``signs``."""
    end = places[-1][1]
    if len(texts) > 1 and _is_acronym(texts, signs):
        yield Word(places[0][0], end, ("".join(texts),))
        return
    if len(texts) == 2 and fold("".join(texts)) in WHOLE:
        yield Word(places[0][0], end, ("".join(texts),))
        return
    first = 0
    for index in range(len(texts)):
        sign = signs[index] if index < len(signs) else " "
        if sign[0] in APOSTROPHES or index == len(texts) - 1:
            yield from _between_apostrophes(
                texts[first : index + 1],
                signs[first:index],
                places[first : index + 1],
                follows=first > 0,
            )
            first = index + 1


def _between_apostrophes(
    texts: list[str], signs: list[str], places: list[tuple[int, int]], *, follows: bool
) -> Iterator[Word]:
    start, end = places[0][0], places[-1][1]
    if len(texts) == 1:
        if not (follows and texts[0] in ENGLISH_ENDS):
            yield Word(start, end, (texts[0],))
        return
    if forms := words_for_all(texts, signs):
        yield Word(start, end, forms)
        return
    parts = tuple(
        Word(*place, (text,)) for text, place in zip(texts, places, strict=True)
    )
    if set("".join(signs)) <= set(HYPHENS) and len(texts) <= MAX_PARTS:
        yield Word(start, end, ("".join(texts),), parts)
        return
    # « citoyen·ne·s-habitant·e·s », « porteur.euse de projet/élu.e »: two and two.
    cut = _widest(texts, signs)
    if cut:
        head = slice(0, cut)
        yield from _between_apostrophes(
            texts[head], signs[: cut - 1], places[head], follows=follows
        )
        yield from _between_apostrophes(
            texts[cut:], signs[cut:], places[cut:], follows=False
        )
        return
    yield from parts


def _widest(texts: list[str], signs: list[str]) -> int:
    """Return where a second word begins after one written for all; 0 if nowhere."""
    for size in (3, 2):
        if len(texts) > size and words_for_all(texts[:size], signs[: size - 1]):
            return size
    return 0


def _is_acronym(texts: list[str], signs: list[str]) -> bool:
    """« C.A.F. », « R&D »: letters by one."""
    return all(len(text) == 1 for text in texts) and set("".join(signs)) <= set(".&+")


def _with_open_compounds(words: list[Word], text: str) -> Iterator[Word]:
    """Join « éco gestes » and « savoir faire », which are one word to most."""
    index = 0
    while index < len(words):
        word = words[index]
        after = words[index + 1] if index + 1 < len(words) else None
        if after and _is_open_compound(word, after, text):
            forms = (word.forms[0] + after.forms[0],)
            parts = (word, *(after.parts or (after,)))
            yield Word(word.start, after.end, forms, parts)
            index += 2
        else:
            yield word
            index += 1


def _is_open_compound(word: Word, after: Word, text: str) -> bool:
    if word.parts or len(word.forms) > 1 or len(after.forms) > 1:
        return False
    # Most words stop here: they begin no compound.
    if len(word.forms[0]) > 9 or not is_written_apart(word.forms[0], after.forms[0]):
        return False
    return SPACES.fullmatch(text, word.end, after.start) is not None


def is_written_apart(first: str, second: str) -> bool:
    """Return True if « first second » is one word, whatever stands between the two.

    >>> is_written_apart("éco", "gestes"), is_written_apart("jardin", "partagé")
    (True, False)
    """
    folded = fold(first)
    if folded not in PREFIXES and folded not in CLOSED_FIRST:
        return False
    other = fold(second)
    is_prefixed = folded in PREFIXES and other.isalpha() and len(other) > 3
    return is_prefixed or (folded, other) in CLOSED


def _moved(word: Word, by: int) -> Word:
    if not by:
        return word
    parts = tuple(_moved(part, by) for part in word.parts)
    return Word(word.start + by, word.end + by, word.forms, parts)
