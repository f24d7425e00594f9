"""Which answers count as searches, and what counting costs readers: nothing."""

import logging

from django.db import OperationalError, connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

import pytest

from search import counting
from search.counting import (
    digest_of,
    noted,
    write_noted,
)
from search.models import CountedSearch
from tests.factories import (
    make_commune,
    make_practice,
    make_structure,
    make_user,
)
from tests.search.counted import asked

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("counting_searches")]


# --- Which answers count ---


@pytest.fixture
def visited(client):
    """One practice about bicycles, and a reader."""
    structure = make_structure(commune=make_commune())
    make_practice(structure, "Un atelier vélo")
    return client


def noted_texts() -> list[str]:
    return [each.text for each in noted.take()]


def test_a_typed_text_is_noted_with_its_list_its_day_and_what_it_found(visited):
    visited.get("/pratiques/?q=Vélo&territoire=die")

    (found,) = noted.take()
    assert found == asked("Vélo", timezone.localdate(), territories=("die",), results=1)


def test_a_text_asked_of_another_list_or_in_english_is_noted_as_such(visited):
    visited.get("/structures/?q=centre")
    visited.get("/en/pratiques/?q=bike", follow=True)

    found = [(each.listing, each.language) for each in noted.take()]
    assert found == [("structures", "fr"), ("catalogue", "en")]


@pytest.mark.parametrize(
    "address",
    [
        "/pratiques/",
        "/pratiques/?q=",
        "/pratiques/?q=%F0%9F%9A%B2",
        "/pratiques/?q=v%C3%A9lo&ouvert=tout",
        "/api/pratiques/?q=v%C3%A9lo",
        "/api/propositions/?q=v%C3%A9lo",
        "/pratiques/nulle-part/?q=v%C3%A9lo",
    ],
)
def test_what_is_no_search_is_not_noted(visited, address):
    visited.get(address)

    assert noted_texts() == []


def test_the_second_page_is_not_noted(visited):
    structure = make_structure("Centre B")
    for number in range(13):
        make_practice(structure, f"Un autre vélo {number}")

    assert visited.get("/pratiques/?q=vélo&page=2").status_code == 200

    assert noted_texts() == []


@pytest.mark.parametrize(
    "headers",
    [
        {"User-Agent": "Mozilla/5.0 (compatible; Examplebot/2.1)"},
        {"Sec-Purpose": "prefetch;prerender"},
    ],
)
def test_robots_and_pages_fetched_in_advance_are_not_noted(visited, headers):
    visited.get("/pratiques/?q=vélo", headers=headers)

    assert noted_texts() == []


def test_whoever_is_signed_in_is_not_noted(visited):
    visited.force_login(make_user())

    visited.get("/pratiques/?q=vélo")
    Client().head("/pratiques/?q=vélo")

    assert noted_texts() == []


@pytest.mark.parametrize("header", ["Referer", "HX-Current-URL"])
def test_a_facet_added_to_the_same_text_counts_for_that_facet_alone(visited, header):
    here = {header: "http://testserver/pratiques/?q=velo&tri=titre"}
    htmx = {"HX-Request": "true"} if header != "Referer" else {}

    visited.get("/pratiques/?q=Vélo&tri=titre", headers={**here, **htmx})
    visited.get("/pratiques/?q=Vélo&territoire=die", headers={**here, **htmx})

    (found,) = noted.take()
    assert (found.is_refinement, found.territories) == (True, ("die",))


def test_a_new_text_typed_in_the_list_is_noted(visited):
    here = {"HX-Current-URL": "http://testserver/pratiques/?q=compost"}

    visited.get("/pratiques/?q=vélo", headers={**here, "HX-Request": "true"})

    assert noted_texts() == ["vélo"]


@pytest.mark.parametrize(
    "referer",
    [
        "http://elsewhere.example/?q=vélo",
        "http://[",
        "http://testserver/?" + "&" * 1900,
        "\x00",
        "q=vélo",
    ],
)
def test_an_odd_or_foreign_address_before_is_no_search_of_ours(visited, referer):
    answer = visited.get("/pratiques/?q=vélo", headers={"Referer": referer})

    assert answer.status_code == 200
    assert noted_texts() == ["vélo"]


def test_nothing_is_noted_where_it_is_turned_off(visited, settings):
    settings.COUNT_SEARCHES = False

    visited.get("/pratiques/?q=vélo")

    assert noted_texts() == []


# --- What it costs ---


def test_an_answer_asks_the_database_nothing_more(visited, settings):
    def queries() -> int:
        with CaptureQueriesContext(connection) as captured:
            answer = visited.get("/pratiques/?q=vélo")
        assert "Cookie" not in answer.get("Vary", "")
        return len(captured)

    visited.get("/pratiques/?q=vélo")
    with_counting = queries()
    settings.COUNT_SEARCHES = False

    assert with_counting == queries()


def test_what_was_noted_is_written_after_a_minute_once_the_answer_is_sent(
    visited, monkeypatch
):
    clock = [1000.0]
    monkeypatch.setattr(counting, "monotonic", lambda: clock[0])
    visited.get("/pratiques/?q=vélo")
    assert not CountedSearch.objects.exists()

    clock[0] += counting.WRITTEN_EVERY
    visited.get("/plan-du-site/")

    row = CountedSearch.objects.get()
    assert (row.digest, row.text, row.times) == (digest_of("velo"), "", 1)
    assert not noted.is_due()


def test_a_database_that_is_locked_loses_the_counts_and_nothing_else(
    visited, monkeypatch, caplog
):
    def locked(*args, **kwargs):
        raise OperationalError("database is locked: vélo")

    monkeypatch.setattr(counting, "_add", locked)
    monkeypatch.setattr(counting, "WRITTEN_EVERY", 0.0)
    visited.get("/pratiques/?q=vélo")

    with caplog.at_level(logging.WARNING, logger="search"):
        answer = visited.get("/pratiques/")

    assert answer.status_code == 200
    assert "Un atelier vélo" in answer.text
    assert not noted.is_due()
    assert "1 searches could not be counted: OperationalError" in caplog.text
    assert "vélo" not in caplog.text


def test_many_searches_in_a_minute_fill_no_memory():
    for number in range(counting.MOST_NOTED + 50):
        noted.add(asked(f"mot {number}"))

    assert len(noted.take()) == counting.MOST_NOTED
    write_noted()
    assert not CountedSearch.objects.exists()
