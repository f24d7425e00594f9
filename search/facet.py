"""What a facet is, and where its values come from."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from typing import Any

from django.db.models import F, Model, Q, QuerySet, Value
from django.utils.functional import Promise

from wagtail.models import Page

from portal.core.fields import SEPARATOR
from portal.core.models import Term
from portal.core.models.base import SOURCE_LANGUAGE
from practices.models import PracticePage
from search.options import ChoiceOptions, Options


@dataclass(frozen=True)
class Facet:
    """One way of narrowing the list: OR between its values, AND with the others.

    ``lookups`` lead from a page of ``model`` to the values it has; a page has a value
    once, by however many ways. Where a value is no column, ``condition`` says which
    pages have it, and the options are a closed list.
    """

    name: str
    label: str | Promise
    lookups: tuple[str, ...]
    options: Options
    condition: Callable[[str], Q] | None = None
    is_always_open: bool = False
    # True for one that the panel shows only once it is chosen.
    is_secondary: bool = False
    model: type[Page] = PracticePage

    def on(self, model: type[Page], *lookups: str) -> "Facet":
        """Return the same facet of another kind of page, led to by ``lookups``."""
        return replace(self, model=model, lookups=lookups, is_always_open=True)

    def pairs(self) -> list[QuerySet]:
        """Return queries that together give every (page, value) there is."""
        if self.condition and isinstance(self.options, ChoiceOptions):
            return [
                self.having([value]).values_list("pk", Value(value))
                for value in self.options.choices.values
            ]
        pages = self.model._default_manager.order_by()
        return [pages.values_list("pk", lookup) for lookup in self.lookups]

    def having(self, values: Iterable[str]) -> QuerySet:
        """Return the pages that have one of ``values``; each once or more."""
        every = self.model._default_manager.order_by()
        condition = Q()
        if self.condition:
            for value in values:
                condition |= self.condition(value)
            return every.filter(condition)
        for lookup in self.lookups:
            pages = every.filter(**{f"{lookup}__in": values})
            condition |= Q(pk__in=pages.values("pk"))
        return every.filter(condition)


def holds(lookup: str) -> Callable[[str], Q]:
    """Return the condition « the set of values that ``lookup`` names holds a value »."""
    return lambda value: Q(**{f"{lookup}__contains": f"{SEPARATOR}{value}{SEPARATOR}"})


def terms(model: type[Term], label: Any = None) -> Callable[[str], QuerySet]:
    """Return a function that gives the rows of ``model`` labelled in a language."""

    def rows(language: str) -> QuerySet:
        terms = model.objects.sources().with_label(language)
        name = "name" if language == SOURCE_LANGUAGE else "localized_name"
        return terms.annotate(option_label=label(name) if label else F(name))

    return rows


def named(model: type[Model]) -> Callable[[str], QuerySet]:
    """Return a function that gives the rows of ``model``: a name is not translated."""
    return lambda language: model._default_manager.annotate(option_label=F("name"))


def is_true(lookup: str) -> Callable[[str], Q]:
    """Return the condition « yes » of a facet that has no other value."""
    return lambda value: Q(**{lookup: True})
