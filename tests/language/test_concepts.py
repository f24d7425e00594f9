"""Queries become what people look for, in all the ways it is called."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from portal.language.analysis import read_query
from portal.language.concepts import (
    MAX_ALTERNATIVES,
    MAX_CONCEPTS,
    read_concepts,
)
from portal.language.synonyms import SynonymRow, Synonyms, Term
from tests.language.finding import SYNONYMS, finds, vocabulary

pytestmark = pytest.mark.one_database


def typed(query: str, **options) -> list[str]:
    return [each.typed for each in read_query(query, SYNONYMS, **options).concepts]


@pytest.mark.parametrize(
    ("query", "text"),
    [
        ("PAT", "Le projet alimentaire territorial"),
        ("pat", "les projets alimentaires territoriaux"),
        ("P.A.T.", "Le PAT du Diois"),
        ("projet alimentaire territorial", "Le PAT du Diois"),
        ("projets alimentaires territoriaux", "un P.A.T."),
        ("plan alimentaire territorial", "Le PAT du Diois"),
        ("centre communal d'action sociale", "le CCAS"),
        ("CCAS", "un centre communal d’action sociale"),
        ("bureau d'aide sociale", "le CCAS de Lomme"),
        ("plan climat air énergie territorial", "le PCAET"),
        ("PCAET", "un plan climat-air-énergie territorial"),
        ("centre médicopsychologique", "le CMP"),
        ("garderie", "l’accueil périscolaire"),
        ("accueil périscolaire", "la garderie du soir"),
        ("covoiturage", "des trajets partagés"),
        ("co-voiturage", "des trajets partagés"),
        ("tierslieu", "un lieu partagé"),
        ("do it yourself", "un atelier DIY"),
        ("DIY", "faire soi-même ses meubles"),
        ("maison pour tous", "la MPT du Petit Charran"),
        ("MPT", "la Maison pour tous"),
        ("C.A.F.", "La caisse d'allocations familiales"),
    ],
)
def test_what_else_it_is_called(query, text):
    assert finds(query, text)


@pytest.mark.parametrize(
    ("query", "text"),
    [
        ("CAF", "un café"),
        ("PAT", "des pâtes"),
        ("projet alimentaire", "Le PAT du Diois"),
        ("maison", "la MPT du Petit Charran"),
        ("MPT", "une maison"),
    ],
)
def test_what_it_is_not_called(query, text):
    assert not finds(query, text)


def test_the_longest_expression_wins():
    query = "union nationale des centres communaux d'action sociale"

    assert typed(query) == [query]
    assert finds(query, "l’UNCCAS")
    assert not finds(query, "le CCAS")


def test_an_expression_is_one_concept_among_others():
    assert typed("le projet alimentaire territorial de Die") == [
        "projet alimentaire territorial",
        "Die",
    ]


def test_loosened_looks_for_each_word():
    query = read_query("projet alimentaire territorial à Die", SYNONYMS).loosened

    assert [each.typed for each in query.concepts] == [
        "projet",
        "alimentaire",
        "territorial",
        "Die",
    ]


def test_another_language_has_its_name():
    query = read_query("PAT", SYNONYMS, ("fr", "en"))
    (concept,) = query.concepts

    food = tuple(Term("en", each) for each in ("local", "food", "project"))
    assert food in concept.alternatives
    assert finds("local food project", "the PAT of Die", "en")


def test_small_words_are_left_out_unless_they_are_all():
    assert typed("le vélo pour les jeunes") == ["vélo", "jeunes"]
    assert typed("pouvoir d agir") == ["pouvoir", "agir"]
    query = read_query("pourquoi comment avec qui", SYNONYMS)
    assert query.is_small
    assert len(query.concepts) == 4
    assert finds("fais le toi meme", "Fais-le toi-même")
    assert not finds("pourquoi avec", "Pourquoi pas")


def test_mais_alone_may_be_maize():
    words = {"fr": vocabulary("maïs")}

    assert finds("mais", "du maïs", vocabularies=words)


def test_what_another_language_calls_small_is_left_out_if_unknown():
    words = {"fr": vocabulary("vélo", "but"), "en": vocabulary("bike", language="en")}

    query = read_query("how to bike", SYNONYMS, ("fr", "en"), words)
    assert [each.typed for each in query.concepts] == ["bike"]
    query = read_query("but vélo", SYNONYMS, ("fr", "en"), words)
    assert [each.typed for each in query.concepts] == ["but", "vélo"]


def test_words_cut_in_two_or_three_are_joined_when_the_index_has_the_whole():
    words = {"fr": vocabulary("Valdequint", "TAg29", "val")}

    assert finds("val de quint", "Le Valdequint", vocabularies=words)
    assert finds("tag 29", "le TAg29", vocabularies=words)
    assert not finds("val vert", "Le Valdequint", vocabularies=words)


def test_an_unknown_word_is_a_beginning_then_a_mistake():
    words = {"fr": vocabulary("alimentation", "alimentaire", "poulailler", "vélo")}

    query = read_query("alim poullailer vélo", SYNONYMS, vocabularies=words)
    stems = [{t.stem for way in c.alternatives for t in way} for c in query.concepts]
    assert stems[0] >= {"aliment", "alimentair"}
    assert "poulaill" in stems[1]
    assert [tuple(vars(each).values()) for each in query.corrections] == [
        ("poullailer", "poulailler")
    ]


def test_the_last_word_may_be_unfinished_though_it_is_one():
    words = {"fr": vocabulary("port", "portail", "vélo", "vélodrome")}

    def stems(**options) -> list[set[str]]:
        query = read_query("vélo port", SYNONYMS, vocabularies=words, **options)
        return [{t.stem for w in c.alternatives for t in w} for c in query.concepts]

    assert stems() == [{"velo"}, {"port"}]
    assert stems(is_unfinished=True) == [{"velo"}, {"port", "portail"}]


def test_a_query_has_so_many_concepts_and_each_so_many_ways():
    letters = [chr(97 + n) * 5 for n in range(26)]
    row = SynonymRow("PAT", "Projet", tuple(letters))

    many = read_query(" ".join(letters), Synonyms())
    (one,) = read_query("PAT", Synonyms([row]), ("fr", "en")).concepts
    assert len(many.concepts) == MAX_CONCEPTS
    assert len(many.loosened.concepts) == MAX_CONCEPTS
    assert len(one.alternatives) == MAX_ALTERNATIVES


def test_an_acronym_and_a_number_are_no_beginning():
    words = {"fr": vocabulary("essai", "20261", "vélo")}

    for query in ("ESS", "2026"):
        (concept,) = read_query(query, SYNONYMS, vocabularies=words).concepts
        assert len(concept.alternatives) == 1


def test_quotes_are_read_as_their_words():
    assert typed("« on nous donne 100 »") == ["donne", "100"]


def test_a_word_asked_twice_counts_once():
    assert typed("vélo vélos VELO") == ["vélo"]


def test_an_empty_query_looks_for_nothing():
    for query in ("", "   ", "?!", "日本", "🚲"):
        read = read_query(query, SYNONYMS)
        assert read.concepts == ()
        assert not read.is_small


def test_rows_of_editors_may_be_anything():
    rows = [
        SynonymRow("", ""),
        SynonymRow("?", "…", ("", "   ", "à")),
        SynonymRow("X" * 5000, "mot " * 500, ("a",) * 1000),
        SynonymRow("PAT", "Projet", ("Projet", "PAT")),
    ]

    query = read_query("PAT à projet", Synonyms(rows))
    assert [each.typed for each in query.concepts] == ["PAT", "projet"]


QUERIES = st.one_of(
    st.text(max_size=300),
    st.lists(
        st.sampled_from(
            [
                "projet",
                "alimentaire",
                "territorial",
                "PAT",
                "centre",
                "communal",
                "d'action",
                "sociale",
                "de",
                "la",
                "faire",
                "soi-même",
                "éco",
                "gestes",
                "habitant·e·s",
                "co",
                "10",
                "000",
                "maison",
                "pour",
                "tous",
            ]
        ),
        max_size=80,
    ).map(" ".join),
)


@settings(deadline=None)
@given(QUERIES, st.booleans())
def test_every_list_has_an_end(text, is_known):
    known = (lambda _term: True) if is_known else None
    query = read_concepts(text, SYNONYMS, ("fr", "en"), known)

    for read in (query, query.loosened):
        assert len(read.concepts) <= MAX_CONCEPTS
        for concept in read.concepts:
            assert 0 < len(concept.alternatives) <= MAX_ALTERNATIVES
            assert all(0 < len(way) <= 8 for way in concept.alternatives)
            assert all(
                term.marked(1).isascii() and term.marked(1).isalnum()
                for way in concept.alternatives
                for term in way
            )


@settings(deadline=None)
@given(QUERIES)
def test_the_same_is_read_each_time(text):
    assert read_query(text, SYNONYMS) == read_query(text, SYNONYMS)
