"""The backend that the settings name, and asking its server for no longer than agreed."""

import threading
from collections.abc import Callable
from concurrent.futures import Future
from functools import lru_cache
from typing import Any, TypeVar

from django.conf import settings

from wagtail.models import Page
from wagtail.search.backends import get_search_backend

from elasticsearch import ApiError, TransportError

NAME = "elasticsearch"
Answer = TypeVar("Answer")
# What the client raises for a server that is away, slow, or no Elasticsearch; ValueError
# for an address it cannot read.
TROUBLES = (ApiError, TransportError, ValueError)


def is_configured() -> bool:
    """True when the settings name an Elasticsearch."""
    return NAME in settings.WAGTAILSEARCH_BACKENDS


def backend() -> Any:
    """Return the backend, which keeps its connections; the same at each call."""
    return _backend_of(repr(settings.WAGTAILSEARCH_BACKENDS[NAME]))


@lru_cache(maxsize=1)
def _backend_of(said: str) -> Any:
    return get_search_backend(NAME)


def alias() -> str:
    """Return the name that readers ask the index by."""
    return backend().get_index_for_model(Page).name


def within(seconds: float, ask: Callable[[], Answer]) -> Answer:
    """Return what ``ask`` does; TimeoutError when it takes longer than ``seconds``.

    The client's own time is counted again at each byte that comes, and does not cover
    looking up a name. Who does not answer keeps a thread, which ends with the process.
    """
    answer: Future[Answer] = Future()

    def run() -> None:
        try:
            answer.set_result(ask())
        except Exception as error:  # noqa: BLE001 (raised where it is waited for)
            answer.set_exception(error)

    threading.Thread(target=run, daemon=True, name="search").start()
    return answer.result(seconds)
