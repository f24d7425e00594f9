"""Nothing a visitor sends makes the portal fail."""

from urllib.parse import unquote_to_bytes

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.factories import make_practice, make_structure

pytestmark = pytest.mark.django_db

PIECES = [
    "",
    "en",
    "pratiques",
    "structures",
    "maison-a",
    "atelier",
    "themes",
    "mobilite",
    "territoires",
    "die",
    "organismes",
    "publics",
    "questions",
    "merci",
    "api",
    "media",
    "images",
    "documents",
    "plan-du-site",
    "actualites",
    "actualites.atom",
    "demarche",
    "lexique",
    "pratiques.atom",
    "sitemap.xml",
    "admin",
    "..",
    "%00",
    "%FF",
    "é",
    "[",
    "1",
    "99999999999999999999",
]
ANY_TEXT = st.text(
    alphabet=st.characters(codec="utf-8", exclude_characters="\r\n"), max_size=40
)
PATHS = st.lists(st.one_of(st.sampled_from(PIECES), ANY_TEXT), max_size=5).map(
    lambda pieces: "/" + "/".join(pieces)
)
QUERIES = st.dictionaries(
    st.one_of(
        st.sampled_from(["q", "page", "theme", "annee", "tri", "ouvert", "langue"]),
        ANY_TEXT,
    ),
    ANY_TEXT,
    max_size=4,
)
METHODS = st.sampled_from(
    ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "BREW"]
)
HEADERS = st.dictionaries(
    st.sampled_from(
        [
            "accept",
            "accept-language",
            "cookie",
            "content-type",
            "hx-request",
            "hx-history-restore-request",
            "if-modified-since",
            "if-none-match",
            "range",
            "referer",
            "x-forwarded-for",
        ]
    ),
    st.text(alphabet=st.characters(codec="latin-1", exclude_categories=["Cc"])),
    max_size=3,
)


@pytest.fixture
def network(db):
    return make_practice(make_structure("Maison A"), "Atelier")


@settings(
    max_examples=150,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(path=PATHS, query=QUERIES, method=METHODS, headers=HEADERS)
def test_any_request_is_answered(client, network, path, query, method, headers):
    client.raise_request_exception = True

    response = client.generic(
        method,
        "/",
        headers=headers,
        query_params=query,
        data=b"\x00=\xff",
        # As a server hands it over: the client would not take « //[ » for a path.
        PATH_INFO=unquote_to_bytes(path).decode("latin-1"),
    )

    assert response.status_code < 500


@settings(
    max_examples=60,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(
    values=st.fixed_dictionaries(
        {"name": ANY_TEXT, "email": ANY_TEXT, "question": ANY_TEXT, "stamp": ANY_TEXT}
    )
)
def test_any_question_is_answered(client, network, values):
    response = client.post(f"/questions/{network.pk}/", values)

    assert response.status_code < 500
