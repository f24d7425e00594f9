"""What in a typed text may tell of a person: addresses, numbers, known names.

When in doubt a text is taken for personal: a search that is not counted costs little.
"""

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import takewhile

from django.apps import apps

from portal.core.text import words_of
from portal.language.stopwords import ENGLISH, FRENCH

MAIL = re.compile(
    r"@|(?:\b|_)arobase(?:\b|_)|[(\[{]\s*at\s*[)\]}]|\bat\b.*\b(?:dot|point)\b",
    re.IGNORECASE,
)
# A telephone, however it is written; so are longer numbers. A postcode has five.
NUMBER = re.compile(r"\d(?:[\W_x]*\d){5}", re.IGNORECASE)
# Where one name ends and another begins: « Ana Roux, Bob Blanc et [Eve Noir] ».
BETWEEN = re.compile(
    r"[,;/&(){}\[\]<>«»“”\"\n–—|:©]|\s-\s|\b(?:et|and|avec|ép\.?|née?)\s", re.IGNORECASE
)
PARTICLES = {"de", "du", "des", "d", "la", "le", "l", "van", "von", "der", "el", "ben"}
SHORTEST_FAMILY = 3
MOST_WORDS = 7
# What begins no name, and what no one is called: where capitals do not tell.
ARTICLES = {"l", "le", "la", "les", "un", "une", "notre", "nos"}
NO_PERSONS = frozenset(
    words_of(
        "accueil administration adhérent adhérente adhérents agence animateur animatrice"
        " animateurs asso association atelier bénévole bénévoles bureau CCAS centre"
        " collectif collectivité comité commission communauté commune communication"
        " compagnie conseil contact coopérative coordinateur coordinatrice coordination"
        " département directeur directrice direction école équipe équipes espace"
        " établissement famille familles fédération fondation groupe groupes habitant"
        " habitante habitantes habitants jeunes mairie maison médiathèque membre membres"
        " mission MJC parents personnel personne personnes pôle président présidente"
        " projet référent référente référents région réseau responsable salarié salariée"
        " salariés secrétaire secrétariat service services social sociale stagiaire"
        " stagiaires structure syndicat tiers ville participant participante participants"
    )
)
NO_NAMES = {"photo", "photos", "credit", "credits", "dessin", "texte", "par", "by"}


@dataclass(frozen=True)
class Holder:
    """A model whose ``fields``, one after the other, name someone."""

    label: str
    fields: tuple[str, ...]
    asked: Mapping[str, bool] = field(default_factory=dict)
    # False where it may be a body or a team, or what a stranger typed.
    is_person: bool = True
    # Typed with or without capitals.
    is_typed: bool = False


HOLDERS = (
    Holder("users.User", ("first_name", "last_name"), is_typed=True),
    Holder("practices.AmbassadorPage", ("title",), {"is_anonymous": False}),
    Holder("practices.StructurePage", ("contact_name",)),
    Holder("practices.PracticePage", ("contact_name",)),
    Holder("events.Speaker", ("name",)),
    Holder("events.PersonName", ("name",)),
    Holder("events.PersonName", ("aliases",)),
    Holder("events.Opinion", ("author",)),
    Holder("practices.Question", ("name",), is_person=False, is_typed=True),
    Holder("practices.PracticePage", ("source_author",), is_person=False),
    Holder("practices.PracticeCredit", ("name",), is_person=False),
    Holder("events.Workshop", ("facilitators",), is_person=False),
    Holder("events.Workshop", ("presented_by",), is_person=False),
    Holder("home.ArticlePage", ("source_author",), is_person=False),
    Holder("home.ArticlePage", ("contributor",), is_person=False),
    Holder("core.PortalImage", ("credit",), is_person=False),
    Holder("core.PortalDocument", ("credit",), is_person=False),
)
BODIES = (
    ("practices.Organisation", "name"),
    ("practices.StructurePage", "title"),
    ("practices.Territory", "name"),
)
# Words that are looked for: a family name that is one of them tells nothing alone.
VOCABULARY = (
    ("practices.Theme", "name"),
    ("practices.Audience", "name"),
    ("core.GlossaryTerm", "name"),
    ("taggit.Tag", "name"),
)


@dataclass(frozen=True)
class KnownNames:
    """The persons the portal knows of, as sets of folded words."""

    whole: frozenset[frozenset[str]] = frozenset()
    # Enough by themselves, beside any other word.
    families: frozenset[str] = frozenset()
    # Enough where nothing else is asked.
    alone: frozenset[str] = frozenset()

    def in_text(self, text: str) -> bool:
        """True when ``text`` holds one of them, in any order, case and accents."""
        words = {word for word in words_of(text) if len(word) > 1}
        if words & self.families or (len(words) == 1 and words <= self.alone):
            return True
        return any(name <= words for name in self.whole)


def holds_address_or_number(text: str) -> bool:
    """True when ``text`` may hold an e-mail address or a telephone."""
    plain = unicodedata.normalize("NFKC", text)
    return bool(MAIL.search(plain) or NUMBER.search(plain))


def known_names() -> KnownNames:
    """Read the names of persons from the models that hold them."""
    persons, signatures = set(), set()
    families: set[str] = set()
    alone: set[str] = set()
    for holder in HOLDERS:
        for words in _names_held(holder):
            name = _folded(words)
            if not holder.is_person:
                signatures.add(name)
                continue
            persons.add(name)
            alone |= name
            families |= _family(words) if len(name) > 1 else set()
    signatures -= _all(BODIES, lambda name: _folded(name.split()))
    vocabulary = {word for name in _all(VOCABULARY, _folded_words) for word in name}
    return KnownNames(
        whole=frozenset(name for name in persons | signatures if len(name) > 1),
        families=frozenset(families - vocabulary),
        alone=frozenset(alone - vocabulary),
    )


def person_names(text: str) -> Iterator[list[str]]:
    """Give the names in ``text``: a few words, each with a capital.

    >>> list(person_names("Ana Roux, l’équipe du centre et Bob de La Tour"))
    [['Ana', 'Roux'], ['Bob', 'de', 'La', 'Tour']]
    """
    for part in BETWEEN.split(text):
        words = part.replace("’", " ").replace("'", " ").split()
        proper = [word for word in words if word.lower() not in PARTICLES]
        if 0 < len(proper) <= MOST_WORDS and all(word[0].isupper() for word in proper):
            yield words


def typed_names(text: str) -> Iterator[list[str]]:
    """Give the names in ``text``, that was typed with capitals as it comes, or none.

    A team, a body or a post is none, and ends the name that comes before it.

    >>> list(typed_names("ana roux du centre social, l’équipe et bob blanc"))
    [['Ana', 'Roux'], ['Bob', 'Blanc']]
    """
    for words in person_names(text.title()):
        name = list(takewhile(_may_be_of_a_person, words))
        while name and name[-1].lower() in PARTICLES:
            name.pop()
        if name and name[0].lower() not in ARTICLES:
            yield name


def _may_be_of_a_person(word: str) -> bool:
    return NO_PERSONS.isdisjoint(words_of(word))


def _folded(words: Iterable[str]) -> frozenset[str]:
    """Return the words that make a name, folded, without particles nor initials."""
    folded = {each for word in words for each in words_of(word)}
    return frozenset(word for word in folded - PARTICLES - NO_NAMES if len(word) > 1)


def _family(words: list[str]) -> set[str]:
    """Return the family name alone: in capitals, else the last word.

    Nothing of a name that is as short as a small word, or is one.
    """
    capitals = [word for word in words if len(word) > 1 and word.isupper()]
    is_all_capitals = len(capitals) == len(words)
    parts = capitals if capitals and not is_all_capitals else words[-1:]
    return {
        word
        for word in _folded(parts)
        if len(word) >= SHORTEST_FAMILY and word not in FRENCH | ENGLISH
    }


def _names_held(holder: Holder) -> Iterator[list[str]]:
    rows = apps.get_model(holder.label)._default_manager.filter(**holder.asked)
    for values in rows.values_list(*holder.fields).order_by().distinct():
        text = " ".join(values)
        yield from person_names(text.title() if holder.is_typed else text)
        if holder.is_person:
            # Capitals do not tell where they are typed as it comes.
            yield from typed_names(text)


def _folded_words(name: str) -> frozenset[str]:
    return frozenset(words_of(name))


def _all(
    sources: Iterable[tuple[str, str]], read: Callable[[str], frozenset[str]]
) -> set[frozenset[str]]:
    """Return what ``read`` gives for each name in a field of a model."""
    return {
        read(name)
        for label, column in sources
        for name in apps.get_model(label)
        ._default_manager.order_by()
        .values_list(column, flat=True)
    }
