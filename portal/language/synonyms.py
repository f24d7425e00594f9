"""What else a thing is called: acronyms, long forms, former names, other words.

The rows come from editors. Each expression of a row finds all the others.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import islice
from typing import NamedTuple

from portal.language.stemmed import Stemmed, stemmed
from portal.language.stemming import LANGUAGES

LETTERS = {"fr": "w", "en": "x"}
# An expression of more words is a sentence: nobody types it.
MAX_EXPRESSION = 8
# Of one row; what comes after is not read.
MAX_EXPRESSIONS = 24


class Term(NamedTuple):
    """A stem and the language it was found in."""

    language: str
    stem: str

    def marked(self, weight_class: int) -> str:
        """Return the token that the index holds for it in ``weight_class``.

        >>> Term("fr", "velo").marked(1)
        'w1velo'
        """
        return f"{LETTERS[self.language]}{weight_class}{self.stem}"


# Terms that must all be there.
Alternative = tuple[Term, ...]


@dataclass(frozen=True)
class SynonymRow:
    """One thing and its names: ``acronym`` or nothing, ``name``, ``variants``."""

    acronym: str
    name: str
    variants: tuple[str, ...] = ()
    # Its name in other languages, by code.
    names: Mapping[str, str] = field(default_factory=dict)

    def expressions(self) -> Iterator[tuple[str, str]]:
        """Yield (language, expression); an acronym is the same in all languages."""
        if self.acronym:
            for language in LANGUAGES:
                yield language, self.acronym
        yield "fr", self.name
        for language, name in self.names.items():
            if language in LANGUAGES:
                yield language, name
        for variant in self.variants:
            yield "fr", variant


@dataclass
class _Node:
    """A place in the tree of expressions: what may follow, the rows that end here."""

    after: dict[str, "_Node"] = field(default_factory=dict)
    rows: list[int] = field(default_factory=list)


class Synonyms:
    """Rows made ready to be found in queries; build it once, it never changes.

    >>> pat = SynonymRow("PAT", "Projet alimentaire territorial")
    >>> [row[0].stem for row in Synonyms([pat]).alternatives((0,))]
    ['pat', 'pat', 'projet']
    """

    def __init__(self, rows: Iterable[SynonymRow] = ()) -> None:
        self._alternatives: list[tuple[Alternative, ...]] = []
        # Small words left out; and with them, for « maison pour tous ».
        self._loose = {language: _Node() for language in LANGUAGES}
        self._strict = {language: _Node() for language in LANGUAGES}
        for number, row in enumerate(rows):
            found: dict[Alternative, None] = {}
            for language, text in islice(row.expressions(), MAX_EXPRESSIONS):
                for key in self._keep(number, language, text):
                    found[tuple(Term(language, each) for each in key)] = None
            self._alternatives.append(tuple(found))

    def alternatives(self, rows: Iterable[int]) -> list[Alternative]:
        """Return all that finds one of ``rows``, each once."""
        found = [each for row in rows for each in self._alternatives[row]]
        return list(dict.fromkeys(found))

    def longest(
        self, words: list[Stemmed | None], start: int, language: str
    ) -> tuple[int, tuple[int, ...]]:
        """Return (place after the expression that begins at ``start``, its rows).

        The longest one; (``start``, ()) when none begins there.
        """
        best = _walk(self._strict[language], words, start, with_small=True)
        loose = _walk(self._loose[language], words, start, with_small=False)
        return loose if loose[0] >= best[0] else best

    def _keep(self, number: int, language: str, text: str) -> Iterator[list[str]]:
        words = stemmed(text, language)
        content = [word for word in words if not word.is_small]
        # One word and small ones: without these, any « maison » would be an MPT.
        is_strict = len(content) < 2 and len(words) > len(content)
        tree = self._strict if is_strict else self._loose
        kept = words if is_strict else content
        for key in _spellings(kept):
            if 0 < len(key) <= MAX_EXPRESSION:
                node = tree[language]
                for each in key:
                    node = node.after.setdefault(each, _Node())
                if number not in node.rows:
                    node.rows.append(number)
                yield key


def _spellings(words: list[Stemmed]) -> list[list[str]]:
    """Return the stems of ``words``: compounds in one word, then in their parts."""
    wholes: list[str] = []
    parts: list[str] = []
    for word in words:
        # « soi-même » has no stem but those of its parts.
        inner = [p.stems[0] for p in word.parts if word.is_small or not p.is_small]
        wholes += word.stems[:1] or inner
        parts += inner or word.stems[:1]
    return [wholes] if parts == wholes else [wholes, parts]


def _walk(
    root: _Node, words: list[Stemmed | None], start: int, *, with_small: bool
) -> tuple[int, tuple[int, ...]]:
    """Follow ``words`` from ``start`` down the tree, at most as deep as it goes."""
    nodes = [root]
    best: tuple[int, tuple[int, ...]] = (start, ())
    for place in range(start, min(start + 3 * MAX_EXPRESSION, len(words))):
        word = words[place]
        if word is None or (word.is_small and not with_small):
            if place == start:
                break
            continue
        nodes = [after for node in nodes for after in _steps(node, word, with_small)][
            :MAX_EXPRESSION
        ]
        if not nodes:
            break
        rows = tuple(dict.fromkeys(row for node in nodes for row in node.rows))
        if rows:
            best = (place + 1, rows)
    return best


def _steps(node: _Node, word: Stemmed, with_small: bool) -> Iterator[_Node]:
    for each in word.stems:
        if each in node.after:
            yield node.after[each]
    if word.parts:
        inner: _Node | None = node
        for part in word.parts:
            if inner and (with_small or not part.is_small):
                inner = next(
                    (inner.after[s] for s in part.stems if s in inner.after), None
                )
        if inner and inner is not node:
            yield inner
