"""What people look for, counted without any personal data.

A search is noted in the memory of the process once its answer is gone, and written with
others at most once a minute. A text with an e-mail address, a telephone or a name that
the portal knows is dropped before anything is written. Of the others only a digest is
held until it has been asked three times on two days: the text is then written from the
asking that makes it so. What stays below is erased after thirty days by
`manage.py work`; what is kept, after a year. See docs/adr/0012-counted-searches.md.
"""

import logging
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from threading import Lock
from time import monotonic
from typing import Any

from django.db import transaction
from django.db.models import Count, F, QuerySet, Sum
from django.utils import timezone
from django.utils.crypto import salted_hmac

from portal.core.text import words_of
from search.models import CountedSearch
from search.persons import holds_address_or_number, known_names

logger = logging.getLogger(__name__)

TIMES = 3
DAYS = 2
AWAITED_FOR = timedelta(days=30)
KEPT_FOR = timedelta(days=365)
WRITTEN_EVERY = 60.0
# More than that in a minute is no reader; what comes after is not counted.
MOST_NOTED = 200
MOST_LETTERS = 200
# Who ticks more of them narrows by none.
MOST_VALUES = 3
BAR = "|"


@dataclass(frozen=True)
class Asked:
    """A text looked for in a list, with the themes and territories chosen."""

    text: str
    language: str
    listing: str
    day: date
    themes: tuple[str, ...]
    territories: tuple[str, ...]
    results: int
    is_refinement: bool = False


class Noted:
    """What this process noted and has not written yet."""

    def __init__(self) -> None:
        self._asked: list[Asked] = []
        self._since = 0.0
        self._lock = Lock()

    def add(self, asked: Asked) -> None:
        """Keep ``asked`` for a minute at least, in memory."""
        with self._lock:
            if not self._asked:
                self._since = monotonic()
            if len(self._asked) < MOST_NOTED:
                self._asked.append(asked)

    def is_due(self) -> bool:
        """True when something has waited long enough to be written."""
        return bool(self._asked) and monotonic() - self._since >= WRITTEN_EVERY

    def take(self) -> list[Asked]:
        """Return what was noted, and forget it."""
        with self._lock:
            taken, self._asked = self._asked, []
            return taken


noted = Noted()


def write_noted() -> None:
    """Write what was noted. What cannot be written is lost: nobody waits for it."""
    taken = noted.take()
    if not taken:
        return
    try:
        count(taken)
    except Exception as error:  # noqa: BLE001
        # Neither the texts nor what a database says of them: logs outlive both.
        logger.warning(
            "%d searches could not be counted: %s", len(taken), type(error).__name__
        )


def count(searches: Iterable[Asked]) -> None:
    """Write ``searches``, without those that may tell of a person."""
    kept = [each for each in searches if not holds_address_or_number(each.text)]
    names = known_names() if kept else None
    by_digest: dict[str, str] = {}
    counted: list[tuple[str, Asked]] = []
    for asked in kept:
        text = normalised(asked.text)
        if names is None or not text or names.in_text(asked.text):
            continue
        digest = digest_of(text)
        by_digest[digest] = text
        counted.append((digest, asked))
    # In one order, the same everywhere, lest two processes wait for each other.
    counted.sort(key=_key)
    with transaction.atomic():
        for each in counted:
            _add(each)
    for digest, text in sorted(by_digest.items()):
        _tell_if_frequent(digest, text)


def normalised(text: str) -> str:
    """Return the folded words of ``text`` in the order they were typed."""
    return " ".join(words_of(text))[:MOST_LETTERS].strip()


def digest_of(text: str) -> str:
    """Return what stands for a normalised text: equal for equal ones, not readable."""
    return salted_hmac("search.counting", text, algorithm="sha256").hexdigest()


def between_bars(values: Iterable[str]) -> str:
    """Return ``values`` as one text in which each can be looked for; empty for many."""
    chosen = sorted(set(values))
    if not 0 < len(chosen) <= MOST_VALUES:
        return ""
    return f"{BAR}{BAR.join(chosen)}{BAR}"


def erase_searches() -> None:
    """Erase what stayed below the threshold, what is old, and names known since."""
    today = timezone.localdate()
    CountedSearch.objects.filter(text="", day__lt=today - AWAITED_FOR).delete()
    CountedSearch.objects.filter(day__lt=today - KEPT_FOR).delete()
    # Rows that made a text frequent may be gone by now.
    frequent = _frequent(CountedSearch.objects.all()).values("digest")
    _erase(CountedSearch.objects.told().exclude(digest__in=frequent))
    names = known_names()
    texts = CountedSearch.objects.told().order_by().values_list("text", flat=True)
    for text in texts.distinct():
        if names.in_text(text):
            _erase(CountedSearch.objects.filter(text=text))


def _row(counted: tuple[str, Asked]) -> dict[str, Any]:
    """Return what tells a row from all others: what its constraint names."""
    digest, asked = counted
    return {
        "digest": digest,
        "day": asked.day,
        "listing": asked.listing,
        "language": asked.language,
        "themes": between_bars(asked.themes),
        "territories": between_bars(asked.territories),
        "is_refinement": asked.is_refinement,
    }


def _key(counted: tuple[str, Asked]) -> tuple:
    return tuple(_row(counted).values())


def _add(counted: tuple[str, Asked]) -> None:
    row, _created = CountedSearch.objects.get_or_create(**_row(counted))
    CountedSearch.objects.filter(pk=row.pk).update(
        times=F("times") + 1, results=counted[1].results
    )


def _tell_if_frequent(digest: str, text: str) -> None:
    rows = CountedSearch.objects.filter(digest=digest)
    if _frequent(rows).exists():
        for pk in _one_by_one(rows.filter(text="")):
            CountedSearch.objects.filter(pk=pk).update(text=text)


def _erase(rows: QuerySet) -> None:
    for pk in _one_by_one(rows):
        CountedSearch.objects.filter(pk=pk).delete()


def _one_by_one(rows: QuerySet) -> list[int]:
    """Return the keys of ``rows`` that someone may be counting in, each to be written
    by itself: a statement that holds several takes them in an order of its own, and
    may wait for who waits for it.
    """
    return list(rows.order_by("pk").values_list("pk", flat=True))


def _frequent(rows: QuerySet) -> QuerySet:
    """Return the digests among ``rows`` asked often enough; a refinement asks nothing."""
    return (
        rows.filter(is_refinement=False)
        .order_by()
        .values("digest")
        .annotate(asked=Sum("times"), days=Count("day", distinct=True))
        .filter(asked__gte=TIMES, days__gte=DAYS)
    )
