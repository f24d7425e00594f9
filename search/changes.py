"""What has changed in what lists hold, told to every process through the database.

Whoever changes a page, or a row that facets take values from, writes down which pages
are concerned; whoever keeps something of the lists (search/engines) asks what it missed.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from search.models import IndexChange, IndexVersion

VERSION = 1
# Past this many pages, reading everything again is no dearer.
MAX_PAGES = 500
KEPT_FOR = timedelta(days=2)


@dataclass(frozen=True)
class Position:
    """The last change that was read; ``pk`` is 0 before the first."""

    pk: int = 0
    token: UUID | None = None


@dataclass(frozen=True)
class Changes:
    """What has changed since a position, and the position after it."""

    position: Position
    pages: frozenset[int] = frozenset()
    # True when any page may have changed.
    is_all: bool = False


def wait_for_turn() -> None:
    """Wait for whoever writes the index, before reading anything that is written.

    Two who had read the same texts would count their words twice; one who had read a
    page before it changed would write what it was; a change committed late would have
    a number that others have passed. In a transaction.
    """
    IndexVersion.objects.select_for_update().get_or_create(pk=VERSION)


def record(pages: Iterable[int] | None) -> None:
    """Write down that ``pages`` have changed, all of them if None; a query or two.

    To be called in the transaction of the change, once one's turn has come.
    """
    found = None if pages is None else sorted(set(pages))
    if found is not None and len(found) > MAX_PAGES:
        found = None
    if found is None or found:
        IndexChange.objects.create(pages=found)


@transaction.atomic
def record_all() -> None:
    """Write down that any page may have changed."""
    wait_for_turn()
    record(None)


@transaction.atomic
def record_pages(pages: Iterable[int]) -> None:
    """Write down that ``pages`` have changed, outside of what indexes them."""
    wait_for_turn()
    record(pages)


def changes_since(position: Position | None) -> Changes:
    """Return what was committed since ``position``, in one query; everything for None.

    A position that is not known (undone, or forgotten since) is as good as none.
    """
    rows = IndexChange.objects.values_list("pk", "token", "pages")
    if position is None:
        last = rows.order_by("-pk").first()
        return Changes(Position(last[0], last[1]) if last else Position(), is_all=True)
    found = list(rows.filter(pk__gte=position.pk).order_by("pk"))
    if not found and not position.pk:
        return Changes(position)
    # Before the first change nothing tells one database from another.
    if not position.pk or (not found or found[0][:2] != (position.pk, position.token)):
        return changes_since(None)
    new = found[1:]
    if not new:
        return Changes(position)
    pages = [each for _pk, _token, each in new]
    return Changes(
        Position(*new[-1][:2]),
        frozenset(pk for each in pages if each for pk in each),
        is_all=any(each is None for each in pages),
    )


def forget_old_changes() -> None:
    """Delete the changes that everyone has read, but for the last one."""
    last = IndexChange.objects.order_by("-pk").values_list("pk", flat=True).first()
    IndexChange.objects.filter(
        made_at__lt=timezone.now() - KEPT_FOR, pk__lt=last or 0
    ).delete()
