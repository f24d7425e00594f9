"""Whatever is asked, the catalogue and its JSON answer; they never break."""

from urllib.parse import quote

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from search.lists import LISTS
from tests.factories import make_practice, make_tree
from tests.harness.client import StrictClient

pytestmark = pytest.mark.django_db
PATHS = (
    "/pratiques/",
    "/pratiques/",
    "/structures/",
    "/ambassadeurs/",
    "/journees/",
    "/actualites/",
    "/api/pratiques/",
    "/api/",
    "/api/openapi.json",
)
FACET_NAMES = {facet.name for listing in LISTS for facet in listing.facets}
NAMES = [*sorted(FACET_NAMES), "q", "q", "tri", "page", "ouvert", "langue", "x"]
NASTY = [
    "",
    "%00",
    "%FF%FE",
    "'\"",
    "') OR 1=1 --",
    "body : x",
    "NEAR(a b)",
    "a* AND",
    "%s %d %(x)s",
    "-1",
    "9" * 5000,
    "1e9",
    "mobilite",
    "theme-tout",
    "tout",
    "3-5",
    "oui",
    "٣",
    "\u202e",
    "<script>alert(1)</script>",
    "é" * 300,
    "a " * 300,
]
VALUES = st.one_of(st.sampled_from(NASTY), st.text(max_size=20))
PAIRS = st.lists(st.tuples(st.sampled_from(NAMES), VALUES), max_size=8)
METHODS = st.sampled_from(
    ["GET", "GET", "GET", "HEAD", "OPTIONS", "POST", "PUT", "DELETE", "FOO"]
)
HEADERS = st.dictionaries(
    st.sampled_from(
        [
            "HX-Request",
            "HX-History-Restore-Request",
            "Accept-Language",
            "Accept",
            "Range",
            "Content-Type",
        ]
    ),
    st.text(st.characters(min_codepoint=32, max_codepoint=126), max_size=20),
    max_size=3,
)


def test_no_question_breaks_the_catalogue(db: None) -> None:
    make_tree()
    make_practice(title="Vélos")
    client = StrictClient(raise_request_exception=True)

    @settings(
        max_examples=120,
        deadline=None,
        suppress_health_check=[HealthCheck.too_slow],
    )
    @given(st.sampled_from(PATHS), PAIRS, METHODS, HEADERS)
    def check(path: str, pairs: list, method: str, headers: dict) -> None:
        # Escapes of the nasty ones stay as they are.
        query = "&".join(f"{name}={quote(value, safe='%')}" for name, value in pairs)
        response = client.generic(method, path, QUERY_STRING=query, headers=headers)
        assert response.status_code < 500
        if method in ("GET", "HEAD"):
            assert response.status_code == 200

    check()


def test_a_raw_query_string_breaks_nothing(db: None) -> None:
    make_practice(title="Vélos")
    client = StrictClient(raise_request_exception=True)

    @settings(max_examples=60, deadline=None)
    @given(st.sampled_from(PATHS), st.binary(max_size=60))
    def check(path: str, raw: bytes) -> None:
        query = raw.decode("latin-1")
        response = client.generic("GET", path, QUERY_STRING=query)
        assert response.status_code == 200

    check()
