"""System checks: what facets and indexing take for granted."""

from typing import Any

from django.core.checks import CheckMessage, Error
from django.core.exceptions import FieldError

from portal.core.words import kinds, words_of_kind
from search.engines.elasticsearch.client import backend, is_configured
from search.followed import is_followed, leads_somewhere
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
        if not leads_somewhere(model, lookup)
    ]
    for listing in LISTS:
        for facet in listing.facets:
            try:
                facet.pairs() if facet.condition else None
            except FieldError as error:
                wrong.append(f"Facet « {facet.name} »: {error}")
    return [Error(message, id="search.E001") for message in wrong]


def check_followed(**kwargs: Any) -> list[CheckMessage]:
    """Return an error for each lookup through rows whose changes nobody tells."""
    return [
        Error(
            f"Facet « {facet.name} »: nobody tells when what « {lookup} » goes through "
            f"changes (list « {listing.name} »).",
            hint="Call search.followed.connect() once the list is registered.",
            id="search.E002",
        )
        for listing in LISTS
        for facet in listing.facets
        for lookup in facet.lookups
        if leads_somewhere(facet.model, lookup) and not is_followed(facet.model, lookup)
    ]


def check_elasticsearch(**kwargs: Any) -> list[CheckMessage]:
    """Return an error when the settings name a server in words that make no sense."""
    if not is_configured():
        return []
    try:
        backend()
    except (ValueError, OSError) as error:
        return [Error(f"ELASTICSEARCH_URL: {error}", id="search.E003")]
    return []
