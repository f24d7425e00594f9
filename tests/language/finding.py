"""Whether a query finds a text, by its tokens alone, as an engine would."""

from portal.language.analysis import marked, read_query
from portal.language.corrections import IndexWord, Vocabulary
from portal.language.synonyms import SynonymRow, Synonyms

ROWS = (
    SynonymRow("CAF", "Caisse d’allocations familiales"),
    SynonymRow(
        "PAT",
        "Projet alimentaire territorial",
        ("plan alimentaire territorial",),
        {"en": "Local food project"},
    ),
    SynonymRow("CCAS", "Centre communal d’action sociale", ("bureau d’aide sociale",)),
    SynonymRow(
        "UNCCAS", "Union nationale des centres communaux d’action sociale", ("Unccas",)
    ),
    SynonymRow("CMP", "Centre médico-psychologique"),
    SynonymRow("PCAET", "Plan climat-air-énergie territorial", ("PCET",)),
    SynonymRow("MPT", "Maison pour tous"),
    SynonymRow("DIY", "Do it yourself", ("faire soi-même",), {"en": "Do it yourself"}),
    SynonymRow("", "Accueil périscolaire", ("garderie", "périscolaire")),
    SynonymRow("", "Tiers-lieu", ("lieu partagé",)),
    SynonymRow("", "Covoiturage", ("trajets partagés",)),
)
SYNONYMS = Synonyms(ROWS)


def vocabulary(*words: str, language: str = "fr", pages: int = 1) -> Vocabulary:
    """Return the vocabulary of an index that holds ``words``."""
    rows = [word_of(word, language, pages) for word in words]
    return Vocabulary(rows, language)


def word_of(surface: str, language: str = "fr", pages: int = 1) -> IndexWord:
    """Return ``surface`` as a word of the index, on so many ``pages``."""
    (token, *_more) = sorted(marked(surface, language, 1), key=len, reverse=True)
    return IndexWord(surface, token[2:], pages)


def finds(query: str, text: str, language: str = "fr", **options) -> bool:
    """Return True if all that ``query`` looks for stands in ``text``."""
    read = read_query(query, SYNONYMS, (language,), **options)
    tokens = marked(text, language, 1)
    return bool(read.concepts) and all(
        any(all(term.marked(1) in tokens for term in way) for way in each.alternatives)
        for each in read.concepts
    )
