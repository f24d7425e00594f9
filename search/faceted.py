"""What a list narrowed by facets is: what it may show, in what order, in what words."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property
from typing import Any

from django.db.models import Expression, F, Min, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.utils.functional import Promise

from wagtail.models import Page

from portal.core.models import BasePage
from portal.core.models.base import SOURCE_LANGUAGE
from portal.core.typography import number_fr
from search.facet import Facet

# The key of the page: it ends every order.
PAGE = "page"


@dataclass(frozen=True)
class Key:
    """What an order goes by: a column, upwards or downwards; what has none comes last.

    Texts go by code point, which all engines sort alike.
    """

    column: str
    is_descending: bool = False
    is_text: bool = False


@dataclass(frozen=True)
class Turns:
    """Moments that change an order: those in ``column`` of ``pages``."""

    pages: QuerySet
    column: str

    def next_after(self, now: datetime) -> datetime | None:
        """Return the first of them that is to come; one query."""
        coming = self.pages.filter(**{f"{self.column}__gt": now})
        return coming.aggregate(turn=Min(self.column))["turn"]


@dataclass(frozen=True)
class Order:
    """An order a list can take: ``keys`` over what ``columns`` computes in a language.

    ``page`` is the key of the page, and ends every order.
    """

    value: str
    label: str | Promise
    columns: Callable[[str], Mapping[str, F | Expression]]
    keys: tuple[Key, ...]
    # The moments that change the order in a language when they pass, as the column of
    # some pages; None where time changes nothing.
    turns: Callable[[str], Turns | None] = lambda language: None


def up(column: str) -> Key:
    """Return the key « ``column``, the smallest first »."""
    return Key(column)


def down(column: str) -> Key:
    """Return the key « ``column``, the largest first »."""
    return Key(column, is_descending=True)


def by_text(column: str) -> Key:
    """Return the key « the text ``column`` »."""
    return Key(column, is_text=True)


@dataclass(frozen=True)
class Wording:
    """How a list speaks of what it holds; ``n`` chooses between one and several."""

    title: str | Promise
    # « Aucune pratique », « 26 pratiques », « Voir les 26 pratiques »
    none: str | Promise
    some: Any
    show_some: Any
    # « Voir toutes les pratiques »; a list that has no page says none of what follows.
    show_all: str | Promise = ""
    # What the search field is for, and an example of what one may type.
    search: str | Promise = ""
    example: str | Promise = ""
    # What one is called among pages of other kinds: « pratique ». Empty where the search
    # field proposes nothing while one types.
    one: str | Promise = ""

    def count(self, number: int) -> str:
        """Return how many there are, in words."""
        return self._say(self.some, number) if number else str(self.none)

    def show(self, number: int) -> str:
        """Return what a link to that many says."""
        return self._say(self.show_some, number)

    def _say(self, words: Any, number: int) -> str:
        return words % {"n": number, "number": number_fr(number)}


@dataclass(frozen=True)
class Clue:
    """What tells a page from others in few words, beside its title.

    ``columns`` lead to it from any page; ``say`` makes words of what they hold.
    """

    columns: Mapping[str, str]
    say: Callable[[Mapping[str, Any]], str]


# There is one of each: compared and found by what it is, not by what it holds.
@dataclass(frozen=True, eq=False)
class FacetedList:
    """A list of pages, the facets that narrow it and the orders it takes."""

    # The kind of its index page, in `portal.core.navigation.KINDS`.
    name: str
    models: tuple[type[Page], ...]
    # The French pages anyone may read; called, not kept: that changes.
    pages: Callable[[], QuerySet]
    facets: tuple[Facet, ...]
    orders: tuple[Order, ...]
    # What the template shows for keys of pages, in order, in a language.
    show: Callable[[list[int], str], list[Any]]
    template: str
    wording: Wording
    clue: Clue = field(default=Clue({}, lambda held: ""))
    per_page: int = 12
    # Who bears a name made of these words, with where they spoke, in a language: each
    # with ``name``, ``keys`` of pages, and ``days`` to link to.
    people: Callable[[tuple[str, ...], str], list[Any]] = lambda words, language: []
    # The names that folded words may have meant, when nothing answers.
    names_meant: Callable[[tuple[str, ...]], list[str]] = lambda words: []
    # True for the list that says under a text's results what other lists hold.
    looks_elsewhere: bool = False
    # True when what it shows are cards with a key, that say where a text was found.
    tells_hits: bool = False
    # False for what is only shown by what other lists find of a text.
    has_page: bool = True
    # True when time alone changes what it shows, or how: its engine is the database.
    follows_dates: bool = False

    @property
    def proposes(self) -> str:
        """The list that proposals are asked for; empty where there are none."""
        return self.name if self.wording.one else ""

    @cached_property
    def by_name(self) -> dict[str, Facet]:
        """The facets by the name that stands in addresses."""
        return {facet.name: facet for facet in self.facets}


def shown_title(model: type[BasePage], column: str) -> Callable[[str], dict[str, Any]]:
    """Return a function that gives the title a reader of a language sees.

    ``column`` is the column of ``model`` that sorts as its title does.
    """

    def columns(language: str) -> dict[str, Any]:
        if language == SOURCE_LANGUAGE:
            return {"shown_title": F(column)}
        translation = (
            _translations(model, language)
            .filter(translation_key=OuterRef("translation_key"))
            .order_by()
        )
        own = Subquery(translation.values(column)[:1])
        return {"shown_title": Coalesce(own, F(column))}

    return columns


def end_of_shown_title(model: type[BasePage]) -> Callable[[str], Turns | None]:
    """Return a function that gives when titles of a language give way to the French."""

    def turns(language: str) -> Turns | None:
        if language == SOURCE_LANGUAGE:
            return None
        return Turns(_translations(model, language), "expire_at")

    return turns


def _translations(model: type[BasePage], language: str) -> QuerySet:
    """Return the pages of ``model`` that anyone may read, written in ``language``."""
    return model.objects.published().filter(
        locale__language_code=language, alias_of=None
    )
