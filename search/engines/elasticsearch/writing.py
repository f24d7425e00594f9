"""Writing to the index, so that two who write at once do no harm.

What is written bears the number of the change after which it was read: an older one
never takes the place of a newer. It goes to the very index whose position was read,
by an alias of its own, so that an index that was deleted meanwhile is not made anew.

A page that is gone leaves an empty document, that no list holds: a deletion would make
the index anew, and its number is forgotten after a minute.
"""

from collections.abc import Iterable, Mapping
from typing import Any

from elasticsearch.helpers import BulkIndexError, bulk

from search.changes import Position

# What was written since is newer.
CONFLICT = 409


def own_alias(index: str) -> str:
    """Return the alias that leads to this index and never to another."""
    return f"{index}_own"


def actions(
    documents: Mapping[int, dict], gone: Iterable[int], position: Position
) -> list[dict]:
    """Return what to write: ``documents``, and pages that are no longer there."""
    return [
        {
            "_id": str(key),
            "_source": document,
            "version": position.pk,
            "version_type": "external_gte",
        }
        for key, document in (*documents.items(), *((key, {}) for key in gone))
    ]


def write(es: Any, index: str, wanted: list[dict], *, refresh: bool = False) -> None:
    """Write ``wanted``; BulkIndexError if some of it was refused."""
    if not wanted:
        return
    errors: Any
    _written, errors = bulk(
        es,
        wanted,
        index=own_alias(index),
        require_alias=True,
        refresh=refresh,
        raise_on_error=False,
    )
    refused = [
        error
        for error in errors
        for said in error.values()
        if said.get("status") != CONFLICT
    ]
    if refused:
        raise BulkIndexError(f"{len(refused)} documents were refused", refused)
