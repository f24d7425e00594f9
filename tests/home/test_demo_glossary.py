"""The glossary of the demonstration, as its file says it."""

from collections import Counter

from portal.core.text import fold
from portal.home.loading.files import read

TERMS = read("glossary.toml")["terms"]


def names_of(term: dict) -> set[str]:
    """Return what ``term`` goes by, folded, each once."""
    names = [term.get("acronym", ""), term["name"], *term.get("variants", [])]
    return {fold(name) for name in names if name}


def test_no_name_leads_to_two_terms() -> None:
    """A name that two terms bear would widen a search to both."""
    counts = Counter(name for term in TERMS for name in names_of(term))
    assert [name for name, count in counts.items() if count > 1] == []


def test_each_term_is_told_in_both_languages() -> None:
    for term in TERMS:
        assert term["definition"] != term["en"]["definition"], term["slug"]
        assert set(term["en"]) == {"name", "definition"}, term["slug"]
