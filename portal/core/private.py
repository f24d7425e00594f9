"""The pages that Wagtail's view restrictions keep from the public.

Wagtail's own ``public()`` adds a condition for each restriction, and asks them again
each time it is built. Here they are read once a request, and compared by the length of
their paths: a page's ancestors have the beginnings of its path.
"""

from collections import defaultdict
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass

from django.db.models import Q, QuerySet
from django.db.models.functions import Substr
from django.db.models.lookups import In
from django.http import HttpRequest, HttpResponse

from wagtail.models import Page, PageViewRestriction

# Statements hold so many values at most; a longer list is asked within.
MANY = 1_000

_remembered: ContextVar["list[PrivatePages] | None"] = ContextVar(
    "remembered", default=None
)


@dataclass(frozen=True)
class PrivatePages:
    """The pages that have a restriction of their own; those below them are not told."""

    keys: frozenset[int]
    # By length: « starts with one of them » is then « is among ».
    paths: dict[int, tuple[str, ...]]


def private_pages() -> PrivatePages:
    """Return the pages that are restricted now: one query, once where remembered."""
    remembered = _remembered.get()
    if remembered:
        return remembered[0]
    keys = set()
    paths = defaultdict(set)
    for key, path in PageViewRestriction.objects.values_list("page_id", "page__path"):
        keys.add(key)
        paths[len(path)].add(path)
    found = PrivatePages(
        frozenset(keys),
        {length: tuple(sorted(paths[length])) for length in sorted(paths)},
    )
    if remembered is not None:
        remembered.append(found)
    return found


def not_private_q(prefix: str = "") -> Q:
    """Return the condition « neither the page nor an ancestor is restricted ».

    ``prefix`` leads to the page (``"structure__"``). What is restricted is read when
    the condition is made, not when it is asked.
    """
    condition = Q()
    for length, paths in private_pages().paths.items():
        beginning = Substr(f"{prefix}path", 1, length)
        among = paths if len(paths) <= MANY else _paths_of_length(length)
        condition &= ~Q(In(beginning, among))
    return condition


def _paths_of_length(length: int) -> QuerySet:
    restricted = PageViewRestriction.objects.filter(page__depth=length // Page.steplen)
    return restricted.values("page__path")


@contextmanager
def remembering_private_pages() -> Iterator[None]:
    """Read what is restricted once at most; what changes meanwhile is not seen."""
    with _remembering([]):
        yield


@contextmanager
def asking_for_private_pages() -> Iterator[None]:
    """Read what is restricted each time, for what is kept longer than a request."""
    with _remembering(None):
        yield


@contextmanager
def _remembering(memory: "list[PrivatePages] | None") -> Iterator[None]:
    token = _remembered.set(memory)
    try:
        yield
    finally:
        _remembered.reset(token)


class RememberPrivatePagesMiddleware:
    """Read what is restricted once for each request that changes nothing."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Return the answer."""
        if request.method not in ("GET", "HEAD"):
            return self.get_response(request)
        with remembering_private_pages():
            return self.get_response(request)
