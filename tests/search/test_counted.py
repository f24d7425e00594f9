"""What people look for: counted without telling who; what is kept, and until when."""

import re
from collections.abc import Callable
from datetime import timedelta

from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

import pytest
import time_machine

from portal.core.due import _REGISTRY
from search.counting import (
    Asked,
    count,
    digest_of,
    erase_searches,
    normalised,
)
from search.models import CountedSearch
from tests.factories import (
    make_structure,
)
from tests.search.counted import BEFORE, TODAY, asked, often, told

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("counting_searches")]


# --- What is kept ---


@pytest.mark.parametrize(
    ("before", "today", "is_kept"),
    [(1, 2, True), (2, 1, True), (0, 9, False), (1, 1, False), (0, 3, False)],
)
def test_a_text_is_kept_once_asked_three_times_on_two_days(before, today, is_kept):
    count([asked("Jardins partagés", BEFORE)] * before)
    count([asked("jardins  PARTAGES !")] * today)

    assert told() == ({"jardins partages"} if is_kept else set())
    if is_kept:
        rows = CountedSearch.objects.all()
        assert [row.times for row in rows.order_by("day")] == [before, today]


def test_nothing_can_be_read_of_a_text_asked_twice():
    count([asked("mot-secret", BEFORE), asked("mot-secret")])

    rows = list(CountedSearch.objects.values())
    assert len(rows) == 2
    assert "secret" not in str(rows)
    assert {row["digest"] for row in rows} == {digest_of("mot secret")}


def test_the_digest_needs_the_secret_of_the_site(settings):
    digest = digest_of("velo")

    settings.SECRET_KEY = "another"

    assert digest_of("velo") != digest


def test_a_refinement_does_not_make_a_text_frequent():
    count([asked("vélo", BEFORE), *[asked(is_refinement=True, themes=("a",))] * 5])

    assert not told()


@pytest.mark.parametrize(
    "text",
    [
        "nadia@example.org",
        "nadia＠example.org",
        "nadia arobase example org",
        "nadia_arobase_example_org",
        "nadia at example dot org",
        "06x12x34x56x78",
        "06 12 34 56 78",
        "vélo 06.12.34.56.78",
        "+33 (0)6-12-34-56-78",
        "0612345678",
        "06–12–34–56–78",
        "06:12|34*56'78",
        "nadia(at)example.org",
        "٠٦١٢٣٤",
        "dossier 123 456",
    ],
)
def test_an_address_or_a_number_is_never_counted(text):
    count(often(text))

    assert not CountedSearch.objects.exists()


@pytest.mark.parametrize("text", ["26000 valence", "plan 2030", "co2", "14-18 ans"])
def test_a_postcode_or_a_year_is_no_telephone(text):
    count(often(text))

    assert told() == {normalised(text)}


@pytest.mark.parametrize("text", ["", "  ", "!!!", "🚲", "\x00\x07", "日本語"])
def test_a_text_without_a_word_is_not_counted(text):
    count(often(text))

    assert not CountedSearch.objects.exists()


@pytest.mark.parametrize("text", ["œ" * 200, "a" * 200, "½ " * 100, "vélo🚲\x00\x1f"])
def test_odd_texts_fail_nothing(text):
    count(often(text))

    assert all(len(each) <= 200 for each in told())


# --- Several processes ---

# What differs from the first in one thing that makes another row, each.
SIDE_BY_SIDE = [
    asked(),
    asked("compost"),
    asked(day=BEFORE),
    asked(listing="structures"),
    asked(language="en"),
    asked(themes=("mobilite",)),
    asked(themes=("mobilite", "alimentation")),
    asked(territories=("die",)),
    asked(territories=("crest",)),
    asked(territories=("die",), is_refinement=True),
]


def written(work: Callable[[], None]) -> list[str]:
    """Return the statements of ``work`` that write rows of counted searches."""
    with CaptureQueriesContext(connection) as captured:
        work()
    return [
        query["sql"]
        for query in captured
        if query["sql"].startswith(("UPDATE", "DELETE", "SAVEPOINT", "RELEASE"))
    ]


def row_of(sql: str) -> str | None:
    """Return the key of the one row that ``sql`` writes."""
    found = re.search(r'"id" (?:= |IN \()(\d+)\)?$', sql)
    return found and found[1]


def test_rows_are_written_in_one_order_whoever_counts():
    count(SIDE_BY_SIDE)
    assert CountedSearch.objects.count() == len(SIDE_BY_SIDE)

    def counts(searches: list[Asked]) -> list[str]:
        found = written(lambda: count(searches))
        return [sql for sql in found if 'SET "times"' in sql]

    orders = [
        [row_of(sql) for sql in counts(each)]
        for each in (SIDE_BY_SIDE, SIDE_BY_SIDE[::-1], SIDE_BY_SIDE[5:] + SIDE_BY_SIDE)
    ]

    assert set(orders[0]) == set(map(str, rows_held()))
    assert orders[1] == orders[0]
    assert list(dict.fromkeys(orders[2])) == orders[0]


def rows_held() -> list[int]:
    return list(CountedSearch.objects.values_list("pk", flat=True))


def test_a_text_is_written_in_one_row_at_a_time_and_holds_no_other():
    count([asked("vélo", BEFORE), asked()])
    count([asked("compost", BEFORE), asked("compost")])

    statements = written(
        lambda: count([asked(listing="structures"), asked("compost", results=0)])
    )

    told_by = [n for n, sql in enumerate(statements) if 'SET "text"' in sql]
    assert len(told_by) == 5
    assert {row_of(statements[n]) for n in told_by} == set(map(str, rows_held()))
    # The transaction that counts has ended, and no other has begun.
    assert not any("SAVEPOINT" in sql for sql in statements[told_by[0] :])


def test_what_someone_may_be_counting_in_is_erased_one_row_at_a_time():
    today = timezone.localdate()
    fresh = [asked("lachaumette", today - timedelta(days=ago)) for ago in (0, 1, 1)]
    count([*fresh, asked("lachaumette", today, listing="structures")])
    make_structure("Centre B", live=False, contact_name="Bob Lachaumette")
    rows = rows_held()

    erasures = [sql for sql in written(erase_searches) if '"text"' not in sql]

    assert [row_of(sql) for sql in erasures if row_of(sql)] == list(map(str, rows))
    assert not CountedSearch.objects.exists()


# --- What is erased ---


def test_what_stays_rare_is_erased_after_thirty_days():
    count([asked("rare"), *often("courant")])

    with time_machine.travel("2026-04-09 12:00", tick=False):
        erase_searches()
        assert CountedSearch.objects.filter(text="").exists()
    with time_machine.travel("2026-04-10 12:00", tick=False):
        erase_searches()

    assert not CountedSearch.objects.filter(text="").exists()
    assert told() == {"courant"}


def test_what_is_kept_is_erased_after_a_year_with_what_is_left_below_the_threshold():
    count([*often("vélo"), asked("vélo", TODAY + timedelta(days=300))])

    with time_machine.travel("2027-03-20 12:00", tick=False):
        erase_searches()

    assert not CountedSearch.objects.exists()


def test_the_worker_erases():
    assert "search.counting.erase_searches" in _REGISTRY
