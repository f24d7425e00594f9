"""System checks: what facets and indexing take for granted."""

from typing import Any

from django.core.checks import CheckMessage, Error
from django.core.exceptions import FieldError
from django.db.models import Model
from django.db.models.sql import Query

from portal.core.words import kinds, words_of_kind
from search.engines.elasticsearch.client import backend, is_configured
from search.lists import LISTS


def check_facets(**kwargs: Any) -> list[CheckMessage]:
    """Return an error for each lookup that leads nowhere."""
    found = [
        (f"Facet « {facet.name} »", facet.model, facet.lookups)
        for listing in LISTS
        for facet in listing.facets
    ]
    for kind in kinds():
        words = words_of_kind(kind)
        lookups = (*words.names, *words.terms, *words.pages)
        found.append((kind.words_from, kind, lookups))
    wrong = [
        f"{where}: « {lookup} » leads from no {model.__name__} to a column."
        for where, model, lookups in found
        for lookup in lookups
        if not _leads_somewhere(model, lookup)
    ]
    for listing in LISTS:
        for facet in listing.facets:
            try:
                facet.pairs() if facet.condition else None
            except FieldError as error:
                wrong.append(f"Facet « {facet.name} »: {error}")
    return [Error(message, id="search.E001") for message in wrong]


def _leads_somewhere(model: type[Model], lookup: str) -> bool:
    query = Query(model)
    try:
        query.names_to_path(lookup.split("__"), model._meta, fail_on_missing=True)
    except FieldError:
        return False
    return True


def check_elasticsearch(**kwargs: Any) -> list[CheckMessage]:
    """Return an error when the settings name a server in words that make no sense."""
    if not is_configured():
        return []
    try:
        backend()
    except (ValueError, OSError) as error:
        return [Error(f"ELASTICSEARCH_URL: {error}", id="search.E002")]
    return []
