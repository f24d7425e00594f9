"""What a process keeps is read by several threads at once: none loses what another read.

No test here waits for a clock: one thread goes on once the other has come to the lock,
or has gone past it.
"""

from collections.abc import Callable
from threading import Event, Lock, Thread, current_thread
from types import SimpleNamespace
from typing import Any

from django.utils import timezone

import pytest
from pyroaring import BitMap

from search.changes import Position
from search.engines import held as holding
from search.engines.database import Held
from search.engines.held import HeldList
from search.lists import PRACTICES, STRUCTURES

# The threads ask nothing of it.
pytestmark = pytest.mark.django_db
SECOND = "second"
# Never waited for: what would hang fails instead.
PATIENCE = 20


class Meeting:
    """Two threads: the second comes while the first is reading."""

    def __init__(self) -> None:
        self.first_reads = Event()
        # At the lock, or, where nothing keeps it, already done.
        self.second_came = Event()
        self.read_by: list[str] = []

    def lock(self) -> "WatchedLock":
        """Return a lock that tells when the second thread comes to it."""
        return WatchedLock(self)

    def read(self, found: Any) -> Any:
        """Return ``found`` as a slow database: the first waits for the second."""
        name = current_thread().name
        self.read_by.append(name)
        if name != SECOND:
            self.first_reads.set()
            assert self.second_came.wait(PATIENCE)
        return found

    def hold(self, first: Callable[[], Any], second: Callable[[], Any]) -> list[Any]:
        """Do ``first`` here and ``second`` in a thread; return what each gave."""
        given: list[Any] = [None, None]

        def come() -> None:
            assert self.first_reads.wait(PATIENCE)
            try:
                given[1] = second()
            finally:
                self.second_came.set()

        thread = Thread(target=come, name=SECOND)
        thread.start()
        given[0] = first()
        thread.join(PATIENCE)
        assert not thread.is_alive()
        return given


class WatchedLock:
    """A lock that a meeting knows of."""

    def __init__(self, meeting: Meeting) -> None:
        self._meeting = meeting
        self._lock = Lock()

    def __enter__(self) -> None:
        if current_thread().name == SECOND:
            self._meeting.second_came.set()
        self._lock.acquire()

    def __exit__(self, *raised: object) -> None:
        self._lock.release()


@pytest.fixture
def meeting() -> Meeting:
    return Meeting()


@pytest.fixture
def held(meeting: Meeting, monkeypatch) -> HeldList:
    """A list that is kept, whose database is a meeting."""

    def values(facets, shown, among):
        return meeting.read({facet.name: {"x": BitMap([1])} for facet in facets})

    def in_order(listing, order, language):
        return meeting.read(iter([1, 2]))

    monkeypatch.setattr(holding, "_values", values)
    monkeypatch.setattr(holding, "_in_order", in_order)
    return HeldList(PRACTICES, BitMap([1, 2]), [], lock=meeting.lock())


def test_values_of_two_facets_read_at_once_are_both_kept(held, meeting) -> None:
    one, other = PRACTICES.facets[:2]

    meeting.hold(lambda: held.know([one]), lambda: held.know([other]))

    assert set(held.values) == {one.name, other.name}


def test_values_asked_for_twice_at_once_are_read_once(held, meeting) -> None:
    facet = PRACTICES.facets[0]

    meeting.hold(lambda: held.know([facet]), lambda: held.know([facet]))

    assert len(meeting.read_by) == 1


def test_an_order_asked_for_twice_at_once_is_read_once(held, meeting) -> None:
    order = PRACTICES.orders[0]

    given = meeting.hold(
        lambda: held.ranks(order, "fr"), lambda: held.ranks(order, "fr")
    )

    assert len(meeting.read_by) == 1
    assert given[0] is given[1]


def test_two_lists_read_at_once_are_both_kept(meeting, monkeypatch) -> None:
    monkeypatch.setattr(
        HeldList, "read", lambda listing: meeting.read(SimpleNamespace(of=listing))
    )
    held = Held(Position(), timezone.now(), lock=meeting.lock())

    given = meeting.hold(lambda: held.list(PRACTICES), lambda: held.list(STRUCTURES))

    assert [each.of for each in given] == [PRACTICES, STRUCTURES]
    assert set(held.lists) == {PRACTICES, STRUCTURES}
