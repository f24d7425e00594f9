"""A text that names someone whom the portal knows is never counted."""

from datetime import timedelta

from django.utils import timezone

import pytest

from events.models import Speaker
from practices.models import PracticeCredit
from search.counting import (
    count,
    erase_searches,
    normalised,
)
from search.models import CountedSearch
from tests.events.factories import make_day
from tests.factories import (
    make_practice,
    make_structure,
    make_theme,
    make_user,
)
from tests.practices.factories import make_ambassador
from tests.search.counted import asked, often, told

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("counting_searches")]


@pytest.mark.parametrize(
    "text",
    [
        "Nadia Exemplaire",
        "exemplaire nadia",
        "exemplaire",
        "contact exemplaire",
        "nadia",
    ],
)
def test_the_name_of_an_ambassador_is_never_counted(text):
    make_ambassador(title="Nadia Exemplaire", live=False)

    count(often(text))

    assert not CountedSearch.objects.exists()


def test_what_an_ambassador_without_a_name_does_is_counted():
    make_ambassador(title="Une Référente Vélo", is_anonymous=True)

    count(often("référente vélo"))

    assert told() == {"referente velo"}


def test_names_of_accounts_contacts_speakers_and_credits_are_never_counted():
    make_user("x", first_name="ana", last_name="de la broussière")
    make_structure("Centre B", live=False, contact_name="Bob Lachaumette")
    practice = make_practice()
    PracticeCredit.objects.create(page=practice, name="Eve Noiraud et l’équipe")
    day = make_day()
    Speaker.objects.create(page=day, name="Zoé VERLHAC")

    count(
        [
            each
            for text in (
                "ana broussiere",
                "lachaumette",
                "noiraud eve",
                "verlhac mobilité",
                "l’équipe",
            )
            for each in often(text)
        ]
    )

    assert told() == {"l equipe"}


@pytest.mark.parametrize(
    "name",
    [
        "jean lachaumette",
        "jean lachaumette, coordinateur",
        "l’équipe et jean lachaumette",
        "jean lachaumette du centre social",
        "[Jean Lachaumette]",
        "{Jean Lachaumette}",
        "Le centre [Jean Lachaumette]",
        "« Jean Lachaumette »",
        "ANA ROUX ET JEAN LACHAUMETTE",
        "Jean lachaumette",
        "jean Lachaumette",
        "Mme jean LACHAUMETTE",
        "Jean Lachaumette coordinateur",
        "Jean Lachaumette - coordinateur",
        "Jean Lachaumette du centre social",
        "Ana Roux, Jean lachaumette",
    ],
)
def test_a_name_is_known_without_capitals_and_between_any_brackets(name):
    make_structure("Centre B", live=False, contact_name=name)
    Speaker.objects.create(page=make_day(), name=name)

    count(often("lachaumette") + often("lachaumette jean") + often("coordinateur"))

    assert told() == {"coordinateur"}


@pytest.mark.parametrize(
    "team",
    [
        "l’équipe du centre social",
        "équipe du centre social",
        "l'équipe de la maison des jeunes",
        "accueil du centre social",
        "la secrétaire et les bénévoles de l’équipe",
        "le centre social (équipe)",
        "L’équipe du centre social",
    ],
)
def test_a_team_is_no_person_without_capitals(team):
    make_structure("Centre B", live=False, contact_name=team)
    Speaker.objects.create(page=make_day(), name=team)
    texts = ["equipe", "centre social", "social", "jeunes", "accueil", team]

    count([each for text in texts for each in often(text)])

    assert told() == {normalised(text) for text in texts}


def test_what_signs_without_capitals_may_be_anyone():
    PracticeCredit.objects.create(page=make_practice(), name="des gens du quartier")

    count(often("gens du quartier"))

    assert told() == {"gens du quartier"}


def test_a_family_name_that_is_a_word_of_a_list_counts_without_the_first_name():
    make_theme("Jardin et compost")
    make_user("x", first_name="Rose", last_name="Jardin")

    count(often("jardin partagé") + often("rose jardin"))

    assert told() == {"jardin partage"}


def test_a_body_that_signs_is_no_person():
    make_structure("Secours Local")
    practice = make_practice()
    PracticeCredit.objects.create(page=practice, name="Secours Local")

    count(often("secours local"))

    assert told() == {"secours local"}


def test_a_name_known_since_is_erased():
    today = timezone.localdate()
    days = (today, today, today - timedelta(days=1))
    count([asked("lachaumette", day) for day in days])
    assert told() == {"lachaumette"}
    make_structure("Centre B", live=False, contact_name="Bob Lachaumette")
    erase_searches()

    assert not CountedSearch.objects.exists()
