"""Choosing in the admin: territories, organisations, structures, tags, by what is typed."""

import json

from django.urls import reverse

import pytest
from bs4 import BeautifulSoup

from practices.models import (
    Organisation,
    PracticePage,
    Territory,
    Theme,
)
from practices.territory_field import TerritoriesField, label_of, suggest
from tests.admin_forms import edit_url, form_data
from tests.factories import (
    make_commune,
    make_member,
    make_practice,
    make_structure,
    make_tree,
)
from tests.harness.client import client_of

pytestmark = pytest.mark.django_db


def list_url(model, name: str = "list", *args):
    return reverse(
        f"wagtailsnippets_practices_{model._meta.model_name}:{name}", args=args
    )


def test_territories_are_suggested_by_the_start_of_a_word_without_accents():
    make_commune("Valence", department="26")
    make_commune("Portes-lès-Valence", department="26")
    make_commune("Étoile-sur-Rhône", department="26")

    assert suggest(Territory.objects.all(), "val") == [
        "Valence (commune – 26)",
        "Portes-lès-Valence (commune – 26)",
    ]
    assert suggest(Territory.objects.all(), "etoile s") == [
        "Étoile-sur-Rhône (commune – 26)"
    ]
    assert suggest(Territory.objects.all(), "  ") == []


def test_suggestions_are_for_those_who_sign_in(client):
    make_commune("Valence")
    url = reverse("territory_suggestions")

    assert client.get(url, {"term": "val"}).status_code == 302
    member = client_of(make_member(make_structure()))
    assert member.get(url, {"term": "val"}).json() == ["Valence (commune)"]


def test_territories_are_chosen_by_name(admin_client):
    die, valence = make_commune("Die"), make_commune("Valence", department="26")
    practice = make_practice(live=False, territories=[die])
    data = form_data(admin_client, edit_url(practice))
    assert data["territories"] == f'"{label_of(die)}"'
    data["territories"] += f', "{label_of(valence)}"'

    response = admin_client.post(edit_url(practice), data)

    assert response.status_code == 302, response.context["form"].errors
    draft = PracticePage.objects.get(pk=practice.pk).get_latest_revision_as_object()
    assert set(draft.territories.all()) == {die, valence}


def test_an_unknown_territory_is_told_and_kept(admin_client):
    practice = make_practice(live=False)
    data = form_data(admin_client, edit_url(practice))
    data["territories"] = "Atlantide"

    html = admin_client.post(edit_url(practice), data).content.decode()

    assert "n’est pas dans la liste des territoires" in html
    field = BeautifulSoup(html, "html.parser").select_one("[name=territories]")
    assert "Atlantide" in field["value"]


def test_a_name_that_two_territories_share_is_not_guessed():
    make_commune("Die")
    Territory.objects.create(name="Die", slug="die-ctg", kind="ctg")
    field = TerritoriesField(Territory.objects.all())

    with pytest.raises(Exception, match="Die"):
        field.clean(["Die"])
    assert [item.kind for item in field.clean(["Die (commune)"])] == ["commune"]


def test_what_a_territory_lies_in_is_chosen_by_name(admin_client):
    die = make_commune("Die")
    diois = Territory.objects.create(
        name="Diois", slug="diois", kind="intercommunalite"
    )
    url = list_url(Territory, "edit", die.pk)
    data = form_data(admin_client, url, form_id="w-editor-form")
    data["parents"] = label_of(diois)

    response = admin_client.post(url, data)

    assert response.status_code == 302, response.context["form"].errors
    assert set(die.lineage.all()) == {die, diois}


@pytest.mark.parametrize("typed", ["energie", "énerg", "ÉNERGIE", "pour to"])
def test_the_chooser_of_organisations_finds(admin_client, typed):
    make_tree()
    Organisation.objects.create(name="Énergie pour tous", slug="energie-pour-tous")
    url = reverse("wagtailsnippetchoosers_practices_organisation:choose_results")

    html = admin_client.get(url, {"q": typed}).content.decode()

    assert "Énergie pour tous" in html


@pytest.mark.parametrize("typed", ["etoile", "étoi", "centre étoile"])
def test_the_chooser_of_structures_finds(admin_client, typed):
    make_structure("Centre de l’Étoile")
    url = reverse("wagtailadmin_choose_page_search")

    html = admin_client.get(
        url, {"q": typed, "page_type": "practices.structurepage"}
    ).content.decode()

    assert "Centre de l’Étoile" in html


def test_tags_are_suggested(admin_client):
    practice = make_practice()
    practice.tags.add("réemploi")
    practice.save_revision().publish()
    url = reverse("wagtailadmin_tag_autocomplete")

    assert json.loads(admin_client.get(url, {"term": "ré"}).content) == ["réemploi"]


@pytest.mark.parametrize("typed", ['"', 'vélo "', '"\0', "'*", "AND OR (", "%"])
def test_nothing_typed_in_a_search_of_the_admin_is_an_error(admin_client, typed):
    make_practice()
    addresses = [
        reverse("wagtailadmin_pages:search"),
        reverse("wagtailadmin_choose_page_search"),
        reverse("practice_listing:index"),
        reverse("wagtailimages:index"),
        list_url(Theme),
        reverse("wagtailsnippetchoosers_practices_organisation:choose_results"),
    ]
    for url in addresses:
        assert admin_client.get(url, {"q": typed}).status_code == 200, url


def test_search_results_are_ordered_and_filtered(admin_client):
    structure = make_structure("Centre A")
    make_practice(structure, "Vélo-école")
    make_practice(structure, "Vélo cargo", state="idee")
    url = reverse("practice_listing:index_results")

    for ordering in ("title", "-live", "structure__title", "last_verified_at"):
        answer = admin_client.get(url, {"q": "vélo", "ordering": ordering})
        assert "Vélo cargo" in answer.content.decode(), ordering
    for name, value in (("structure", structure.pk), ("level", "breve")):
        answer = admin_client.get(url, {"q": "vélo", name: value, "live": "true"})
        assert "Vélo cargo" in answer.content.decode(), name
