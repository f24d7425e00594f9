"""A text as the search reads it: with the glossary's other names, and mended."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import lru_cache
from uuid import UUID

from portal.core.fields import split_lines
from portal.core.models import GlossaryTerm
from portal.core.models.base import SOURCE_LANGUAGE
from portal.core.text import words_of
from portal.language.analysis import read_query
from portal.language.concepts import Concept, Correction
from portal.language.corrections import IndexWord, Vocabulary
from portal.language.stemming import LANGUAGES
from portal.language.synonyms import SynonymRow, Synonyms
from search.models import IndexedWord, IndexVersion
from search.texts import STORY

OFFERED = 3


@dataclass(frozen=True)
class TextQuery:
    """What a text looks for; nothing when it holds no word."""

    text: str = ""
    concepts: tuple[Concept, ...] = ()
    # How rare each concept is: 1 for one that nearly all pages hold.
    rarities: tuple[int, ...] = ()
    corrections: tuple[Correction, ...] = ()
    # How many concepts a page must hold when none has them all.
    least: int = 0
    # The last place that is looked at: the whole page, or its title alone.
    lowest: int = STORY
    # Pages that answer whatever they hold: the text is the name of someone there, which
    # no index holds.
    named: frozenset[int] = frozenset()

    def naming(self, pages: Iterable[int]) -> "TextQuery":
        """Return the query that finds ``pages`` too, where someone bears this name.

        What is a name is taken as it stands: nothing is corrected nor loosened.
        """
        named = frozenset(pages)
        if not named:
            return self
        concepts = () if self.corrections else self.concepts
        return replace(
            self,
            concepts=concepts,
            rarities=self.rarities[: len(concepts)],
            corrections=(),
            least=len(concepts),
            named=named,
        )

    def stems(self, language: str) -> frozenset[str]:
        """Return all that finds it in texts of ``language``."""
        return frozenset(
            term.stem
            for concept in self.concepts
            for way in concept.alternatives
            for term in way
            if term.language == language
        )


@dataclass(frozen=True)
class Lexicon:
    """What a text is read with: other names of things, and the words that pages hold."""

    synonyms: Synonyms
    vocabularies: dict[str, Vocabulary]

    def pages(self, concept: Concept) -> int:
        """Return about how many pages hold ``concept``; 0 when none does."""
        return max(
            min(self.vocabularies[term.language].pages(term.stem) for term in way)
            for way in concept.alternatives
        )

    def rarity(self, concept: Concept) -> int:
        """Return how rare ``concept`` is: 1, and 1 more each time pages halve.

        The inverse document frequency, in whole numbers: all engines rank alike.
        """
        most = max(words.most_pages for words in self.vocabularies.values())
        return 1 + (most // max(self.pages(concept), 1)).bit_length()


def read(text: str, language: str, *, is_unfinished: bool = False) -> TextQuery:
    """Return what ``text`` looks for, read in every language, ``language`` first.

    One query; two more once the words of pages or the glossary have changed.
    ``is_unfinished`` takes the last word for the beginning of one.
    """
    if not words_of(text):
        return TextQuery()
    lexicon = _lexicon()
    query = read_query(
        text,
        lexicon.synonyms,
        _languages(language),
        lexicon.vocabularies,
        is_unfinished=is_unfinished,
    )
    return TextQuery(
        query.text,
        query.concepts,
        tuple(lexicon.rarity(concept) for concept in query.concepts),
        query.corrections,
        least=(len(query.concepts) + 2) // 3,
    )


def others_meant(query: TextQuery, language: str) -> list[str]:
    """Return texts that may have been meant, where words of ``query`` are in no page."""
    lexicon = _lexicon()
    found: list[str] = []
    for concept in query.concepts:
        if not concept.is_plain or lexicon.pages(concept):
            continue
        for each in _languages(language):
            for word in lexicon.vocabularies[each].candidates(concept.typed, OFFERED):
                found.append(query.text.replace(concept.typed, word.surface, 1))
    return list(dict.fromkeys(found))[:OFFERED]


def _languages(first: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys([first, *LANGUAGES]))


def _lexicon() -> Lexicon:
    token = IndexVersion.objects.values_list("token", flat=True).first()
    return _lexicon_of(token)


# Kept by each process under the name of the version: who changes a word renames it.
@lru_cache(maxsize=2)
def _lexicon_of(token: UUID | None) -> Lexicon:
    words: dict[str, list[IndexWord]] = {language: [] for language in LANGUAGES}
    for language, surface, stem, pages in IndexedWord.objects.values_list(
        "language", "surface", "stem", "pages"
    ):
        if language in words:
            words[language].append(IndexWord(surface, stem, pages))
    return Lexicon(
        Synonyms(_rows()),
        {language: Vocabulary(those, language) for language, those in words.items()},
    )


def _rows() -> list[SynonymRow]:
    """Return the glossary, each term once with its name in every language."""
    french: list[GlossaryTerm] = []
    names: dict = {}
    for term in GlossaryTerm.objects.select_related("locale").order_by("pk"):
        language = term.locale.language_code
        names.setdefault(term.translation_key, {})[language] = term.name
        if language == SOURCE_LANGUAGE:
            french.append(term)
    return [
        SynonymRow(
            term.acronym,
            term.name,
            tuple(split_lines(term.variants)),
            {
                language: name
                for language, name in names[term.translation_key].items()
                if language != SOURCE_LANGUAGE
            },
        )
        for term in french
    ]
