"""Who is named to readers, what is put forward, what leads to a shared resource."""

from datetime import date

from django.urls import reverse

import pytest
import time_machine

from portal.home.tree import english, source_locale
from practices.models import Partnership, PracticeAction, SharedResource
from practices.readiness import TITLE_LENGTH, missing
from tests.admin_forms import form_data
from tests.factories import (
    make_image,
    make_member,
    make_practice,
    make_structure,
    make_tree,
    restrict,
    translate,
)
from tests.harness.client import client_of

pytestmark = [pytest.mark.django_db, pytest.mark.one_database]

CONTACT = {
    "contact_name": "Nadia Exemple",
    "contact_role": "référente vélo",
    "contact_until": date(2027, 1, 31),
}


def page(client, url):
    return client.get(url).content.decode()


@pytest.mark.parametrize("make", [make_structure, make_practice])
def test_a_contact_is_named_as_long_as_they_agree(client, make):
    named = make(title="Maison A", **CONTACT)

    with time_machine.travel("2027-01-31 12:00:00+01:00", tick=False):
        assert "Nadia Exemple, référente vélo" in page(client, named.url)
    with time_machine.travel("2027-02-01 12:00:00+01:00", tick=False):
        html = page(client, named.url)
    assert "Nadia" not in html
    assert "référente vélo" in html


@time_machine.travel("2026-11-25 12:00:00+01:00", tick=False)
def test_a_translation_says_the_role_in_its_words(client):
    practice = make_practice(title="Atelier", **CONTACT)
    words = translate(practice, title="Workshop", contact_role="bicycle lead")

    assert "Nadia Exemple, bicycle lead" in page(client, words.url)


@pytest.mark.parametrize("make", [make_structure, make_practice])
def test_a_name_needs_the_day_until_which_they_agree(make):
    named = make(title="A", live=False, contact_name="Nadia Exemple")
    assert [lack.field for lack in missing(named)] == ["contact_until"]

    named.contact_until = date(2027, 1, 31)
    assert missing(named) == []
    role_only = make(title="B", contact_role="l’accueil")
    assert missing(role_only) == []


def test_a_title_is_160_characters_at_most(client):
    structure = make_structure()
    long = make_practice(structure, "é" * (TITLE_LENGTH + 1), live=False)
    assert [lack.field for lack in missing(long)] == ["title"]
    long.title = "é" * TITLE_LENGTH
    assert missing(long) == []

    member = client_of(make_member(structure))
    html = page(member, reverse("wagtailadmin_pages:edit", args=[long.pk]))
    assert 'maxlength="160"' in html.split('name="title"')[1].split(">")[0]


def test_a_partner_is_named_with_the_part_it_belongs_to(client):
    practice = make_practice(title="Achat groupé")
    practice.actions.add(PracticeAction(key="mutuelle", name="La mutuelle"))
    practice.partnerships.add(
        Partnership(organisation_name="Actiom", role="conseille", action_key="mutuelle")
    )
    practice.partnerships.add(Partnership(organisation_name="Graal"))
    practice.save_revision().publish()

    html = page(client, practice.url)

    assert "<li>Actiom (La mutuelle)\u00a0: conseille</li>" in html
    assert "<li>Graal</li>" in html


def test_the_credit_leads_to_where_the_picture_was_found(client):
    found = make_image(source_url="https://images.example/velo")
    practice = make_practice(title="Atelier", picture=found)
    assert '<a href="https://images.example/velo">Le centre social</a>' in page(
        client, practice.url
    )

    own = make_practice(title="Autre", picture=make_image("Un pont"))
    assert "<a" not in page(client, own.url).split("figcaption")[1].split(",")[0]


def test_a_dimension_has_an_icon(client):
    html = page(client, make_practice(title="Atelier").url)

    assert "#dimension-externe" in html
    assert "#dimension-interne" not in html


def test_a_practice_put_forward_comes_first_at_home(client):
    structure = make_structure("Maison A")
    first = make_practice(structure, "Ancienne", featured=True)
    make_practice(structure, "Récente")
    make_practice(structure, "Brouillon", live=False, featured=True)
    restrict(make_practice(structure, "Privée", featured=True))
    translate(first, title="Old one")

    for address, title in (("/", "Ancienne"), ("/en/", "Old one")):
        html = page(client, address)
        assert html.index(title) < html.index("Récente")
        assert "Brouillon" not in html and "Privée" not in html
    assert page(client, "/").count("à la une") == 1


def test_members_do_not_put_their_own_practices_forward(admin_client):
    structure = make_structure()
    practice = make_practice(structure, "Atelier")
    url = reverse("wagtailadmin_pages:edit", args=[practice.pk])

    assert 'name="featured"' in page(admin_client, url)
    member = client_of(make_member(structure))
    assert 'name="featured"' not in page(member, url)
    data = form_data(member, url) | {"featured": "on"}
    member.post(url, data)
    assert not practice.get_latest_revision_as_object().featured


@pytest.fixture
def cannery(db):
    make_tree()
    fields = {"slug": "conserverie", "owner_structure": make_structure("Maison B")}
    row = SharedResource.objects.create(
        name="La conserverie", locale=source_locale(), **fields
    )
    SharedResource.objects.create(
        name="The cannery",
        locale=english(),
        translation_key=row.translation_key,
        **fields,
    )
    return row


def test_what_is_needed_leads_to_what_can_be_borrowed(client, cannery):
    practice = make_practice(title="Bocaux", equipment="Des bocaux")
    practice.shared_resources = [cannery]
    practice.save_revision().publish()
    words = translate(practice, title="Jars", equipment="Jars")

    html = page(client, practice.url)
    assert '<a href="/ressources/conserverie/">La conserverie</a>' in html
    assert html.index("Des bocaux") < html.index("La conserverie")
    html = page(client, words.url)
    assert '<a href="/en/ressources/conserverie/">The cannery</a>' in html
