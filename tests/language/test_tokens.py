"""Texts are cut where readers would cut them."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from portal.language.analysis import surfaces_of
from portal.language.tokens import Word, words_in
from tests.language.finding import finds

pytestmark = pytest.mark.one_database


def forms(text: str) -> list[str]:
    return [word.forms[0] for word in words_in(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("l'accueil", ["l", "accueil"]),
        ("L’ÉNERGIE", ["l", "énergie"]),
        ("l`eau l´eau l‘eau", ["l", "eau"] * 3),
        ("jusqu’à lorsqu'elle", ["jusqu", "à", "lorsqu", "elle"]),
        ("puisqu’il quoiqu’un", ["puisqu", "il", "quoiqu", "un"]),
        ("d'abord qu'on", ["d", "abord", "qu", "on"]),
        ("aujourd’hui", ["aujourdhui"]),
        ("prud’hommes", ["prudhommes"]),
        ("resident's they're", ["resident", "they"]),
        ("« l'habitante », dit-on", ["l", "habitante", "diton"]),
    ],
)
def test_elision(text, expected):
    assert forms(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("C.A.F. P.A.T.", ["caf", "pat"]),
        ("R&D", ["rd"]),
        ("CO2 CO₂ 2e m²", ["co2", "co₂", "2e", "m²"]),
        ("10 000 2\u00a0500 1\u202f000", ["10000", "2500", "1000"]),
        ("en 2019 300 personnes", ["en", "2019", "300", "personnes"]),
        ("01 23 45 67 89", ["01", "23", "45", "67", "89"]),
        ("12/25 ans", ["12", "25", "ans"]),
        ("fin.Les autres", ["fin", "les", "autres"]),
        ("groupés/énergie et/ou", ["groupés", "énergie", "et", "ou"]),
        ("carbone®, vélo!!", ["carbone", "vélo"]),
        ("e\u0301cole ha\u00adbi\u200btants", ["école", "habitants"]),
    ],
)
def test_letters_digits_and_signs(text, expected):
    assert forms(text) == expected


@pytest.mark.parametrize(
    "text", ["éco-gestes", "éco gestes", "éco‑gestes", "ÉCO-GESTES", "éco\u00a0gestes"]
)
def test_a_compound_is_the_whole_and_its_parts(text):
    (word,) = words_in(text)

    assert word.forms == ("écogestes",)
    assert [part.forms for part in word.parts] == [("éco",), ("gestes",)]
    assert [text[part.start : part.end].lower() for part in word.parts] == [
        "éco",
        "gestes",
    ]


@pytest.mark.parametrize(
    "spellings",
    [
        ("éco-gestes", "éco gestes", "écogestes", "ecogeste"),
        ("auto-réparation", "auto réparation", "autoréparation"),
        ("co-voiturage", "covoiturage", "co voiturage"),
        ("savoir-faire", "savoir faire", "savoirfaire", "savoirs-faire"),
        ("bien-être", "bien être", "bienêtre", "bien etre"),
        ("tiers-lieu", "tiers-lieux", "tiers lieux", "tierslieu"),
        ("chou-rave", "choux-raves", "chourave"),
        ("médico-psychologique", "médicopsychologique", "medico psychologiques"),
        ("co-portage", "coportage"),
    ],
)
def test_however_a_compound_is_written_it_is_found(spellings):
    missed = [
        (query, text)
        for query in spellings
        for text in spellings
        if not finds(query, f"Un mot, {text}, et un autre.")
    ]

    assert missed == []


def test_a_compound_is_found_by_one_part():
    assert finds("Vercors", "Royans-Vercors")
    assert finds("Royans Vercors", "Royans-Vercors")
    assert finds("royans-vercors", "le Royans et le Vercors")


def test_a_vocabulary_has_every_way_to_a_compound():
    rows = surfaces_of("Des choux-raves et un bien-être", "fr")

    assert {tuple(row) for row in rows} == {
        ("choux", "chou"),
        ("raves", "rave"),
        ("choux-raves", "chouxrav"),
        ("choux-raves", "chourav"),
        ("bien", "bien"),
        ("bien-être", "bienetr"),
    }


def test_words_that_no_prefix_begins_stay_two():
    assert forms("jardin partagé, sous terre, co 2") == [
        *("jardin", "partagé", "sous", "terre", "co", "2")
    ]


def flat(words: list[Word]) -> list[Word]:
    return [each for word in words for each in (word, *flat(list(word.parts)))]


WRITING = st.text(
    alphabet=st.one_of(st.characters(), st.sampled_from("aeés·.-'’()/& 0123")),
    max_size=120,
)


@settings(deadline=None)
@given(WRITING)
def test_places_are_in_the_text_and_in_order(text):
    words = words_in(text)

    for word in flat(words):
        assert 0 <= word.start < word.end <= len(text)
        assert word.forms
        assert all(word.forms)
    for before, after in zip(words, words[1:], strict=False):
        assert before.end <= after.start


@settings(deadline=None)
@given(WRITING)
def test_letters_and_digits_are_all_read(text):
    """Nothing is lost but what an apostrophe elides in English."""
    covered = {n for word in words_in(text) for n in range(word.start, word.end)}
    lost = {text[n] for n in range(len(text)) if n not in covered and text[n].isalnum()}

    assert lost <= set("srevlSREVL")
