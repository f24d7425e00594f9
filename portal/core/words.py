"""Where the words of each kind of page come from, as data.

Each kind of page that is found says it in one `Words` (``words_from``); the app
``search`` reads them (search/texts.py).
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.apps import apps
from django.db.models import Model
from django.db.models.sql import Query
from django.utils.module_loading import import_string

from portal.core.models import FoundByWords

# A model of pages that are `FoundByWords`: a mixin has no manager that types know.
Kind = type[Any]


@dataclass(frozen=True)
class Words:
    """Where the words of a kind of page come from, besides its title."""

    # The page's own, in each language.
    fields: tuple[str, ...]
    # Those of its rows, in each language.
    rows: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    # The page that a row of a relation is about: a row is shown while that one is.
    shown_with: Mapping[str, str] = field(default_factory=dict)
    # Proper names: the same in all languages.
    names: tuple[str, ...] = ()
    # Terms: a page refers to the French one and is found by its name in any language.
    terms: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    # Other pages, found by their title while anyone may read them.
    pages: tuple[str, ...] = ()
    # True for a page that shows no more than its lead: the rest is not searched either.
    is_lead_only: Callable[[Any], bool] | None = None


def kinds() -> list[Kind]:
    """Return the kinds of pages that are found by their words."""
    return [
        model
        for model in apps.get_models()
        if issubclass(model, FoundByWords) and model.words_from
    ]


def words_of_kind(model: Kind) -> Words:
    """Return where the words of ``model`` come from."""
    return import_string(model.words_from)


def model_at(model: type[Model], lookup: str) -> type[Model]:
    """Return the model that the relations ``lookup`` lead to from ``model``.

    Raises FieldError when they lead nowhere.
    """
    path, *_rest = Query(model).names_to_path(
        lookup.split("__"), model._meta, fail_on_missing=True
    )
    return path[-1].to_opts.model
