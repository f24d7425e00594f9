"""Extracts show why a page was found, in plain text."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from portal.language.analysis import stems_of
from portal.language.extracts import extract

pytestmark = pytest.mark.one_database

FILLER = "Une phrase qui ne dit rien de ce que nous voulons savoir ici. " * 20


def hits(text: str, query: str, language: str = "fr") -> list[str]:
    parts = extract(text, stems_of(query, language), language)
    return [part.text for part in parts if part.is_hit]


@pytest.mark.parametrize(
    ("text", "query", "expected"),
    [
        ("Un atelier de RÉPARATION de vélos.", "reparer velo", ["RÉPARATION", "vélos"]),
        ("L’énergie d'ici", "energies", ["énergie"]),
        ("Pour les habitant·e·s du bourg", "habitantes", ["habitant·e·s"]),
        ("Pour les habitant(e)s.", "habitant", ["habitant(e)s"]),
        ("Nos éco-gestes", "écogestes", ["éco-gestes"]),
        ("Nos éco-gestes", "geste", ["gestes"]),
        ("La C.A.F. paie", "CAF", ["C.A.F"]),
        ("Un jardin", "vélo", []),
    ],
)
def test_hits_are_the_words_as_written(text, query, expected):
    assert hits(text, query) == expected


def test_english_is_read_as_english():
    assert hits("Bike repairs", "repair", "en") == ["repairs"]


def test_a_short_text_is_whole():
    parts = extract("Un vélo\n  pour tous.", {"velo"}, "fr")

    assert [tuple(part) for part in parts] == [
        ("Un ", False),
        ("vélo", True),
        (" pour tous.", False),
    ]


def test_a_long_text_is_cut_between_words_where_most_is_said():
    text = f"Le vélo. {FILLER}Un vélo réparé par les habitants vaut mieux. {FILLER}"

    parts = extract(text, set(stems_of("vélo réparer habitant", "fr")), "fr")
    shown = "".join(part.text for part in parts)
    assert [part.text for part in parts if part.is_hit] == [
        "vélo",
        "réparé",
        "habitants",
    ]
    assert 100 < len(shown) <= 164
    assert shown.startswith("… ")
    assert shown.endswith(" …")
    assert shown[2:-2] in " ".join(text.split())
    assert all(word in text.split() for word in shown[2:-2].split())


@pytest.mark.parametrize("length", range(60, 90))
def test_no_word_is_cut(length):
    text = f"{FILLER}Un vélo réparé. {FILLER}"

    shown = "".join(part.text for part in extract(text, {"velo"}, "fr", length))
    assert set(shown[2:-2].split()) <= set(text.split())
    assert 30 < len(shown) <= length + 4


def test_the_first_of_equal_places_is_shown():
    text = f"Premier vélo. {FILLER}Second vélo."

    assert "".join(part.text for part in extract(text, {"velo"}, "fr")).startswith(
        "Premier"
    )


def test_nothing_found_shows_nothing():
    assert extract(FILLER, {"velo"}, "fr") == []
    assert extract("", {"velo"}, "fr") == []
    assert extract("Un vélo", set(), "fr") == []


def test_markup_is_left_as_text():
    parts = extract("<b>vélo</b> & <script>", {"velo"}, "fr")

    assert "".join(part.text for part in parts) == "<b>vélo</b> & <script>"


@settings(deadline=None)
@given(st.text(max_size=400), st.integers(20, 200))
def test_an_extract_is_a_piece_of_its_text(text, length):
    text = f"{text} vélo {text}"
    parts = extract(text, {"velo"}, "fr", length)
    shown = "".join(part.text for part in parts)

    assert any(part.is_hit for part in parts)
    assert all(part.text for part in parts)
    whole = "".join(
        letter if letter in "\u00a0\u202f" or not letter.isspace() else " "
        for letter in text
    )
    while "  " in whole:
        whole = whole.replace("  ", " ")
    assert shown.removeprefix("… ").removesuffix(" …") in whole


def test_a_sign_stays_beside_its_word() -> None:
    parts = extract("Et\n après\u00a0? Le vélo\u00a0!", {"velo"}, "fr")
    assert "".join(part.text for part in parts) == "Et après\u00a0? Le vélo\u00a0!"
