"""Nothing that is typed or pasted breaks the analysis or makes it grow without end.

Time is not measured: what bounds it is (parts of a compound, length of a word, number
of alternatives), and the patterns have no two ways of reading the same letters.
"""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from portal.language.analysis import marked, read_query, stems_of, surfaces_of
from portal.language.concepts import MAX_ALTERNATIVES, MAX_CONCEPTS
from portal.language.extracts import extract
from portal.language.tokens import MAX_CHUNK, words_in
from tests.language.finding import SYNONYMS, vocabulary

pytestmark = pytest.mark.one_database

TOKEN = re.compile(r"[wx][1-4][a-z0-9]+")
HOSTILE = {
    "hyphens": "a-" * 10_000,
    "hyphens alone": "-" * 10_000,
    "apostrophes": "l'" * 10_000,
    "dots": "a.b" * 10_000,
    "brackets": "(e)" * 10_000,
    "inclusive": "habitant·e·s-" * 5_000,
    "middle dots": "a·e·s·" * 10_000,
    "one word": "a" * 100_000,
    "accents": "e" + "\u0301" * 50_000,
    "numbers": "1 000 " * 5_000 + "x",
    "digits": "9" * 100_000,
    "spaces": " " * 100_000,
    "prefixes": "co " * 20_000,
    "controls": "".join(map(chr, range(32))) * 500,
    "right to left": "\u202eשלום vélo مرحبا\u202c" * 500,
    "emoji": "🚲👩‍👩‍👧‍👦é" * 2_000,
    "ligatures": "ﬁﬂœæß" * 2_000,
    "grows when folded": "ﷺ" * 5_000,
    "capitals that grow": "İ" * 10_000,
    "null": "vélo\0poule" * 1_000,
    "surrogate": "\ud800vélo " * 100,
    "sql": "') OR 1=1 -- NEAR(a b) w1velo:* " * 500,
    "expressions": "projet alimentaire " * 5_000,
    "small": "de la " * 10_000,
}


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_words_are_as_many_as_the_text_allows(text):
    words = words_in(text)

    assert len(words) <= len(text)
    assert all(len(word.parts) <= 4 and len(word.forms) <= 4 for word in words)
    assert all(len(form) <= 2 * MAX_CHUNK for word in words for form in word.forms)


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_tokens_are_short_and_plain(text):
    for language in ("fr", "en"):
        tokens = marked(text, language, 4)
        assert all(TOKEN.fullmatch(token) and len(token) <= 40 for token in tokens)
        assert all(len(each) <= 40 for each in stems_of(text, language))
        assert all(len(each.surface) <= 40 for each in surfaces_of(text, language))


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_queries_have_an_end(text):
    words = {"fr": vocabulary("vélo", "habitant", "projet")}

    for vocabularies in (None, words):
        query = read_query(text, SYNONYMS, ("fr", "en"), vocabularies)
        assert len(query.text) <= 400
        assert len(query.concepts) <= MAX_CONCEPTS
        assert len(query.loosened.concepts) <= MAX_CONCEPTS
        assert all(
            len(concept.alternatives) <= MAX_ALTERNATIVES for concept in query.concepts
        )
        assert all(TOKEN.fullmatch(term.marked(1)) for term in query.terms)


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_extracts_are_short(text):
    parts = extract(text, {"velo", "habit", "projet", "co", "0de"}, "fr")

    # A single « word » as long as the text is cut like any other.
    assert sum(len(part.text) for part in parts) <= 160 + MAX_CHUNK + 4


@settings(deadline=None)
@given(st.text(max_size=300), st.sampled_from(["fr", "en"]))
def test_anything_is_analysed(text, language):
    tokens = marked(text, language, 2)

    assert all(TOKEN.fullmatch(token) and len(token) <= 40 for token in tokens)
    assert {token[2:] for token in tokens} >= set(stems_of(text, language))
    surfaces_of(text, language)


@settings(deadline=None)
@given(st.text(max_size=120))
def test_what_a_text_holds_is_found_by_that_text(text):
    """Every word of a page finds it, whatever it is."""
    tokens = marked(text, "fr", 1)
    query = read_query(text, SYNONYMS)

    for concept in query.concepts[:10]:
        assert any(
            all(term.marked(1) in tokens for term in way)
            for way in concept.alternatives
        )


def test_a_list_of_hyphens_is_cut():
    assert len(words_in("a-" * 10_000)) == MAX_CHUNK // 2
