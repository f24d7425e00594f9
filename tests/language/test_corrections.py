"""Mistakes of one or two letters find the word, and no other."""

import pytest

from portal.language.common_words import COMMON
from portal.language.corrections import IndexWord, Vocabulary
from portal.language.folding import fold
from portal.language.inflection import singular
from portal.language.sounds import sound_of
from tests.language.finding import vocabulary

pytestmark = pytest.mark.one_database

WORDS = [
    "vélo",
    "vélos",
    "poulailler",
    "gouvernance",
    "horizontale",
    "accorderie",
    "mutuelle",
    "crevaisons",
    "carbone",
    "logiciel",
    "bricolage",
    "périscolaire",
    "gratuité",
    "plaidoyer",
    "légumes",
    "composteurs",
    "résilience",
    "réparation",
    "médecin",
    "coopérative",
    "numérique",
    "valence",
    "colère",
    "mobile",
    "précaires",
    "alimentation",
    "cœur",
    "dos",
    "régimes",
    "main",
]


@pytest.fixture(scope="module")
def words():
    return vocabulary(*WORDS)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("poulailer", "poulailler"),
        ("poullailer", "poulailler"),
        ("gouvernence", "gouvernance"),
        ("acorderie", "accorderie"),
        ("mutuele", "mutuelle"),
        ("crevasion", "crevaisons"),
        ("carbonne", "carbone"),
        ("logicel", "logiciel"),
        ("bricollage", "bricolage"),
        ("bricollaje", "bricolage"),
        ("periscolare", "périscolaire"),
        ("périscolère", "périscolaire"),
        ("plaidoyé", "plaidoyer"),
        ("légimes", "légumes"),
        ("conpostteur", "composteurs"),
        ("resilliance", "résilience"),
        ("réparassion", "réparation"),
        ("medessin", "médecin"),
        ("orizontalle", "horizontale"),
        ("copérattive", "coopérative"),
        ("numérike", "numérique"),
        ("almentation", "alimentation"),
        ("vello", "vélo"),
        ("velso", "vélo"),
        ("limentation", "alimentation"),
        ("zlimentation", "alimentation"),
        ("olgiciel", "logiciel"),
    ],
)
def test_mistakes_are_mended(words, typed, meant):
    assert words.correct(typed).surface == meant


@pytest.mark.parametrize(
    "typed",
    [
        "piscine",
        "football",
        "nucléaire",
        "violences",
        "conjugales",
        "vaccination",
        "passeport",
        "collège",
        "primaire",
        "modèle",
        "chômeurs",
        "ados",
        "pain",
        "chorale",
        "qsdfghjklm",
    ],
)
def test_other_words_are_left_alone(words, typed):
    assert words.correct(typed) is None


@pytest.mark.parametrize(
    ("typed", "other"),
    [
        ("orange", "range"),
        ("banques", "manque"),
        ("montagne", "montage"),
        ("serpent", "servent"),
        ("magiques", "manque"),
        ("TIGRE", "tiré"),
        ("chœur", "cœur"),
    ],
)
def test_a_common_word_is_taken_for_no_other(typed, other):
    for language in ("fr", "en"):
        words = vocabulary(other, language=language)
        assert words.correct(typed) is None
        assert words.candidates(typed) == []


@pytest.mark.parametrize(
    ("typed", "other"),
    [
        # Another ending, another first letter, a letter that no finger mixes up.
        ("chausserie", "chaussette"),
        ("lanquer", "manquer"),
        ("savent", "pavent"),
        ("lote", "lové"),
    ],
)
def test_another_word_is_no_mistake(typed, other):
    assert vocabulary(other).correct(typed) is None


def test_common_words_are_folded_singulars():
    assert {"chaussette", "vacance", "oeuf", "boeuf", "cheval", "president"} <= COMMON
    assert all(singular(fold(word)) == word for word in COMMON)


@pytest.mark.parametrize(
    "typed", ["", "vél", "CAF", "2023", "co2z", "velo2", "日本語日本"]
)
def test_short_words_and_digits_are_never_mended(words, typed):
    assert words.correct(typed) is None
    assert words.candidates(typed) == []


def test_fewer_mistakes_then_the_first_letter_then_most_pages():
    words = Vocabulary(
        [
            IndexWord("partage", "partag", 1),
            IndexWord("portage", "portag", 9),
            IndexWord("cartage", "cartag", 99),
            IndexWord("pertinage", "pertinag", 500),
        ]
    )

    found = [each.surface for each in words.candidates("pzrtage", 4)]
    assert found[:2] == ["portage", "partage"]
    assert "cartage" not in found


def test_candidates_go_further():
    words = vocabulary("alimentation", "recettes")

    assert words.correct("alxmkntatoin") is None
    assert [each.surface for each in words.candidates("alxmkntatoin")] == [
        "alimentation"
    ]
    # One letter in four: of a short word, too little would be left.
    assert words.candidates("rocotta") == []


def test_an_accent_and_a_plural_are_no_mistake():
    words = vocabulary("légumes")

    assert words.correct("legume").surface == "légumes"


def test_the_writing_of_most_pages_is_shown():
    words = Vocabulary(
        [
            IndexWord("resilience", "resilienc", 1),
            IndexWord("résilience", "resilienc", 8),
        ]
    )

    assert words.correct("resiliance").surface == "résilience"
    assert words.knows("resilienc")
    assert not words.knows("vel")


def test_a_beginning_finds_each_stem_once_most_pages_first():
    words = Vocabulary(
        [
            IndexWord("alimentation", "aliment", 5),
            IndexWord("alimenter", "aliment", 5),
            IndexWord("alimentaire", "alimentair", 9),
            IndexWord("vélo", "velo", 50),
        ]
    )

    assert [each.stem for each in words.beginning_with("Àlim")] == [
        "alimentair",
        "aliment",
    ]
    assert words.beginning_with("alim", limit=1)[0].stem == "alimentair"
    assert words.beginning_with("a") == []
    assert words.beginning_with("zz") == []


def test_english_has_its_own_words():
    words = vocabulary("bicycles", "puncture", language="en")

    assert words.correct("bycicle").surface == "bicycles"
    assert words.correct("punctuer").surface == "puncture"


@pytest.mark.parametrize(
    ("one", "other", "is_same"),
    [
        ("medessin", "medecin", True),
        ("numerike", "numerique", True),
        ("bycicle", "bicicle", True),
        ("fotografie", "photographie", True),
        ("college", "colere", False),
        ("violence", "valence", False),
        ("chorale", "morale", False),
    ],
)
def test_sounds(one, other, is_same):
    assert (sound_of(one) == sound_of(other)) is is_same


def test_an_empty_index_corrects_nothing():
    words = Vocabulary([])

    assert len(words) == 0
    assert words.correct("poulailler") is None
    assert words.beginning_with("po") == []
