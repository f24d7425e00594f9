"""What follows from a move, a withdrawal or a change elsewhere."""

from django.urls import reverse

from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Locale

import pytest

from portal.home.models import StandardPage
from portal.home.tree import ensure_english
from practices.models import PracticePage, StructurePage, Territory
from tests.factories import (
    make_commune,
    make_practice,
    make_structure,
    make_tree,
)

pytestmark = pytest.mark.django_db


def test_a_moved_practice_is_carried_by_its_new_structure():
    first, second = make_structure("Première"), make_structure("Seconde")
    practice = make_practice(first)

    practice.move(second, pos="last-child")

    assert PracticePage.objects.get(pk=practice.pk).structure == second


def test_a_moved_practice_leaves_a_redirect(client):
    first, second = make_structure("Première"), make_structure("Seconde")
    practice = make_practice(first, "Vélo-école")
    old = practice.url

    practice.move(second, pos="last-child")

    new = PracticePage.objects.get(pk=practice.pk).url
    assert new != old
    assert client.get(old)["Location"].endswith(new)


def test_a_new_slug_leaves_a_redirect(client, django_capture_on_commit_callbacks):
    practice = make_practice(title="Vélo-école")
    old = practice.url
    practice.slug = "apprendre-le-velo"

    with django_capture_on_commit_callbacks(execute=True):
        practice.save_revision().publish()

    assert client.get(old)["Location"].endswith("/apprendre-le-velo/")
    assert Redirect.objects.count() == 1


def test_a_new_slug_of_a_structure_redirects_its_practices(
    client, django_capture_on_commit_callbacks
):
    structure = make_structure("Avant")
    practice = make_practice(structure)
    old = practice.url
    structure = StructurePage.objects.get(pk=structure.pk)
    structure.slug = "apres"

    with django_capture_on_commit_callbacks(execute=True):
        structure.save_revision().publish()

    assert client.get(old)["Location"].endswith(f"/apres/{practice.slug}/")


def english_of(page):
    """Return the live English translation of ``page``."""
    translation = page.copy_for_translation(
        Locale.objects.get(language_code="en"), copy_parents=True
    )
    translation.save_revision().publish()
    return type(page).objects.get(pk=translation.pk)


def test_withdrawing_a_practice_withdraws_its_translation():
    ensure_english(make_tree())
    practice = make_practice()
    english = english_of(practice)
    assert english.live

    PracticePage.objects.get(pk=practice.pk).unpublish()

    english.refresh_from_db()
    assert not english.live


def test_withdrawing_a_translation_leaves_the_french_page():
    ensure_english(make_tree())
    practice = make_practice()

    english_of(practice).unpublish()

    practice.refresh_from_db()
    assert practice.live


def test_moving_a_french_practice_moves_its_translation():
    ensure_english(make_tree())
    first, second = make_structure("Première"), make_structure("Seconde")
    practice = make_practice(first)
    english = english_of(practice)

    PracticePage.objects.get(pk=practice.pk).move(second, pos="last-child")

    english = PracticePage.objects.get(pk=english.pk)
    parent = english.get_parent().specific
    assert parent.translation_key == second.translation_key
    assert parent.locale.language_code == "en"
    assert english.structure == second


def test_a_territory_lies_in_what_its_parents_lie_in():
    commune = make_commune("Die")
    epci = Territory.objects.create(name="Diois", slug="diois", kind="intercommunalite")
    department = Territory.objects.create(
        name="Drôme", slug="drome", kind="departement"
    )

    epci.parents.add(department)
    commune.parents.add(epci)
    assert set(commune.lineage.all()) == {commune, epci, department}

    commune.parents.remove(epci)
    assert set(commune.lineage.all()) == {commune}


def test_a_territory_set_from_its_parent_follows_too():
    commune = make_commune("Die")
    epci = Territory.objects.create(name="Diois", slug="diois", kind="intercommunalite")

    epci.members.set([commune])
    assert set(commune.lineage.all()) == {commune, epci}

    epci.members.clear()
    assert set(commune.lineage.all()) == {commune}


def test_no_page_takes_the_address_of_a_view(admin_client):
    home = make_tree().home
    url = reverse("wagtailadmin_pages:add", args=["home", "standardpage", home.pk])
    data = {
        "title": "Thèmes",
        "slug": "themes",
        "lead": "",
        "body-count": "0",
        "comments-TOTAL_FORMS": "0",
        "comments-INITIAL_FORMS": "0",
    }

    response = admin_client.post(url, data)

    assert "prise par le portail" in response.content.decode()
    assert not StandardPage.objects.filter(slug="themes").exists()


def test_a_page_below_may_have_such_a_slug():
    home = make_tree().home
    parent = StandardPage(title="À propos", slug="a-propos")
    home.add_child(instance=parent)

    parent.add_child(instance=StandardPage(title="Thèmes", slug="themes"))

    assert StandardPage.objects.filter(slug="themes").exists()


def test_a_page_is_not_moved_onto_the_address_of_a_view(admin_client):
    home = make_tree().home
    parent = StandardPage(title="À propos", slug="a-propos")
    home.add_child(instance=parent)
    page = StandardPage(title="Thèmes", slug="themes")
    parent.add_child(instance=page)

    url = reverse("wagtailadmin_pages:move_confirm", args=[page.pk, home.pk])
    admin_client.post(url)

    page.refresh_from_db()
    assert page.depth == parent.depth + 1
