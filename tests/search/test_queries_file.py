"""The file of labelled queries is sound. No search is run here."""

from collections import Counter

from portal.core.text import words_of
from portal.home.loading.files import DEMO, read_folder
from tests.search.labelled import QUERIES

PRACTICES = {entry["slug"]: entry for entry in read_folder("practices")}

# Every difficulty that the search must overcome.
KINDS = {
    "plain",
    "typo-one",
    "typo-two",
    "accent",
    "plural",
    "elision",
    "inclusive",
    "acronym",
    "long-form",
    "synonym",
    "former-name",
    "agent",
    "aux",
    "if-ive",
    "x-plural",
    "compound",
    "partial",
    "sub-action",
    "partner",
    "funder",
    "place",
    "outcome",
    "document",
    "territory",
    "structure",
    "capitals",
    "punctuation",
    "stop-words",
    "question",
    "nothing",
    "english",
}
TYPES = {
    "text": str,
    "kind": str,
    "expected": list,
    "first": bool,
    "language": str,
    "comment": str,
}


def of_kind(kind: str) -> list[dict]:
    return [query for query in QUERIES if query["kind"] == kind]


def test_each_query_is_well_formed() -> None:
    for query in QUERIES:
        assert {"text", "kind", "expected"} <= set(query) <= set(TYPES), query
        for key, value in query.items():
            assert isinstance(value, TYPES[key]), query
            # An empty text or a flag that is down would only mislead.
            assert value or key == "expected", query
        assert query["text"].strip(), query
        assert query.get("language", "fr") in {"fr", "en"}, query
        expected = query["expected"]
        assert len(expected) == len(set(expected)) <= 3, query
        assert (expected == []) == (query["kind"] == "nothing"), query
        assert expected or "first" not in query, query


def test_each_practice_named_is_in_the_demonstration() -> None:
    named = {slug for query in QUERIES for slug in query["expected"]}
    assert named - set(PRACTICES) == set()


def test_each_practice_of_the_demonstration_is_looked_for() -> None:
    named = {slug for query in QUERIES for slug in query["expected"]}
    assert set(PRACTICES) - named == set()


def test_each_kind_has_queries_enough() -> None:
    counts = Counter(query["kind"] for query in QUERIES)
    assert set(counts) == KINDS
    assert [kind for kind, count in counts.items() if count < 6] == []
    assert len(QUERIES) >= 140
    assert len(of_kind("nothing")) >= 10
    assert len(of_kind("english")) >= 10


def test_no_query_stands_twice() -> None:
    counts = Counter((query["text"], query.get("language", "fr")) for query in QUERIES)
    assert [text for text, count in counts.items() if count > 1] == []


def test_english_looks_for_what_is_translated() -> None:
    for query in of_kind("english"):
        assert query.get("language") == "en", query["text"]
        for slug in query["expected"]:
            assert "en" in PRACTICES[slug], (query["text"], slug)


def test_what_has_no_answer_is_said_by_no_practice() -> None:
    said = {
        word
        for path in DEMO.glob("practices/*.toml")
        for word in words_of(path.read_text(encoding="utf-8"))
    }
    assert "poulailler" in said
    for query in of_kind("nothing"):
        assert said.isdisjoint(words_of(query["text"])), query["text"]
