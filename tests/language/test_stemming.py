"""Forms of one word meet, words that only look alike do not."""

import threading
from concurrent.futures import ThreadPoolExecutor

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from portal.language import exceptions, stemmed, stemming
from portal.language.analysis import marked, stems_of
from portal.language.folding import fold
from portal.language.stemming import stem
from tests.language.finding import finds

pytestmark = pytest.mark.one_database

# Each line is one word for those who search.
MEET = """
vélo velo vélos VÉLO velos
élu élue élus élues
numéro numéros
emploi emplois
habitant habitante habitants habitantes
salarié salariée salariés salariées
réparateur réparatrice réparer réparation réparatrices
bricoleur bricoleuse bricoler bricolage bricoleuses
ambassadeur ambassadrice ambassadrices
acteur actrice acteurs actrices
producteur productrice productrices
directeur directrice
autrice auteur auteure
chercheuse chercheur cherchent chercher
demandeur demandeuse demander
éleveuse éleveur élevage élever
administrateur administratrices administration
conseiller conseillère
chômeur chômeuse chômage
chanteur chanteuse
coiffeur coiffeuse coiffeuses
heureux heureuse heureuses
nombreux nombreuse
professeur professeure
local locaux locale locales
territorial territoriaux
animal animaux
hôpital hôpitaux
bail baux
vitrail vitraux
tuyau tuyaux
festif festive festives
collectif collective collectives
actif active
coopératif coopérative
inclusif inclusive inclusion
lieu lieux
milieu milieux
enjeu enjeux
pneu pneus pneux
chou choux
bureau bureaux
réseau réseaux
œil oeil yeux
bergère berger bergers
courtière courtier
fermière fermiers
infirmière infirmier
poulailler poulaillers
public publique publiques
nouveau nouvelle nouvel nouveaux
beau belle
vieux vieille
doux douce
sec sèche
gros grosse
lillois lilloise lilloises
formation formateur formatrice
création créer créatrice créateur
compost composteur compostage composter
jardin jardinage jardiner
décision décident décider
soin soigner soignante
achat acheter achètent
venir vient viennent
don donner
énergie énergétique
solidaire solidarité
fragile fragilité fragilités fragilites
bénévole bénévolat
gratuit gratuité gratuitée
asso association associations
ado ados adolescent
saint st
"""
# No two of a line are one word.
KEEP_APART = """
université univers
organe organisation organisme organique
mobile mobilier mobilité mobiliser
caf café
pat pâte
mel mêler
sel selle
clas classe
ess essai
commune commun communal
collectif collecte collectivité
coopérative coopération
travail travaux
don donnée
format formation
action acteur acte
activité acteur
direct direction
social société sociétaire
animal animer
poule poulet poulailler
port porteur
cours course cour
pays payer
mer mère
médecin médicament
ville village
marais maraîcher
éthique étiquette
général génération généreux
emploi employeur
tiers tirer
"""


@pytest.mark.parametrize("line", MEET.strip().splitlines())
def test_forms_meet(line):
    assert len({stem(word, "fr") for word in line.split()}) == 1


@pytest.mark.parametrize("line", KEEP_APART.strip().splitlines())
def test_words_stay_apart(line):
    words = line.split()

    assert len({stem(word, "fr") for word in words}) == len(words)


@pytest.mark.parametrize(
    "line",
    [
        "bicycle bicycles",
        "repair repairs repaired repairing",
        "puncture punctures",
        "cooperative cooperatives",
        "café cafe cafes",
    ],
)
def test_english_forms_meet(line):
    assert len({stem(word, "en") for word in line.split()}) == 1


def test_a_stem_tells_words_with_digits_as_they_are():
    assert [stem(word, "fr") for word in ("2e", "CO₂", "12", "2000s")] == [
        "2e",
        "co2",
        "12",
        "2000s",
    ]


@settings(deadline=None)
@given(st.text(max_size=60))
def test_accents_and_case_change_no_stem(text):
    assert (
        stem(text, "fr") == stem(fold(text), "fr") == stem(text.upper().lower(), "fr")
    )


@settings(deadline=None)
@given(st.text(max_size=60), st.sampled_from(["fr", "en"]))
def test_a_stem_is_made_of_letters_and_digits(text, language):
    found = stem(text, language)

    assert len(found) <= 38
    assert all(each in "abcdefghijklmnopqrstuvwxyz0123456789" for each in found)


def test_threads_agree():
    words = [word for line in MEET.split("\n") for word in line.split()]
    expected = [stem(word, "fr") for word in words]
    stemming.stem.cache_clear()
    start = threading.Barrier(8)

    def run(_number):
        start.wait()
        uncached = stemming.stem.__wrapped__
        return [[uncached(word, "fr") for word in words] for _round in range(20)]

    with ThreadPoolExecutor(8) as pool:
        for rounds in pool.map(run, range(8)):
            assert rounds == [expected] * 20


def test_no_exception_is_written_twice():
    words = [
        word
        for line in exceptions.LINES.splitlines()
        if line and not line.startswith("#")
        for word in line.partition(": ")[2].split()
    ]

    assert sorted(words) == sorted(set(words))


def test_exceptions_are_folded():
    written = [*exceptions.INSTEAD, *exceptions.STEMS, *exceptions.INSTEAD.values()]

    assert [word for word in written if fold(word) != word] == []


def test_small_words_are_told_before_accents_are_folded():
    assert stems_of("maïs, thé, sûr, été", "fr") == ["mais", "the", "sur", "ete"]
    assert stems_of("mais le sur où dès à meme", "fr") == []
    assert stems_of("the thé", "en") == ["the"]


def test_a_small_word_never_meets_another():
    assert not finds("maïs", "Mais sur le marché")
    assert finds("maïs", "Du maïs bio")


def test_an_unknown_language_is_refused():
    with pytest.raises(ValueError, match="de"):
        stemmed.stemmed("Haus", "de")
    with pytest.raises(ValueError, match="5"):
        marked("x", "fr", 5)
