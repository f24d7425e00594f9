"""The door of the package: what the index holds of a text, what a query asks of it."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import NamedTuple

from portal.language.concepts import (
    MAX_ALTERNATIVES,
    Concept,
    Correction,
    Query,
    read_concepts,
)
from portal.language.corrections import SHORTEST, IndexWord, Vocabulary
from portal.language.folding import MAX_LENGTH
from portal.language.stemmed import Stemmed, stemmed
from portal.language.synonyms import LETTERS, Synonyms, Term
from portal.language.tokens import words_in

CLASSES = (1, 2, 3, 4)
# A beginning that many words have says nothing: the best ones stand for all.
MAX_BEGINNINGS = 8


class Surface(NamedTuple):
    """A word as a text writes it, in lower case, and its stem."""

    surface: str
    stem: str


def stems_of(text: str, language: str) -> list[str]:
    """Return the stems of ``text`` in ``language``, in order, small words left out.

    >>> stems_of("Les éco-gestes des habitant·e·s", "fr")
    ['ecogest', 'eco', 'gest', 'habit']
    """
    return [
        each
        for word in stemmed(text, language)
        if not word.is_small
        for each in _content_stems(word)
    ]


def marked(text: str, language: str, weight_class: int) -> set[str]:
    """Return the tokens that the index holds for ``text``, [a-z0-9] only.

    Small words are there too, marked, for queries that hold nothing else.

    >>> sorted(marked("Le vélo", "fr", 1))
    ['w10le', 'w1velo']
    """
    if weight_class not in CLASSES:
        raise ValueError(f"No weight class {weight_class!r}; there are {CLASSES}.")
    mark = f"{LETTERS[language]}{weight_class}"
    return {mark + each for word in stemmed(text, language) for each in word.all_stems}


def surfaces_of(text: str, language: str) -> list[Surface]:
    """Return the words of ``text`` that are looked for: a row each of its vocabulary.

    >>> [tuple(word) for word in surfaces_of("La crevaison des vélos", "fr")]
    [('crevaison', 'crevaison'), ('vélos', 'velo')]
    """
    found: list[Surface] = []
    for word in words_in(text):
        pieces = word.parts or (word,)
        for form in [form for piece in pieces for form in piece.forms]:
            if len(form) <= MAX_LENGTH:
                found += [Surface(form, each) for each in stems_of(form, language)[:1]]
        if word.parts:
            whole = text[word.start : word.end].lower()
            stems = [each for read in stemmed(whole, language) for each in read.stems]
            if len(whole) <= MAX_LENGTH:
                found += [Surface(whole, each) for each in stems]
    return found


def read_query(
    text: str,
    synonyms: Synonyms,
    languages: Sequence[str] = ("fr",),
    vocabularies: Mapping[str, Vocabulary] | None = None,
    *,
    is_unfinished: bool = False,
) -> Query:
    """Return what ``text`` looks for, read in ``languages``, the reader's first.

    With the ``vocabularies`` of the index, a word that no page holds is taken for the
    beginning of one, then for one mistyped; the query says which. ``is_unfinished``
    takes the last word for a beginning even when it is a word.

    >>> query = read_query("réparation vélos", Synonyms(), ("fr", "en"))
    >>> [term.marked(1) for term in query.concepts[1].alternatives[0]]
    ['w1velo']
    """
    if not vocabularies:
        return read_concepts(text, synonyms, languages)

    def known(term: Term) -> bool:
        words = vocabularies.get(term.language)
        return words is not None and words.knows(term.stem)

    query = read_concepts(text, synonyms, languages, known)
    read = [each for each in languages if each in vocabularies]
    concepts: list[Concept] = []
    corrections: list[Correction] = []
    for place, concept in enumerate(query.concepts):
        is_last = place == len(query.concepts) - 1
        is_known = any(all(map(known, way)) for way in concept.alternatives)
        if not concept.is_plain or (is_known and not (is_last and is_unfinished)):
            concepts.append(concept)
            continue
        shortest = SHORTEST - 1 if is_last and is_unfinished else SHORTEST
        found = _beginnings(concept.typed, read, vocabularies, shortest)
        if (
            not found
            and not is_known
            and (best := _mended(concept.typed, read, vocabularies))
        ):
            language, word = best
            found = [(Term(language, word.stem),)]
            corrections.append(Correction(concept.typed, word.surface))
        ways = tuple(dict.fromkeys([*concept.alternatives, *found]))
        concepts.append(replace(concept, alternatives=ways[:MAX_ALTERNATIVES]))
    return replace(query, concepts=tuple(concepts), corrections=tuple(corrections))


def _content_stems(word: Stemmed) -> list[str]:
    parts = [each for part in word.parts if not part.is_small for each in part.stems]
    return [*word.stems, *parts]


def _beginnings(
    typed: str,
    languages: Sequence[str],
    vocabularies: Mapping[str, Vocabulary],
    shortest: int,
) -> list[tuple[Term, ...]]:
    # « ESS » begins nothing, nor does a number.
    if len(typed) < shortest or not typed.isalpha():
        return []
    return [
        (Term(language, word.stem),)
        for language in languages
        for word in vocabularies[language].beginning_with(typed, MAX_BEGINNINGS)
    ]


def _mended(
    typed: str, languages: Sequence[str], vocabularies: Mapping[str, Vocabulary]
) -> tuple[str, IndexWord] | None:
    for language in languages:
        if word := vocabularies[language].correct(typed):
            return language, word
    return None
