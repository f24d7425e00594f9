"""Rows elsewhere that change what facets say of pages: read off the facets' lookups.

A page's own columns and rows are saved with it, and told by what indexes it. Another
page (the structure of a practice) concerns the pages that refer to it; a term, a place
or a body may concern any page, and seldom changes.
"""

from collections import defaultdict
from collections.abc import Iterable
from functools import cache
from typing import Any

from django.core.exceptions import FieldError
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
        for there, column, way in _pages_met(model, lookup):
            columns[there].add(column)
            ways[there].add((model, way))
    return {
        model: (tuple(sorted(columns[model])), tuple(sorted(ways[model], key=str)))
        for model in columns
    }


@cache
def other_rows() -> frozenset[type[Model]]:
    """Return the models of rows that may concern any page: terms, places, bodies…"""
    return frozenset(
        there for model, lookup in _lookups() for there in _rows_met(model, lookup)
    )


def connect() -> None:
    """Connect what changes the lists registered so far; may be called again."""
    other_pages.cache_clear()
    other_rows.cache_clear()
    for page_model in other_pages():
        pre_save.connect(_remember, sender=page_model)
        post_save.connect(_follow_page, sender=page_model)
    for row_model in other_rows():
        post_save.connect(_follow_row, sender=row_model)
        post_delete.connect(_follow_row, sender=row_model)
        m2m_changed.connect(_follow_row, sender=row_model)


def is_followed(model: type[Page], lookup: str) -> bool:
    """Return whether a change of what ``lookup`` goes through is told."""
    for there, column, way in _pages_met(model, lookup):
        columns, ways = other_pages().get(there, ((), ()))
        if column not in columns or (model, way) not in ways:
            return False
    return other_rows().issuperset(_rows_met(model, lookup))


def leads_somewhere(model: type[Model], lookup: str) -> bool:
    """Return whether ``lookup`` leads from ``model`` to a column."""
    query = Query(model)
    try:
        query.names_to_path(lookup.split("__"), model._meta, fail_on_missing=True)
    except FieldError:
        return False
    return True


def _lookups() -> Iterable[tuple[type[Page], str]]:
    for listing in LISTS:
        for facet in listing.facets:
            for lookup in facet.lookups:
                # One that leads nowhere is said by search/checks.py, which names its
                # facet: raised here, while apps start, it would keep it from speaking.
                if leads_somewhere(facet.model, lookup):
                    yield facet.model, lookup


def _pages_met(model: type[Page], lookup: str) -> Iterable[tuple[type[Page], str, str]]:
    """Yield the other pages on the way: model, column read of it, lookup to it."""
    parts = lookup.split("__")
    for rank in range(1, len(parts)):
        there = _models(model, parts[:rank])[-1]
        if issubclass(there, Page) and not _is_same_page(model, parts[:rank]):
            column: Any = there._meta.get_field(parts[rank])
            yield there, column.attname, "__".join(parts[:rank])


def _rows_met(model: type[Page], lookup: str) -> Iterable[type[Model]]:
    """Yield the models of rows on the way that no page saves."""
    for there in _models(model, lookup.split("__")):
        if not issubclass(there, Page) and not _is_row_of_a_page(there):
            yield there


def _models(model: type[Model], parts: list[str]) -> list[type[Model]]:
    """Return the models met on the way, tables between included."""
    path, *_rest = Query(model).names_to_path(parts, model._meta)
    return [step.to_opts.model for step in path]


def _is_same_page(model: type[Model], parts: list[str]) -> bool:
    """True when ``parts`` lead to the page itself, under the name of its own kind."""
    path, *_rest = Query(model).names_to_path(parts, model._meta)
    return all(_is_parent_link(step.join_field) for step in path)


def _is_parent_link(relation: Any) -> bool:
    """True for what ties the tables of one page, from either end."""
    either: Any = getattr(relation, "remote_field", None)
    return any(getattr(end, "parent_link", False) for end in (relation, either))


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
