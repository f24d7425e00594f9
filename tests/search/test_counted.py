"""What people look for: counted without telling who, and never at readers' cost."""

import logging
import re
from collections.abc import Callable
from datetime import date, timedelta

from django.db import OperationalError, connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

import pytest
import time_machine

from events.models import Speaker
from portal.core.due import _REGISTRY
from practices.models import PracticeCredit
from search import counting
from search.counting import (
    Asked,
    count,
    digest_of,
    erase_searches,
    normalised,
    noted,
    write_noted,
)
from search.models import CountedSearch
from tests.events.factories import make_day
from tests.factories import (
    make_commune,
    make_practice,
    make_structure,
    make_theme,
    make_user,
)
from tests.practices.factories import make_ambassador

pytestmark = pytest.mark.django_db

TODAY = date(2026, 3, 10)
BEFORE = TODAY - timedelta(days=1)


@pytest.fixture(autouse=True)
def _counts(settings):
    settings.COUNT_SEARCHES = True
    noted.take()
    yield
    noted.take()


def asked(text: str = "vélo", day: date = TODAY, **fields) -> Asked:
    return Asked(
        **{
            "text": text,
            "language": "fr",
            "listing": "catalogue",
            "day": day,
            "themes": (),
            "territories": (),
            "results": 1,
            **fields,
        }
    )


def often(text: str, **fields) -> list[Asked]:
    return [asked(text, BEFORE, **fields), *[asked(text, **fields)] * 2]


def told() -> set[str]:
    return set(CountedSearch.objects.told().values_list("text", flat=True))


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


# --- Names ---


@pytest.mark.parametrize(
    "text",
    [
        "Nadia Exemplaire",
        "exemplaire nadia",
        "exemplaire",
        "contact exemplaire",
        "nadia",
    ],
)
def test_the_name_of_an_ambassador_is_never_counted(text):
    make_ambassador(title="Nadia Exemplaire", live=False)

    count(often(text))

    assert not CountedSearch.objects.exists()


def test_what_an_ambassador_without_a_name_does_is_counted():
    make_ambassador(title="Une Référente Vélo", is_anonymous=True)

    count(often("référente vélo"))

    assert told() == {"referente velo"}


def test_names_of_accounts_contacts_speakers_and_credits_are_never_counted():
    make_user("x", first_name="ana", last_name="de la broussière")
    make_structure("Centre B", live=False, contact_name="Bob Lachaumette")
    practice = make_practice()
    PracticeCredit.objects.create(page=practice, name="Eve Noiraud et l’équipe")
    day = make_day()
    Speaker.objects.create(page=day, name="Zoé VERLHAC")

    count(
        [
            each
            for text in (
                "ana broussiere",
                "lachaumette",
                "noiraud eve",
                "verlhac mobilité",
                "l’équipe",
            )
            for each in often(text)
        ]
    )

    assert told() == {"l equipe"}


@pytest.mark.parametrize(
    "name",
    [
        "jean lachaumette",
        "jean lachaumette, coordinateur",
        "l’équipe et jean lachaumette",
        "jean lachaumette du centre social",
        "[Jean Lachaumette]",
        "{Jean Lachaumette}",
        "Le centre [Jean Lachaumette]",
        "« Jean Lachaumette »",
        "ANA ROUX ET JEAN LACHAUMETTE",
    ],
)
def test_a_name_is_known_without_capitals_and_between_any_brackets(name):
    make_structure("Centre B", live=False, contact_name=name)
    Speaker.objects.create(page=make_day(), name=name)

    count(often("lachaumette") + often("lachaumette jean") + often("coordinateur"))

    assert told() == {"coordinateur"}


@pytest.mark.parametrize(
    "team",
    [
        "l’équipe du centre social",
        "équipe du centre social",
        "l'équipe de la maison des jeunes",
        "accueil du centre social",
        "la secrétaire et les bénévoles de l’équipe",
        "le centre social (équipe)",
        "L’équipe du centre social",
    ],
)
def test_a_team_is_no_person_without_capitals(team):
    make_structure("Centre B", live=False, contact_name=team)
    Speaker.objects.create(page=make_day(), name=team)
    texts = ["equipe", "centre social", "social", "jeunes", "accueil", team]

    count([each for text in texts for each in often(text)])

    assert told() == {normalised(text) for text in texts}


def test_what_signs_without_capitals_may_be_anyone():
    PracticeCredit.objects.create(page=make_practice(), name="des gens du quartier")

    count(often("gens du quartier"))

    assert told() == {"gens du quartier"}


def test_a_family_name_that_is_a_word_of_a_list_counts_without_the_first_name():
    make_theme("Jardin et compost")
    make_user("x", first_name="Rose", last_name="Jardin")

    count(often("jardin partagé") + often("rose jardin"))

    assert told() == {"jardin partage"}


def test_a_body_that_signs_is_no_person():
    make_structure("Secours Local")
    practice = make_practice()
    PracticeCredit.objects.create(page=practice, name="Secours Local")

    count(often("secours local"))

    assert told() == {"secours local"}


def test_a_name_known_since_is_erased():
    today = timezone.localdate()
    days = (today, today, today - timedelta(days=1))
    count([asked("lachaumette", day) for day in days])
    assert told() == {"lachaumette"}
    make_structure("Centre B", live=False, contact_name="Bob Lachaumette")
    erase_searches()

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
