"""How far the index has followed the changes of the database: it says so itself.

One document, that no list shows, holds the last change that was followed. Whoever asks
the index is told it in the same answer, and sees whether what it says is of today.
"""

from dataclasses import dataclass
from datetime import timedelta
from typing import Any
from uuid import UUID

from django.utils import timezone

from elasticsearch import NotFoundError

from search.changes import Position
from search.engines.elasticsearch.fields import DAY, POSITION, schema
from search.engines.elasticsearch.writing import own_alias
from search.models import IndexChange

# A change may take as long to be followed.
TIME_TO_FOLLOW = timedelta(seconds=2)


@dataclass(frozen=True)
class State:
    """What an index says of itself; ``index`` is the one behind the alias."""

    index: str
    position: Position
    # When all pages were last compared.
    day: str


def mark(position: Position) -> str:
    """Return ``position`` and the fields of the index in one word."""
    return f"{position.pk}:{position.token or ''}:{schema()}"


def read_mark(text: str) -> Position | None:
    """Return the position that `mark` told; None if it is of an index of no use."""
    pk, _colon, rest = text.partition(":")
    token, _colon, fields = rest.partition(":")
    if not pk.isdigit() or fields != schema():
        return None
    try:
        return Position(int(pk), UUID(token) if token else None)
    except ValueError:
        return None


def read_state(es: Any, alias: str) -> State | None:
    """Return what the index says of itself; None when it is not there, or of no use."""
    try:
        found = es.get(index=alias, id=POSITION)
    except NotFoundError:
        return None
    position = read_mark(str(found["_source"].get(POSITION)))
    if position is None:
        return None
    return State(found["_index"], position, str(found["_source"].get(DAY)))


def write_position(es: Any, index: str, position: Position) -> None:
    """Have the index say that it has followed ``position``; never an older one."""
    es.options(ignore_status=409).index(
        index=own_alias(index),
        require_alias=True,
        id=POSITION,
        document={POSITION: mark(position), DAY: today()},
        version=position.pk,
        version_type="external_gte",
        refresh=True,
    )


def today() -> str:
    """Return the day it is here."""
    return timezone.localdate().isoformat()


def is_known(position: Position) -> bool:
    """True when the database has been at ``position``."""
    rows = IndexChange.objects.filter(pk=position.pk).values_list("token", flat=True)
    return not position.pk or position.token in rows


def is_recent(position: Position) -> bool:
    """True when nothing has changed since ``position``, or only just; one query."""
    rows = IndexChange.objects.filter(pk__gte=position.pk).order_by("pk")
    found = list(rows.values_list("pk", "token", "made_at")[:2])
    if position.pk:
        if not found or found[0][:2] != (position.pk, position.token):
            return False
        found = found[1:]
    # A clock may have been set back since.
    return not found or abs(timezone.now() - found[0][2]) < TIME_TO_FOLLOW
