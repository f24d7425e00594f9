"""The admin that editors use: lists, listings, forms, choosers, previews, policy."""

import re

from django.urls import reverse

from wagtail.models import Locale

import pytest
from bs4 import BeautifulSoup

from practices.models import (
    Audience,
    FundingScheme,
    Ingredient,
    Organisation,
    PolicyScheme,
    Territory,
    Theme,
)
from practices.panels import ESSENTIALS
from tests.admin_forms import edit_url, form_data
from tests.factories import (
    make_audience,
    make_commune,
    make_member,
    make_organiser,
    make_practice,
    make_structure,
    make_theme,
    make_tree,
)
from tests.harness.client import client_of

pytestmark = [pytest.mark.django_db, pytest.mark.one_database]

LISTS = [
    Theme,
    Audience,
    Territory,
    Organisation,
    PolicyScheme,
    FundingScheme,
    Ingredient,
]


def list_url(model, name: str = "list", *args):
    return reverse(
        f"wagtailsnippets_practices_{model._meta.model_name}:{name}", args=args
    )


@pytest.mark.parametrize("model", LISTS)
def test_an_organiser_keeps_every_list(model):
    make_tree()
    client = client_of(make_organiser())

    assert client.get(list_url(model)).status_code == 200
    assert client.get(list_url(model, "add")).status_code == 200
    assert "Listes" in client.get(reverse("wagtailadmin_home")).content.decode()


@pytest.mark.parametrize("model", LISTS)
def test_a_member_keeps_no_list(model):
    client = client_of(make_member(make_structure()))

    assert client.get(list_url(model)).status_code == 302
    assert client.get(list_url(model, "add")).status_code == 302


def test_the_listing_of_practices_says_what_each_misses():
    structure = make_structure()
    make_practice(structure, "Complète")
    make_practice(structure, "Sans thème", live=False, themes=[])
    client = client_of(make_member(structure))

    html = client.get(reverse("practice_listing:index")).content.decode()

    assert "Complète" in html and "Prête" in html
    assert "1 point à compléter" in html
    assert "Choisissez au moins un thème." in html


def test_the_listing_of_practices_is_of_one_s_own_only():
    make_practice(make_structure("A"), "Brouillon d’ailleurs", live=False)
    client = client_of(make_member(make_structure("B")))

    html = client.get(reverse("practice_listing:index")).content.decode()

    assert "Brouillon d’ailleurs" not in html


def test_the_listing_of_practices_is_filtered(admin_client):
    make_practice(title="Brève")
    make_practice(title="Idée", state="idee")

    url = reverse("practice_listing:index_results") + "?state=idee"
    html = admin_client.get(url).content.decode()

    assert "Idée" in html and "Brève" not in html


def test_the_listing_of_structures_shows_type_and_commune(admin_client):
    make_structure("Centre A", structure_type="mjc", commune=make_commune("Crest"))

    html = admin_client.get(reverse("structure_listing:index")).content.decode()

    assert "MJC" in html and "Crest" in html


def test_a_short_practice_is_written_on_one_tab_of_eight_fields():
    assert len(ESSENTIALS) <= 8


def test_the_form_offers_french_terms_only(admin_client):
    theme, audience = make_theme("Alimentation"), make_audience("Jeunes")
    english = Locale.objects.get(language_code="en")
    for term in (theme, audience):
        translation = term.copy_for_translation(english)
        translation.name = f"English {term.name}"
        translation.save()
    practice = make_practice(live=False)

    html = admin_client.get(edit_url(practice)).content.decode()

    assert "Alimentation" in html and "Jeunes" in html
    assert "English" not in html


def test_a_theme_is_shown_in_the_theme_it_lies_in(admin_client):
    make_theme("Jardins", parent=make_theme("Alimentation"))
    practice = make_practice(live=False)

    html = admin_client.get(edit_url(practice)).content.decode()

    assert "Alimentation › Jardins" in html


def test_a_term_in_english_is_refused(admin_client):
    english = Locale.objects.get_or_create(language_code="en")[0]
    translation = make_theme("Alimentation").copy_for_translation(english)
    translation.save()
    practice = make_practice(live=False)
    data = form_data(admin_client, edit_url(practice))
    data.setlist("themes", [str(translation.pk)])

    response = admin_client.post(edit_url(practice), data)

    assert response.status_code == 200
    assert "themes" in response.context["form"].errors


def preview(client, page, **changes) -> str:
    url = reverse("wagtailadmin_pages:preview_on_edit", args=[page.pk])
    data = form_data(client, edit_url(page))
    data.update(changes)
    assert client.post(url, data).json()["is_valid"]
    response = client.get(url)
    assert response.status_code == 200
    assert response["X-Frame-Options"] == "SAMEORIGIN"
    assert "frame-ancestors 'self'" in response["Content-Security-Policy"]
    return response.content.decode()


def test_every_type_of_page_is_previewed(admin_client):
    tree = make_tree()
    structure = make_structure()
    practice = make_practice(structure, live=False, themes=[])

    for page in (tree.home, tree.catalogue, tree.structures, structure, practice):
        assert "Titre essayé" in preview(admin_client, page, title="Titre essayé"), page


@pytest.mark.parametrize("model", ["practicepage", "structurepage"])
def test_a_page_not_yet_saved_is_previewed(admin_client, model):
    structure = make_structure()
    parent = structure if model == "practicepage" else make_tree().structures
    args = ["practices", model, parent.pk]
    add = reverse("wagtailadmin_pages:add", args=args)
    url = reverse("wagtailadmin_pages:preview_on_add", args=args)
    data = form_data(admin_client, add)
    data.update({"title": "Pas encore enregistrée", "lead": "Un essai."})

    assert admin_client.post(url, data).json()["is_valid"]
    assert "Pas encore enregistrée" in admin_client.get(url).content.decode()


def test_inline_scripts_of_the_admin_carry_the_nonce_of_their_answer(admin_client):
    practice = make_practice(live=False)

    response = admin_client.get(edit_url(practice))

    policy = response["Content-Security-Policy"]
    nonce = re.search(r"'nonce-([^']+)'", policy).group(1)
    scripts = BeautifulSoup(response.content, "html.parser").select("script:not([src])")
    assert scripts
    assert {script.get("nonce") for script in scripts} == {nonce}
    assert "script-src 'self' 'nonce-" in policy
    assert "unsafe-eval" not in policy
    script_sources = next(p for p in policy.split("; ") if p.startswith("script-src"))
    assert "unsafe-inline" not in script_sources


def test_the_looser_policy_is_the_admin_s_alone(client):
    make_tree()

    assert "unsafe-inline" not in client.get("/")["Content-Security-Policy"]
