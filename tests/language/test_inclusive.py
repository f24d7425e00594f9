"""Inclusive writing in all its shapes, and what is none."""

import pytest

from portal.language.analysis import stems_of
from portal.language.tokens import words_in
from tests.language.finding import finds

pytestmark = pytest.mark.one_database

PLURAL = ("habitant", "habitante", "habitants", "habitantes")


@pytest.mark.parametrize(
    "text",
    [
        "habitant·e·s",
        "habitant.e.s",
        "habitant.e-s",
        "habitant(e)s",
        "habitant-e-s",
        "habitants·es",
        "habitant•e•s",
        "habitant‧e‧s",
        "habitant·es",
        "habitant.es",
        "habitant-es",
        "habitant/e/s",
        "habitant/es",
        "HABITANT·E·S",
        "habitant⋅e⋅s",
        "habitant(es)",
        "habitant‑e‑s",
    ],
)
def test_every_shape_stands_for_all(text):
    (word,) = words_in(text)

    assert sorted(word.forms) == sorted(PLURAL)
    assert finds(text, "une habitante")
    assert finds("habitants", f"les {text} du quartier")


@pytest.mark.parametrize(
    ("text", "masculine", "feminine"),
    [
        ("habitant·e", "habitant", "habitante"),
        ("adhérent(e)", "adhérent", "adhérente"),
        ("acteur·rice·s", "acteurs", "actrices"),
        ("acteur.trice.s", "acteurs", "actrices"),
        ("acteurs/trices", "acteurs", "actrices"),
        ("porteur·euse·s", "porteurs", "porteuses"),
        ("demandeur(euse)s", "demandeurs", "demandeuses"),
        ("ambassadeur-rice-s", "ambassadeurs", "ambassadrices"),
        ("heureux·se", "heureux", "heureuse"),
        ("nombreux·ses", "nombreux", "nombreuses"),
        ("boulanger·ère", "boulanger", "boulangère"),
        ("courtier·ière·s", "courtiers", "courtières"),
        ("sportif·ve·s", "sportifs", "sportives"),
        ("actif·ive", "actif", "active"),
        ("citoyen·ne·s", "citoyens", "citoyennes"),
        ("citoyen.enne.s", "citoyens", "citoyennes"),
        ("professionnel.le.s", "professionnels", "professionnelles"),
        ("salarié·es", "salariés", "salariées"),
        ("élu.e.s", "élus", "élues"),
        ("chef·fe·s", "chefs", "cheffes"),
        ("maître·sse", "maître", "maîtresse"),
        ("nouveau·elle", "nouveau", "nouvelle"),
        ("centre(s)", "centre", "centres"),
        ("tou·te·s", "tous", "toutes"),
    ],
)
def test_endings(text, masculine, feminine):
    (word,) = words_in(text)

    assert {masculine, feminine} <= set(word.forms)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("ceux·celles", ["ceux", "celles"]),
        ("celui/celle", ["celui", "celle"]),
        ("d'habitant·e·s", ["d", "habitant"]),
        ("élu·e·s/citoyen·ne·s", ["élu", "citoyen"]),
        ("fin.Les", ["fin", "les"]),
        ("voir.es", ["voir"]),
    ],
)
def test_neighbours(text, expected):
    assert [word.forms[0] for word in words_in(text)] == expected


@pytest.mark.parametrize(
    "text", ["dit-elle", "a-t-il", "fais-le", "porte-clé", "vis-à-vis"]
)
def test_a_hyphen_is_mostly_a_compound(text):
    (word,) = words_in(text)

    assert word.parts


@pytest.mark.parametrize(
    "text", ["habitant·e·s", "bricoleur·euse·s", "ambassadeur·rice·s", "salarié·es"]
)
def test_all_the_words_have_one_stem(text):
    assert len(stems_of(text, "fr")) == 1
