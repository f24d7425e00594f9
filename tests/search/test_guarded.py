"""One engine before another: when the first is asked, and what is told."""

import logging

import pytest

from search.engines.contract import Question
from search.engines.guarded import (
    BehindError,
    Breaker,
    GuardedEngine,
    TroubleError,
    UnanswerableError,
)
from search.forms import Selection
from search.lists import AMBASSADORS, PRACTICES, STRUCTURES
from search.query import TextQuery
from tests.search.clock import Clock, warnings


class Said:
    """An engine that does what a test says."""

    def __init__(self) -> None:
        self.asked: list[str] = []
        self.error: Exception | None = None

    def run(self, question) -> str:
        self.asked.append(question.listing.name)
        if self.error:
            raise self.error
        return "first"

    def first_of_each(self, questions, limit) -> dict:
        self.asked += [each.listing.name for each in questions]
        if self.error:
            raise self.error
        return {each.listing: "first" for each in questions}


class Last:
    """The engine that always answers."""

    def run(self, question) -> str:
        return "last"

    def first_of_each(self, questions, limit) -> dict:
        return {each.listing: "last" for each in questions}


@pytest.fixture
def first() -> Said:
    return Said()


@pytest.fixture
def guarded(first) -> tuple[GuardedEngine, Clock]:
    clock = Clock()
    return GuardedEngine(first, Last(), Breaker(clock)), clock


def said(engine: GuardedEngine, listing=PRACTICES) -> str:
    return str(engine.run(Question(Selection(listing), TextQuery(), "fr")))


def test_trouble_is_left_alone_then_forgotten(first, guarded, caplog) -> None:
    engine, clock = guarded
    caplog.set_level(logging.INFO, logger="search")
    assert said(engine) == "first"
    first.error = TroubleError("it is slow")
    assert [said(engine), said(engine)] == ["last", "last"]
    assert len(first.asked) == 2
    clock.now += TroubleError.rest
    assert [said(engine), said(engine)] == ["last", "last"]
    assert len(first.asked) == 3
    clock.now += TroubleError.rest
    first.error = None
    assert [said(engine), said(engine)] == ["first", "first"]
    assert [record.levelname for record in caplog.records] == ["WARNING", "INFO"]
    first.error = TroubleError("again")
    said(engine)
    assert len(warnings(caplog)) == 2


def test_one_that_is_behind_is_asked_again_soon_and_told_late(
    first, guarded, caplog
) -> None:
    engine, clock = guarded
    first.error = BehindError("not yet")
    for _second in range(60):
        assert said(engine) == "last"
        clock.now += 1
    assert len(first.asked) == 60
    assert not warnings(caplog)
    for _second in range(60):
        said(engine)
        clock.now += 1
    assert len(warnings(caplog)) == 1


def test_a_question_it_cannot_answer_troubles_no_other(first, guarded, caplog) -> None:
    engine, _clock = guarded
    first.error = UnanswerableError("too far")
    assert [said(engine), said(engine)] == ["last", "last"]
    assert len(first.asked) == 2
    assert not warnings(caplog)


def test_what_follows_dates_is_the_database_s(first, guarded) -> None:
    engine, _clock = guarded
    assert said(engine, AMBASSADORS) == "last"
    listings = (PRACTICES, AMBASSADORS, STRUCTURES)
    every = [Question(Selection(each), TextQuery(), "fr") for each in listings]
    found = engine.first_of_each(every, 3)
    assert list(found.values()) == ["first", "first", "last"]
    assert first.asked == ["catalogue", "structures"]
    first.error = TroubleError("away")
    found = engine.first_of_each(every, 3)
    assert set(found.values()) == {"last"} and len(found) == 3
