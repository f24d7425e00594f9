"""The facts beside the story: of structures, and of practices."""

from datetime import date

from django.core.exceptions import ValidationError

import pytest

from practices.enums import Actor, Participation, PolicyArea, PracticeSize
from practices.models import Challenge
from tests.factories import make_commune, make_practice, make_structure, make_tree

pytestmark = pytest.mark.django_db


def test_a_structure_says_what_it_is_and_can_do(client):
    structure = make_structure(
        commune=make_commune("Die", population=4700),
        offers=["visite", "pret"],
        legal_form="association",
        staff_size_band="moins-de-10",
        social_project_has_transition_axis=True,
        social_project_start=2024,
        social_project_end=2027,
        agreement_type="evs",
        agreement_end=date(2027, 12, 31),
    )

    html = client.get(structure.url).content.decode()

    for words in (
        "faire visiter, prêter du matériel",
        "association loi 1901",
        "De 5 à 9 salarié·es",
        "2024–2027",
        "Espace de vie sociale",
        "décembre 2027",
        "4\u202f700 habitants",
    ):
        assert words in html, words


@pytest.mark.parametrize(
    ("start", "end"),
    [
        ({"social_project_start": 2027}, {"social_project_end": 2024}),
        ({"agreement_start": date(2027, 1, 1)}, {"agreement_end": date(2026, 1, 1)}),
    ],
)
def test_a_period_ends_after_it_starts(start, end):
    structure = make_structure()
    for name, value in {**start, **end}.items():
        setattr(structure, name, value)

    with pytest.raises(ValidationError, match="avant d’avoir commencé"):
        structure.full_clean()


def test_a_practice_says_who_carries_it_and_to_what_end(client):
    tree = make_tree()
    challenge = Challenge.objects.create(
        name="La justice sociale", slug="justice", locale=tree.home.locale
    )
    practice = make_practice(
        carried_by=[Actor.STAFF, Actor.VOLUNTEERS],
        participation_level=Participation.CONCERTATION,
        practice_size=PracticeSize.GESTURE,
        has_resident_group=True,
        resident_group="les voisines du jeudi",
        policy_areas=[PolicyArea.YOUTH],
        method_label="Bilan Carbone®",
    )
    practice.challenges = [challenge]
    practice.save()

    html = client.get(practice.url).content.decode()

    for words in (
        "Bénévoles, Salarié·es · les voisines du jeudi · Les habitants sont associés",
        "Atelier · petit geste · Bilan Carbone®",
        "Jeunesses",
        challenge.get_absolute_url(),
    ):
        assert words in html, words
    assert practice.title in client.get("/enjeux/justice/").content.decode()
