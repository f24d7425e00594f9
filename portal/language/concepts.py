"""A query as a list of things looked for, each with all the ways of finding it.

Linear in the length of the query, which is cut; every list has an end.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace

from portal.language.stemmed import Stemmed, stemmed_words
from portal.language.stemming import stem
from portal.language.synonyms import Alternative, Synonyms, Term
from portal.language.tokens import Word, is_written_apart, words_in

MAX_TEXT = 400
MAX_CONCEPTS = 20
MAX_ALTERNATIVES = 16
# Words that people cut in two or three: « val de quint » for « Valdequint ».
MAX_JOINED = 3

Known = Callable[[Term], bool]


@dataclass(frozen=True)
class Concept:
    """One thing looked for: any of ``alternatives`` finds it."""

    # As it was typed, for messages.
    typed: str
    alternatives: tuple[Alternative, ...]
    # Of an expression of several words, each word alone: to look for less.
    words: tuple["Concept", ...] = ()
    # A word that may be corrected: neither a compound nor a known expression.
    is_plain: bool = False


@dataclass(frozen=True)
class Correction:
    """A word that was typed, and the one it was taken for."""

    typed: str
    found: str


@dataclass(frozen=True)
class Query:
    """What someone looks for. All concepts are wanted; fewer is the caller's choice."""

    text: str
    concepts: tuple[Concept, ...] = ()
    corrections: tuple[Correction, ...] = ()
    # True when nothing but small words was typed: they are looked for.
    is_small: bool = False

    @property
    def terms(self) -> frozenset[Term]:
        """All terms of all alternatives: what an extract shows."""
        return frozenset(
            term
            for concept in self.concepts
            for alternative in concept.alternatives
            for term in alternative
        )

    @property
    def loosened(self) -> "Query":
        """The query with the words of its expressions each for itself."""
        concepts: list[Concept] = []
        for concept in self.concepts:
            concepts += concept.words or (concept,)
        unique = {concept.alternatives[0]: concept for concept in concepts}
        return replace(self, concepts=tuple(unique.values())[:MAX_CONCEPTS])


@dataclass
class _Reading:
    """The words of a query, as each language reads them; the reader's comes first."""

    words: list[Word]
    text: str
    languages: Sequence[str]
    known: Known | None
    read: dict[str, list[Stemmed | None]] = field(default_factory=dict)


def read_concepts(
    text: str,
    synonyms: Synonyms,
    languages: Sequence[str] = ("fr",),
    known: Known | None = None,
) -> Query:
    """Return what ``text`` looks for, read in ``languages``, the reader's first.

    ``known`` tells what the index holds: with it, words are tried joined to their
    neighbours, and what another language calls a small word is left out if unknown.

    >>> query = read_concepts("le vélo des habitant·e·s", Synonyms())
    >>> [[term.stem for term in way] for c in query.concepts for way in c.alternatives]
    [['velo'], ['habit']]
    """
    text = text[:MAX_TEXT]
    words = words_in(text)
    reading = _Reading(words, text, languages, known)
    for language in languages:
        reading.read[language] = [w for w, _ in stemmed_words(words, language)]
    wanted = [place for place in range(len(words)) if _is_wanted(reading, place)]
    is_small = not wanted
    if is_small:
        concepts = [_small(reading, place) for place in range(len(words))]
    else:
        concepts = _concepts(reading, synonyms, set(wanted))
    # Its first way is what a word is; its neighbours may add others.
    kept: dict[Alternative, Concept] = {}
    for concept in concepts:
        if concept.alternatives:
            kept.setdefault(concept.alternatives[0], concept)
    ordered = tuple(kept.values())[:MAX_CONCEPTS]
    return Query(text, ordered, is_small=is_small and bool(ordered))


def _is_wanted(reading: _Reading, place: int) -> bool:
    first, *others = reading.languages
    word = reading.read[first][place]
    if word is None or word.is_small:
        return False
    small = [other for other in others if _is_small(reading.read[other][place])]
    if not small or reading.known is None:
        return True
    # « how to repair »: French has no such word, English has it for nothing.
    return any(reading.known(Term(first, each)) for each in word.all_stems)


def _is_small(word: Stemmed | None) -> bool:
    return word is not None and word.is_small


def _concepts(reading: _Reading, synonyms: Synonyms, wanted: set[int]) -> list[Concept]:
    concepts: list[Concept] = []
    place = 0
    while place < len(reading.words) and len(concepts) < 3 * MAX_CONCEPTS:
        end = place
        rows: tuple[int, ...] = ()
        for language in reading.languages:
            found, its_rows = synonyms.longest(reading.read[language], place, language)
            if found > end:
                end, rows = found, its_rows
        inside = [each for each in range(place, max(end, place + 1)) if each in wanted]
        alone = [_word(reading, each) for each in inside]
        if rows and (alone or end - place > 1):
            concepts.append(_expression(reading, place, end, synonyms, rows, alone))
        else:
            concepts += alone
        place = max(end, place + 1)
    return concepts


def _expression(
    reading: _Reading,
    place: int,
    end: int,
    synonyms: Synonyms,
    rows: tuple[int, ...],
    alone: list[Concept],
) -> Concept:
    typed = reading.text[reading.words[place].start : reading.words[end - 1].end]
    # A word on its own is found as itself too, in every language.
    own = alone[0].alternatives if len(alone) == 1 and end - place == 1 else ()
    ways = _shortest([*own, *synonyms.alternatives(rows)])
    return Concept(typed, ways, words=tuple(alone) if len(alone) > 1 else ())


def _word(reading: _Reading, place: int) -> Concept:
    word = reading.words[place]
    ways: list[Alternative] = []
    for language in reading.languages:
        read = reading.read[language][place]
        if read is None or read.is_small:
            continue
        ways += [(Term(language, each),) for each in read.stems]
        parts = [part for part in read.parts if not part.is_small]
        # Written apart or not, some words are whole in every page.
        pieces = [part.forms[0] for part in word.parts]
        if parts and not (len(pieces) == 2 and is_written_apart(*pieces)):
            ways.append(tuple(Term(language, part.stems[0]) for part in parts))
    is_plain = len(word.forms) == 1 and not word.parts and bool(ways)
    ways += _joined(reading, place)
    typed = reading.text[word.start : word.end]
    return Concept(typed, _shortest(ways), is_plain=is_plain)


def _small(reading: _Reading, place: int) -> Concept:
    """A small word when there is nothing else; « mais » may be « maïs »."""
    word = reading.words[place]
    ways: list[Alternative] = []
    for language in reading.languages:
        read = reading.read[language][place]
        if read is None:
            continue
        for each in read.all_stems:
            ways.append((Term(language, each),))
        if len(word.forms) == 1 and not word.parts:
            plain = stem(word.forms[0], language)
            if (
                len(plain) > 2
                and reading.known
                and reading.known(Term(language, plain))
            ):
                ways.append((Term(language, plain),))
    typed = reading.text[word.start : word.end]
    return Concept(typed, _shortest(ways))


def _joined(reading: _Reading, place: int) -> list[Alternative]:
    """Return the ways of finding a word written in one with its neighbours."""
    ways: list[Alternative] = []
    for size in range(2, MAX_JOINED + 1):
        for first in range(max(place - size + 1, 0), place + 1):
            group = reading.words[first : first + size]
            if len(group) < size or not _may_join(reading, group):
                continue
            whole = "".join(word.forms[0] for word in group)
            main = reading.read[reading.languages[0]][first : first + size]
            is_likely = size == 2 and not any(map(_is_small, main))
            for language in reading.languages:
                term = Term(language, stem(whole, language))
                if reading.known(term) if reading.known else is_likely:
                    ways.append((term,))
    return ways


def _may_join(reading: _Reading, group: list[Word]) -> bool:
    if any(word.parts or len(word.forms) > 1 for word in group):
        return False
    if sum(word.end - word.start for word in group) < 5:
        return False
    gaps = [
        reading.text[a.end : b.start] for a, b in zip(group, group[1:], strict=False)
    ]
    return all(gap.isspace() and len(gap) == 1 for gap in gaps)


def _shortest(ways: Sequence[Alternative]) -> tuple[Alternative, ...]:
    """Return ``ways`` without those that ask for more than another does."""
    unique = list(dict.fromkeys(ways))[: 4 * MAX_ALTERNATIVES]
    alone = {way[0] for way in unique if len(way) == 1}
    kept = [way for way in unique if len(way) == 1 or not alone & set(way)]
    return tuple(kept[:MAX_ALTERNATIVES])
