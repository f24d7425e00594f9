"""From an idea or an example of a day to the form of a new practice."""

import uuid

from django.urls import reverse

import pytest
from bs4 import BeautifulSoup

from events.models import ThematicDayPage, Workshop, WorkshopIdea
from portal.core.models.base import SOURCE_LANGUAGE
from practices.models import PracticePage
from practices.spaces import ensure_space
from tests.admin_forms import form_data
from tests.events.factories import make_day
from tests.factories import (
    make_commune,
    make_member,
    make_organiser,
    make_structure,
    translate,
)
from tests.harness.client import client_of

pytestmark = pytest.mark.django_db

IDEA = "Un verger partagé au pied des immeubles"


@pytest.fixture
def structure():
    return make_structure("Maison A")


@pytest.fixture
def day():
    return make_day(
        "Journée verte",
        workshops=[
            Workshop(
                title="La navette du marché",
                key="navette",
                question="Comment aller au marché sans voiture ?",
                presented_by="maison a",
                territory=make_commune("Die"),
            ),
            Workshop(title="Sans exemple"),
        ],
        ideas=[WorkshopIdea(text=IDEA, workshop_key="navette")],
    )


@pytest.fixture
def organiser(structure):
    """Return an organiser who writes for a structure too."""
    user = make_organiser()
    ensure_space(structure).add_member(user)
    return user


def page_of(day):
    return reverse("day_openings", args=[day.pk])


def key_of(rows):
    return str(rows.get().translation_key)


def form_of(structure, **query):
    add = reverse(
        "wagtailadmin_pages:add", args=["practices", "practicepage", structure.pk]
    )
    return add + "?" + "&".join(f"{name}={value}" for name, value in query.items())


def test_a_day_leads_to_its_ideas_and_examples(day, organiser):
    client = client_of(organiser)
    edit = client.get(reverse("wagtailadmin_pages:edit", args=[day.pk]))
    assert page_of(day) in edit.content.decode()

    response = client.get(page_of(day))
    soup = BeautifulSoup(response.content, "html.parser")

    text = soup.find("main").get_text(" ", strip=True)
    assert IDEA in text
    assert "La navette du marché" in text
    assert "Sans exemple" not in text
    options = [
        option.get_text() for option in soup.find(id="structure").find_all("option")
    ]
    assert options[1:] == ["Maison A"]


def test_an_idea_opens_the_form_and_makes_nothing(day, structure, organiser):
    client = client_of(organiser)
    key = key_of(day.ideas)

    response = client.get(page_of(day), {"ligne": key, "structure": structure.pk})
    assert response.url == form_of(structure, journee=day.pk, ligne=key)
    data = form_data(client, response.url)

    assert data["title"] == IDEA
    assert data["lead"] == (
        f"{IDEA}. Idée née dans l’atelier «\u00a0La navette du marché\u00a0» de la "
        "journée «\u00a0Journée verte\u00a0»."
    )
    assert data.getlist("themes") == [str(theme.pk) for theme in day.themes.all()]
    assert not PracticePage.objects.exists()

    client.post(response.url, data)
    draft = PracticePage.objects.get()
    assert not draft.live
    assert (draft.title, draft.get_parent().pk) == (IDEA, structure.pk)
    assert list(draft.themes.all()) == list(day.themes.all())


def test_an_example_goes_to_who_presented_it(day, structure, organiser):
    client = client_of(organiser)
    key = str(day.workshops.get(key="navette").translation_key)

    response = client.get(page_of(day), {"ligne": key, "structure": ""})

    assert response.url == form_of(structure, journee=day.pk, ligne=key)
    form = client.get(response.url).content.decode()
    assert "Comment aller au marché sans voiture" in form
    data = form_data(client, response.url)
    client.post(response.url, data)
    draft = PracticePage.objects.get()
    assert [place.name for place in draft.territories.all()] == ["Die"]


def test_an_idea_needs_a_structure_one_may_write_for(day, organiser):
    client = client_of(organiser)
    other = make_structure("Maison B")
    ensure_space(other)
    for wanted in ("", other.pk, "x"):
        response = client.get(
            page_of(day), {"ligne": key_of(day.ideas), "structure": wanted}
        )
        assert response.status_code == 200
        assert "Choisissez la structure" in response.content.decode()


def test_who_does_not_edit_the_day_reads_nothing_of_it(structure):
    draft = make_day("Secrète", live=False, ideas=[WorkshopIdea(text=IDEA)])
    client = client_of(make_member(structure))
    key = key_of(draft.ideas)

    assert client.get(page_of(draft)).status_code in {302, 403, 404}
    opened = client.get(form_of(structure, journee=draft.pk, ligne=key))
    assert opened.status_code == 200
    assert IDEA not in opened.content.decode()


@pytest.mark.parametrize("number", ["", "x", "9" * 30, "-1", "%00"])
def test_any_address_opens_an_empty_form(day, structure, organiser, number):
    client = client_of(organiser)
    for query in (
        {"journee": number, "ligne": key_of(day.ideas)},
        {"journee": day.pk, "ligne": number or uuid.uuid4()},
    ):
        response = client.get(form_of(structure, **query))
        assert response.status_code == 200
        assert IDEA not in response.content.decode()


def test_other_languages_offer_nothing(day, organiser):
    english = translate(day, title="Green day")
    assert english.locale.language_code != SOURCE_LANGUAGE
    client = client_of(organiser)
    assert client.get(page_of(english)).status_code == 404
    assert ThematicDayPage.objects.count() == 2
