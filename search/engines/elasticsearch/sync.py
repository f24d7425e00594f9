"""Having the index follow the database: run each second by `manage.py work`.

What has changed is read off the log of changes (search/changes.py) from where the index
says it is: so it catches up by itself after it was away.
"""

import logging
import threading
import time
from collections.abc import Callable, Iterable, Iterator
from typing import Any

from wagtail.models import Page

from elasticsearch.helpers import BulkIndexError, scan

from search.changes import Position, changes_since
from search.engines.elasticsearch.client import TROUBLES, backend, is_configured
from search.engines.elasticsearch.documents import (
    AT_ONCE,
    Document,
    documents_of_keys,
    said_to_lists,
    shown_keys,
)
from search.engines.elasticsearch.fields import (
    DIGEST,
    LISTS_OF,
    POSITION,
    served_kinds,
)
from search.engines.elasticsearch.position import (
    is_known,
    read_state,
    today,
    write_position,
)
from search.engines.elasticsearch.writing import actions, write

logger = logging.getLogger(__name__)
# Seconds to wait before asking again a server that did not answer.
REST = 5.0


class _Follower:
    """What a worker remembers of a server that does not answer."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._again_at = 0.0
        self._is_away = False
        # The worker and a command in one process, in tests.
        self._lock = threading.Lock()

    def follow(self) -> None:
        """Bring the index up to date; quietly nothing while it is left alone."""
        if not is_configured() or self._clock() < self._again_at:
            return
        try:
            with self._lock:
                bring_up_to_date()
        except (*TROUBLES, BulkIndexError) as error:
            self._again_at = self._clock() + REST
            if not self._is_away:
                logger.warning("The index of Elasticsearch is not followed: %s", error)
            self._is_away = True
            return
        if self._is_away:
            logger.info("The index of Elasticsearch is followed again.")
        self._is_away = False


_follower = _Follower()


def sync() -> None:
    """Bring the index up to date, if one is configured and answers."""
    _follower.follow()


def bring_up_to_date() -> None:
    """Write to the index what has changed since it was; build it if need be."""
    server = backend()
    name = server.get_index_for_model(Page).name
    state = read_state(server.es, name)
    if state is None:
        rebuild()
        return
    changes = changes_since(state.position)
    if changes.is_all and not is_known(state.position):
        # Another database, or one that was put back: what was written may be of later.
        rebuild()
        return
    if changes.is_all or state.day != today():
        # What follows dates may differ today.
        if mend(state.index, changes.position) and any(differences(state.index)):
            # Someone else wrote there: what is of an older change may not replace it.
            rebuild()
            return
    elif changes.pages:
        _write_pages(state.index, changes.pages, changes.position)
    elif changes.position == state.position:
        return
    write_position(server.es, state.index, changes.position)


def rebuild() -> None:
    """Fill another index from the database, and put it in the place of the old one."""
    server = backend()
    rebuilder = server.rebuilder_class(server.get_index_for_model(Page))
    index = rebuilder.start()
    try:
        for model in served_kinds():
            index.add_model(model)
        for keys in shown_keys():
            found = documents_of_keys(server.mapping_class, keys)
            write(server.es, index.name, actions(found, (), index.position))
        rebuilder.finish()
    except BaseException:
        try:
            rebuilder.abandon()
        except TROUBLES:
            logger.info("An unfinished index is left; the next rebuild deletes it.")
        raise


def differences(index: str, *, is_deep: bool = False) -> Iterator[dict[int, Document]]:
    """Compare all pages with ``index``; yield those that differ, in batches.

    A page that should not be there has an empty document. ``is_deep`` compares the
    documents themselves, not what tells them apart in short.
    """
    server = backend()
    server.es.indices.refresh(index=index)
    stored = {
        hit["_id"]: hit["_source"].get(DIGEST)
        for hit in scan(
            server.es,
            index=index,
            query={"_source": [DIGEST, LISTS_OF]},
            size=2 * AT_ONCE,
        )
        # Not what pages that are gone have left.
        if hit["_id"] != POSITION and hit["_source"]
    }
    for keys in shown_keys():
        found = documents_of_keys(server.mapping_class, keys)
        kept: dict[str, Any] = {
            key: {DIGEST: each} for key, each in stored.items() if int(key) in found
        }
        if is_deep and kept:
            answer = server.es.mget(index=index, ids=sorted(kept))
            kept = {each["_id"]: each.get("_source") for each in answer["docs"]}
        wrong = {
            key: document
            for key, document in found.items()
            if not _is_same(document, kept.get(str(key)), is_deep=is_deep)
        }
        for key in found:
            stored.pop(str(key), None)
        if wrong:
            yield wrong
    if stored:
        yield {int(key): {} for key in stored}


def mend(index: str, position: Position, *, is_deep: bool = False) -> int:
    """Write to ``index`` what differs, and nothing else; return how many pages did."""
    server = backend()
    number = 0
    for wrong in differences(index, is_deep=is_deep):
        found = {key: document for key, document in wrong.items() if document}
        gone = [key for key in wrong if key not in found]
        write(server.es, index, actions(found, gone, position), refresh=True)
        number += len(wrong)
    return number


def _write_pages(index: str, pages: Iterable[int], position: Position) -> None:
    server = backend()
    wanted = sorted(pages)
    for start in range(0, len(wanted), AT_ONCE):
        keys = wanted[start : start + AT_ONCE]
        found = documents_of_keys(server.mapping_class, keys)
        gone = [key for key in keys if key not in found]
        write(server.es, index, actions(found, gone, position), refresh=True)


def _is_same(document: Document, kept: Document | None, *, is_deep: bool) -> bool:
    if kept is None:
        return False
    if is_deep:
        return said_to_lists(document) == said_to_lists(kept)
    return document[DIGEST] == kept[DIGEST]
