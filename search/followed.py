"""Rows elsewhere that change what facets say of pages: read off the facets' lookups.

A page's own columns and rows are saved with it, and told by what indexes it. Another
page (the structure of a practice) concerns the pages that refer to it; a term, a place
or a body may concern any page, and seldom changes.
"""

from collections import defaultdict
from collections.abc import Iterable
from functools import cache
from typing import Any

from django.db.models import Model
from django.db.models.signals import m2m_changed, post_delete, post_save, pre_save
from django.db.models.sql import Query

from wagtail.models import Page

from search.changes import record_all, record_pages
from search.lists import LISTS

# (model of pages, lookup that leads from it to the other page)
Way = tuple[type[Page], str]


@cache
def other_pages() -> dict[type[Page], tuple[tuple[str, ...], tuple[Way, ...]]]:
    """Return for each model of other pages the columns that matter, and the ways there."""
    columns: dict[type[Page], set[str]] = defaultdict(set)
    ways: dict[type[Page], set[Way]] = defaultdict(set)
    for model, lookup in _lookups():
        parts = lookup.split("__")
        for rank in range(1, len(parts)):
            there = _models(model, parts[:rank])[-1]
            if issubclass(there, Page) and not _is_same_page(model, parts[:rank]):
                column: Any = there._meta.get_field(parts[rank])
                columns[there].add(column.attname)
                ways[there].add((model, "__".join(parts[:rank])))
    return {
        model: (tuple(sorted(columns[model])), tuple(sorted(ways[model], key=str)))
        for model in columns
    }


@cache
def other_rows() -> frozenset[type[Model]]:
    """Return the models of rows that may concern any page: terms, places, bodies…"""
    found: set[type[Model]] = set()
    for model, lookup in _lookups():
        for there in _models(model, lookup.split("__")):
            if not issubclass(there, Page) and not _is_row_of_a_page(there):
                found.add(there)
    return frozenset(found)


def connect() -> None:
    """Connect what changes the lists of this app and of those below; called once."""
    for page_model in other_pages():
        pre_save.connect(_remember, sender=page_model)
        post_save.connect(_follow_page, sender=page_model)
    for row_model in other_rows():
        post_save.connect(_follow_row, sender=row_model)
        post_delete.connect(_follow_row, sender=row_model)
        m2m_changed.connect(_follow_row, sender=row_model)


def _lookups() -> Iterable[tuple[type[Page], str]]:
    for listing in LISTS:
        for facet in listing.facets:
            for lookup in facet.lookups:
                yield facet.model, lookup


def _models(model: type[Model], parts: list[str]) -> list[type[Model]]:
    """Return the models met on the way, tables between included."""
    path, *_rest = Query(model).names_to_path(parts, model._meta)
    return [step.to_opts.model for step in path]


def _is_same_page(model: type[Model], parts: list[str]) -> bool:
    """True when ``parts`` lead to the page itself, under the name of its own kind."""
    path, *_rest = Query(model).names_to_path(parts, model._meta)
    return all(issubclass(step.to_opts.model, model) for step in path)


def _is_row_of_a_page(model: type[Model]) -> bool:
    """True for rows that a page saves: children, and what ties it to terms."""
    return any(
        field.is_relation
        and isinstance(field.related_model, type)
        and issubclass(field.related_model, Page)
        for field in model._meta.concrete_fields
        if field.name in ("page", "content_object") or model._meta.auto_created
    )


def _remember(sender: type[Page], instance: Any, raw: bool = False, **kwargs) -> None:
    columns, _ways = other_pages()[sender]
    instance._said_by_facets = None
    if instance.pk and not raw:
        rows = sender._default_manager.filter(pk=instance.pk)
        instance._said_by_facets = rows.values_list(*columns).first()


def _follow_page(
    sender: type[Page], instance: Any, raw: bool = False, **kwargs
) -> None:
    columns, ways = other_pages()[sender]
    before = instance._said_by_facets
    if before is None or before == tuple(getattr(instance, each) for each in columns):
        return
    found: set[int] = set()
    for model, lookup in ways:
        pages = model._default_manager.filter(**{lookup: instance.pk})
        found.update(pages.order_by().values_list("pk", flat=True))
    record_pages(found)


def _follow_row(sender: type[Model], created: bool = False, **kwargs: Any) -> None:
    # No page refers yet to what has just been made.
    if not created:
        record_all()
