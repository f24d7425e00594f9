"""Other spellings of a body lead to its page; one search finds bodies and structures."""

from django.core.exceptions import ValidationError

import pytest

from practices.listing import with_organisation
from practices.models import FundingLine, Organisation, Partnership
from tests.factories import (
    make_image,
    make_practice,
    make_structure,
    restrict,
    translate,
)
from tests.practices.test_admin import list_url

pytestmark = pytest.mark.django_db


@pytest.fixture
def unccas(db):
    make_structure()
    return Organisation.objects.create(
        name="Unccas", slug="unccas", aliases="Uncass\nUnion nationale des CCAS"
    )


def page(client, url):
    return client.get(url).content.decode()


@pytest.mark.parametrize("slug", ["uncass", "union-nationale-des-ccas"])
def test_another_spelling_leads_to_the_page(client, unccas, slug):
    response = client.get(f"/organismes/{slug}/")

    assert response.status_code == 301
    assert response["Location"] == "/organismes/unccas/"
    assert "Uncass, Union nationale" in page(client, "/organismes/unccas/")
    assert client.get("/organismes/unc/").status_code == 404


def test_a_spelling_belongs_to_one_body(unccas):
    other = Organisation(name="Autre", slug="autre", aliases="UNCASS")
    with pytest.raises(ValidationError, match="mène déjà à"):
        other.full_clean()
    other.aliases = "Unccas"
    with pytest.raises(ValidationError, match="mène déjà à"):
        other.full_clean()
    unccas.full_clean()


def test_a_typed_name_is_the_body_s_in_any_spelling(unccas):
    shown = make_practice(title="Achat groupé")
    shown.partnerships.add(Partnership(organisation_name="uncass", role="relaie"))
    shown.save_revision().publish()
    paid = make_practice(title="Jardin")
    paid.funding_lines.add(FundingLine(funder_name="UNCCAS"))
    paid.save_revision().publish()
    draft = make_practice(title="Brouillon", live=False)
    draft.partnerships.add(Partnership(organisation_name="Uncass"))
    draft.save()
    other = make_practice(title="Ailleurs")
    other.partnerships.add(Partnership(organisation_name="Uncassable"))
    other.save_revision().publish()
    translate(shown, title="Group buying")

    practices, roles = with_organisation(unccas)
    found = {page.title: roles[page.pk] for page in practices}

    assert found == {"Achat groupé": "relaie", "Jardin": ""}


def test_the_list_of_the_admin_finds_another_spelling(admin_client, unccas):
    html = page(admin_client, f"{list_url(Organisation)}?q=uncass")

    assert "Unccas" in html.split("</thead>")[-1]


@pytest.mark.parametrize("typed", ["uncass", "UNCC", "Union nationale", "ccas"])
def test_one_search_finds_bodies_by_any_spelling(client, unccas, typed):
    Organisation.objects.create(name="Pôle vélo", slug="pole-velo")

    html = page(client, f"/organismes/?q={typed}")

    assert "/organismes/unccas/" in html
    assert "/organismes/pole-velo/" not in html
    assert f'value="{typed}"' in html


def test_one_search_finds_structures_too(client, unccas):
    shown = make_structure("CCAS de Lomme", in_network=False)
    make_structure("CCAS caché", live=False)
    restrict(make_structure("CCAS privé"))
    english = translate(shown, title="Lomme’s social centre")

    html = page(client, "/organismes/?q=ccas")
    assert shown.url in html and "/organismes/unccas/" in html
    assert "caché" not in html and "privé" not in html
    assert html.count(">CCAS de Lomme<") == 1
    assert english.url in page(client, "/en/organismes/?q=ccas")
    assert "CCAS de Lomme" not in page(client, "/organismes/")


@pytest.mark.parametrize("typed", ["%00", "a" * 5000, "'\"<script>", "%25", "   ", "é"])
def test_any_search_is_answered(client, unccas, typed):
    assert client.get(f"/organismes/?q={typed}").status_code == 200


def test_a_search_costs_the_same_whatever_it_finds(client, django_assert_num_queries):
    make_structure("Maison 0")
    page(client, "/organismes/?q=maison")
    with django_assert_num_queries(6):
        page(client, "/organismes/?q=maison")
    for number in range(1, 8):
        make_structure(f"Maison {number}")
        Organisation.objects.create(name=f"Maison {number}", slug=f"maison-{number}")
    with django_assert_num_queries(6):
        page(client, "/organismes/?q=maison")


def test_a_logo_needs_text_credit_and_licence(unccas):
    unccas.logo = make_image(credit="")
    with pytest.raises(ValidationError, match="logo"):
        unccas.full_clean()
