"""The editors' side of the démarche, articles, guides and the glossary."""

from django.urls import reverse

from wagtail.models import Collection, GroupPagePermission

import pytest

from portal.core.models import GlossaryTerm, PortalSettings
from portal.home.models import ArticlePage
from portal.home.tree import ensure_tree
from practices.spaces import ORGANISERS, ensure_groups
from tests.admin_forms import edit_url, form_data, messages_of
from tests.factories import (
    make_organiser,
    make_practice,
    make_tree,
)
from tests.harness.client import client_of
from tests.home.factories import make_approach, make_article, make_guide

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.one_database,
    pytest.mark.usefixtures("tree_of_the_module"),
]


def add_url():
    return reverse(
        "wagtailadmin_pages:add",
        args=["home", "articlepage", make_tree().articles.pk],
    )


def test_an_organiser_writes_and_publishes_an_article():
    client = client_of(make_organiser())
    data = form_data(client, add_url())
    data.update(
        {
            "title": "Une rencontre",
            "lead": "Ce qui s’est passé.",
            "source_name": "Un autre réseau",
            "source_url": "https://source.example/",
            "source_licence": "inconnue",
            "action-publish": "1",
        }
    )

    client.post(add_url(), data)

    assert ArticlePage.objects.get(title="Une rencontre").live


def test_publishing_says_what_is_missing_and_keeps_what_was_typed():
    client = client_of(make_organiser())
    data = form_data(client, add_url())
    data.update({"title": "Une rencontre", "lead": "Typé.", "action-publish": "1"})

    html = client.post(add_url(), data).content.decode()

    assert "Écrivez l’article" in html
    assert "Typé." in html
    assert not ArticlePage.objects.exists()


def test_a_draft_with_a_title_alone_is_saved():
    client = client_of(make_organiser())
    data = form_data(client, add_url())
    data["title"] = "Un début"

    client.post(add_url(), data)

    assert not ArticlePage.objects.get(title="Un début").live


def test_an_organiser_keeps_the_démarche_and_guides():
    client = client_of(make_organiser())
    for page in (make_approach(), make_guide(make_practice())):
        data = form_data(client, edit_url(page))
        data.update({"title": "Nouveau titre", "action-publish": "1"})

        client.post(edit_url(page), data)

        page.refresh_from_db()
        assert page.title == "Nouveau titre", type(page)
        assert page.live


def test_rights_are_given_once():
    tree = make_tree()
    _reviewers, organisers = ensure_groups()
    ensure_tree()

    rights = GroupPagePermission.objects.filter(group=organisers, page=tree.articles)
    assert sorted(rights.values_list("permission__codename", flat=True)) == [
        "add_page",
        "change_page",
        "publish_page",
    ]
    assert Collection.objects.filter(name=ORGANISERS).count() == 1


def test_copying_a_page_copies_its_rows(admin_client):
    guide = make_guide(make_practice())
    url = reverse("wagtailadmin_pages:copy", args=[guide.pk])
    data = {
        "new_title": "Copie",
        "new_slug": "copie",
        "new_parent_page": guide.get_parent().pk,
        "publish_copies": "on",
    }

    messages_of(admin_client, admin_client.post(url, data))

    copy = type(guide).objects.get(slug="copie")
    assert copy.live
    assert copy.picks.get().practice == guide.picks.get().practice


@pytest.mark.parametrize("name", ["article_listing", "publication_listing"])
def test_listings_show_and_filter(admin_client, name):
    make_article("Un article")
    make_guide(live=False)
    url = reverse(f"{name}:index")

    for query in ({}, {"live": "true"}, {"q": "article"}):
        response = admin_client.get(url, query)
        assert response.status_code == 200
    shown = admin_client.get(url).content.decode()
    assert ("Un article" if name == "article_listing" else "Dix idées") in shown


def preview(client, page) -> str:
    url = reverse("wagtailadmin_pages:preview_on_edit", args=[page.pk])
    data = form_data(client, edit_url(page))
    data["title"] = "Titre essayé"
    assert client.post(url, data).json()["is_valid"]
    return client.get(url).content.decode()


def test_every_type_of_page_is_previewed(admin_client):
    for page in (
        make_tree().articles,
        make_approach(live=False),
        make_article(live=False, body=[]),
        make_guide(make_practice(), live=False),
    ):
        assert "Titre essayé" in preview(admin_client, page), page


def test_a_page_not_yet_saved_is_previewed(admin_client):
    for model, parent in (
        ("articlepage", make_tree().articles),
        ("publication", make_tree().articles),
        ("approachpage", make_tree().home),
    ):
        args = ["home", model, parent.pk]
        url = reverse("wagtailadmin_pages:preview_on_add", args=args)
        data = form_data(admin_client, reverse("wagtailadmin_pages:add", args=args))
        data.update({"title": "Pas encore enregistrée", "lead": "Un essai."})

        assert admin_client.post(url, data).json()["is_valid"], model
        assert "Pas encore enregistrée" in admin_client.get(url).content.decode()


def test_an_organiser_keeps_the_glossary():
    make_tree()
    client = client_of(make_organiser())
    url = reverse("wagtailsnippets_core_glossaryterm:add")
    data = {
        "acronym": "CTG",
        "name": "Convention territoriale globale",
        "slug": "ctg",
        "definition": "Un accord.",
        "variants": "",
        "url": "",
    }

    assert client.get(url).status_code == 200
    client.post(url, data)

    assert str(GlossaryTerm.objects.get()) == "CTG – Convention territoriale globale"
    listing = reverse("wagtailsnippets_core_glossaryterm:list")
    assert "CTG" in client.get(listing).content.decode()


def test_the_foot_of_the_page_gives_the_address_and_no_mailbox(client):
    tree = make_tree()
    site = tree.home.get_site()
    PortalSettings.objects.update_or_create(
        site=site,
        defaults={
            "publisher": "La fédération",
            "postal_address": "1, place de l’Exemple\n26000 Valence",
            "website": "https://www.federation.example/",
            "contact_email": "boite@example.org",
        },
    )

    html = client.get("/").content.decode()

    assert "1, place de l’Exemple, 26000 Valence" in html
    assert 'href="https://www.federation.example/"' in html
    assert "boite@example.org" not in html
