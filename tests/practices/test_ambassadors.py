"""Ambassadors: their pages, the directory, how they are written and published."""

from datetime import date, timedelta

from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

import pytest

from portal.home.tree import ensure_english
from practices.ambassadors import ambassadors
from practices.models import AmbassadorPage
from practices.readiness import missing
from tests.admin_forms import form_data
from tests.factories import (
    make_image,
    make_member,
    make_reviewer,
    make_structure,
    make_theme,
    make_tree,
    restrict,
    translate,
)
from tests.harness.client import client_of
from tests.practices.factories import make_ambassador

pytestmark = pytest.mark.django_db


def test_a_page_shows_facts_and_words(client):
    page = make_ambassador(
        make_structure("Maison A"),
        "Nadia Exemple",
        hours_per_month=4,
        since=date(2022, 9, 1),
        contact_email="secret@example.org",
    )

    html = client.get(page.url).content.decode()

    for words in (
        "Nadia Exemple",
        "Elle montre comment",
        "Faire visiter",
        "4 heures par mois",
        "septembre 2022",
        "Mobilité",
        "Maison A",
        reverse("practices:ask_question", args=[page.pk]),
    ):
        assert words in html, words
    assert "secret@example.org" not in html


def test_a_translation_holds_words_and_reads_facts(client):
    ensure_english(make_tree())
    page = make_ambassador(hours_per_month=4)
    english = translate(page, lead="She shows how it is done.")
    page.hours_per_month = 9
    page.save_revision().publish()

    html = client.get(english.url).content.decode()

    assert "She shows how it is done." in html
    assert ">9 " in html


def test_the_structure_names_its_ambassadors(client):
    structure = make_structure("Maison A")
    page = make_ambassador(structure, "Nadia Exemple")

    html = client.get(structure.url).content.decode()

    assert f'<a href="{page.url}">Nadia Exemple</a>' in html


def test_the_directory_lists_each_once_and_nobody_hidden(client):
    structure = make_structure("Maison A")
    shown = make_ambassador(structure, "Nadia Exemple")
    shown.create_alias(parent=make_structure("Maison B"))
    translate(shown, lead="Words.")
    make_ambassador(structure, "Secrète brouillon", live=False)
    restrict(make_ambassador(structure, "Secrète privée"))
    make_ambassador(structure, "Secrète retirée").unpublish()
    late = make_ambassador(structure, "Secrète finie")
    AmbassadorPage.objects.filter(pk=late.pk).update(
        consent_until=timezone.localdate(), expire_at=None
    )
    closed = make_structure("Maison fermée")
    make_ambassador(closed, "Secrète chez les privés")
    restrict(closed)

    assert [page.pk for page in ambassadors()] == [shown.pk]
    for url in ["/ambassadeurs/", structure.url, "/sitemap.xml"]:
        html = client.get(url).content.decode()
        assert "Nadia" in html or "nadia" in html, url
        assert "Secr" not in html, url
    assert client.get(late.url).status_code == 404


def test_the_directory_costs_the_same_whatever_its_length(client):
    ensure_english(make_tree())
    cost = {}
    directories = ("/ambassadeurs/", "/en/ambassadeurs/")
    for size in (3, 20):
        while AmbassadorPage.objects.sources().count() < size:
            page = make_ambassador(picture=make_image())
            translate(page, lead="Words.")
        for address in directories:
            client.get(address)
            with CaptureQueriesContext(connection) as queries:
                client.get(address)
            cost[address, size] = len(queries)
    for address in directories:
        assert cost[address, 3] == cost[address, 20] <= 25, address


@pytest.mark.parametrize(
    ("fields", "field"),
    [
        ({"lead": ""}, "lead"),
        ({"offers": []}, "offers"),
        ({"themes": []}, "themes"),
        ({"picture": "uncredited"}, "picture"),
    ],
)
def test_what_publication_asks_for(fields, field):
    if fields.get("picture"):
        fields = {"picture": make_image(credit="")}
    page = make_ambassador(live=False, **fields)

    assert [lack.field for lack in missing(page)] == [field]


def test_five_themes_at_most():
    page = make_ambassador(
        live=False, themes=[make_theme(f"Thème {rank}") for rank in range(6)]
    )

    assert [lack.field for lack in missing(page)] == ["themes"]


def test_a_move_changes_the_structure():
    page = make_ambassador(make_structure("Maison A"))
    other = make_structure("Maison B")

    page.move(other, pos="last-child")

    assert AmbassadorPage.objects.get(pk=page.pk).structure == other


def test_a_member_writes_and_a_reviewer_publishes():
    structure = make_structure("Maison A")
    member = client_of(make_member(structure))
    url = reverse(
        "wagtailadmin_pages:add", args=["practices", "ambassadorpage", structure.pk]
    )
    data = form_data(member, url)
    today = timezone.localdate()
    data.update(
        {
            "title": "Nadia Exemple",
            "lead": "Elle montre comment on s’y prend.",
            "consent_given_on": str(today),
            "consent_until": str(today + timedelta(days=90)),
            "action-submit": "1",
        }
    )
    data.setlist("offers", ["visite"])
    data.setlist("themes", [str(make_theme().pk)])

    response = member.post(url, data)

    page = AmbassadorPage.objects.get()
    assert response.status_code == 302, response.context["form"].errors
    assert not page.live
    assert page.structure == structure
    state = page.current_workflow_task_state
    approve = reverse(
        "wagtailadmin_pages:workflow_action", args=[page.pk, "approve", state.pk]
    )
    assert client_of(make_reviewer()).post(approve).status_code == 302
    assert AmbassadorPage.objects.get().live


def test_the_listing_tells_when_consent_ends(admin_client):
    page = make_ambassador(title="Nadia Exemple")
    make_ambassador(title="Sans accord", live=False, consent_until=None)

    html = admin_client.get(reverse("ambassador_listing:index")).content.decode()

    assert "Nadia Exemple" in html
    assert str(page.consent_until.year) in html
    assert "1 point à compléter" in html


def test_the_preview_shows_a_draft_without_consent(admin_client):
    page = make_ambassador(live=False, consent_until=None)

    url = reverse("wagtailadmin_pages:view_draft", args=[page.pk])

    assert admin_client.get(url).status_code == 200
