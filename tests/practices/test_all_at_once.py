"""A form that is sent on says at once all that is to be put right, on every tab."""

from django.urls import reverse

import pytest
from bs4 import BeautifulSoup

from practices.models import PracticePage
from tests.admin_forms import untouched_data
from tests.factories import make_image, make_member, make_practice, make_structure
from tests.harness.client import StrictClient

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.one_database,
    pytest.mark.usefixtures("tree_of_the_module"),
]

INTRODUCTION = "Voici tout ce qui reste à compléter ou à corriger."


@pytest.fixture
def structure():
    return make_structure()


@pytest.fixture
def member(structure) -> StrictClient:
    client = StrictClient()
    client.force_login(make_member(structure))
    return client


def row(relation, **values) -> dict:
    """Return what a new row of that relation sends."""
    sent = {"id": "", "ORDER": "1", "DELETE": "", **values}
    return {f"{relation}-TOTAL_FORMS": "1"} | {
        f"{relation}-0-{name}": value for name, value in sent.items()
    }


def sent(client, page, **changes):
    url = reverse("wagtailadmin_pages:edit", args=[page.pk])
    data = untouched_data(client, url)
    data.update({"action-submit": "1", **changes})
    return client.post(url, data)


def told(response) -> list[str]:
    """Return the list at the top of the form that comes back."""
    assert response.status_code == 200
    soup = BeautifulSoup(response.content, "html.parser")
    return [
        each.get_text(strip=True) for each in soup.select(".messages .errorlist li")
    ]


def test_wrong_fields_and_what_is_missing_are_told_together(member, structure):
    page = make_practice(structure, live=False, themes=[], level="complete")

    response = sent(member, page, title="", lead="", start_year="l’an passé")

    said = " / ".join(told(response))
    assert told(response)[0].startswith(INTRODUCTION)
    # The field that cannot be read, then what readiness asks for, on other tabs too.
    assert "Saisissez un nombre entier." in said
    assert "Donnez un titre à la page." in said
    assert "Présentez-la en une à trois phrases" in said
    assert "Choisissez au moins un thème." in said
    assert "Écrivez au moins un objectif." in said
    assert "Champ requis" not in said
    # What is typed and wrong is not asked for as if it were not there.
    assert "Indiquez l’année où la pratique a commencé." not in said
    assert len(set(told(response))) == len(told(response))


def test_what_was_typed_is_still_in_the_form(member, structure):
    page = make_practice(structure, live=False, themes=[])

    response = sent(member, page, title="", lead="Des mots à moi.", start_year="x")

    form = response.context["form"]
    assert form["lead"].value() == "Des mots à moi."
    assert form["start_year"].value() == "x"
    page.refresh_from_db()
    assert page.title and page.lead != "Des mots à moi."


def test_a_wrong_row_hides_nothing_and_is_not_asked_for_again(member, structure):
    page = make_practice(structure, live=False, themes=[], level="complete")

    response = sent(
        member, page, **row("outcomes", indicator="Participants", value="beaucoup")
    )

    said = " / ".join(told(response))
    assert "est à compléter" in said
    assert "Choisissez au moins un thème." in said
    assert "Dites ce que cela a changé" not in said


def test_a_row_that_is_deleted_counts_no_more(member, structure):
    page = make_practice(structure, live=False, themes=[], level="complete")

    response = sent(
        member,
        page,
        title="",
        **row("outcomes", indicator="Participants", value="beaucoup", DELETE="on"),
    )

    said = " / ".join(told(response))
    assert "Dites ce que cela a changé" in said
    assert "Une ligne" not in said


def test_a_complete_form_goes_through(member, structure):
    page = make_practice(structure, live=False)

    assert sent(member, page).status_code == 302
    assert PracticePage.objects.get(pk=page.pk).workflow_in_progress


def test_a_draft_is_asked_for_nothing(member, structure):
    page = make_practice(structure, live=False, themes=[])

    response = sent(member, page, **{"action-submit": "", "start_year": "x"})

    assert INTRODUCTION not in response.text


def test_nothing_is_told_of_a_picture_of_others(member, structure):
    page = make_practice(structure, live=False, themes=[])
    other = make_structure("Ailleurs")
    picture = make_image("Zanzibar", alt_text="", collection=other.space.collection)

    response = sent(member, page, title="", picture=picture.pk)

    assert "ne sont pas à votre disposition" in response.text
    assert "Zanzibar" not in response.text
