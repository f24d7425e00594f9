"""Ambassadors: named while they agree, never longer, and never against their wish."""

from datetime import UTC, date, datetime, timedelta

from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from wagtail.models import PageLogEntry
from wagtail.search.backends import get_search_backend

import pytest
import time_machine

from portal.core.due import _REGISTRY
from portal.home.tree import ensure_english
from practices.ambassadors import ambassadors
from practices.models import AmbassadorPage, withdraw_ended_consents
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

# Paris is an hour ahead: the 2nd has begun there when it is 23:30 on the 1st.
BEFORE = datetime(2027, 3, 1, 22, 30, tzinfo=UTC)
THAT_DAY = datetime(2027, 3, 1, 23, 30, tzinfo=UTC)


@pytest.fixture
def leaving():
    """Return someone whose consent ends on 2 March 2027, and their translation."""
    ensure_english(make_tree())
    with time_machine.travel(datetime(2026, 3, 2, 9, tzinfo=UTC), tick=False):
        page = make_ambassador(
            make_structure("Maison A"), "Nadia Exemple", consent_until=date(2027, 3, 2)
        )
        translate(page, lead="She shows how it is done.")
    return page


def addresses(page) -> list[str]:
    """Return every public address that may tell of ``page``."""
    structure = page.get_parent()
    return [
        "/ambassadeurs/",
        "/en/ambassadeurs/",
        structure.get_url(),
        f"/en{structure.get_url()}",
        "/sitemap.xml",
        "/plan-du-site/",
        "/pratiques.atom",
    ]


def found_by(words: str) -> list[str]:
    found = get_search_backend().autocomplete(words, AmbassadorPage)
    return [page.title for page in found]


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


def test_consent_that_lasts_shows_everywhere(client, leaving):
    with time_machine.travel(BEFORE, tick=False):
        withdraw_ended_consents()
        assert client.get(leaving.url).status_code == 200
        assert client.get(f"/en{leaving.url}").status_code == 200
        for url in addresses(leaving)[:5]:
            assert "adia" in client.get(url).content.decode(), url
        assert found_by("Nadia")


def test_consent_that_ends_hides_at_once(client, leaving):
    """Even before the worker has passed."""
    with time_machine.travel(THAT_DAY, tick=False):
        assert client.get(leaving.url).status_code == 404
        assert client.get(f"/en{leaving.url}").status_code in (302, 404)
        for url in addresses(leaving):
            assert "adia" not in client.get(url).content.decode(), url
        url = reverse("practices:ask_question", args=[leaving.pk])
        assert client.get(url).status_code == 404


def test_consent_that_ends_is_seen_by_the_worker(client, leaving, run_work):
    with time_machine.travel(THAT_DAY, tick=False):
        run_work()

        versions = AmbassadorPage.objects.filter(
            translation_key=leaving.translation_key
        )
        assert [page.live for page in versions] == [False, False]
        assert found_by("Nadia") == []
        entry = PageLogEntry.objects.filter(page=leaving.pk).first()
        assert entry.action == "wagtail.unpublish.scheduled"
        # Saving a draft does not bring it back.
        page = AmbassadorPage.objects.get(pk=leaving.pk)
        page.save_revision()
        page.save()
        assert found_by("Nadia") == []


def test_withdrawing_is_due():
    name = "practices.models.ambassador.withdraw_ended_consents"
    assert name in _REGISTRY


def test_withdrawing_forgets_what_was_made_of_the_portrait():
    page = make_ambassador(picture=make_image())
    page.picture.get_rendition("fill-176x176|format-webp")
    AmbassadorPage.objects.filter(pk=page.pk).update(consent_until=timezone.localdate())

    withdraw_ended_consents()

    assert not page.picture.renditions.exists()


def test_consent_given_again_brings_the_page_back(client, leaving):
    with time_machine.travel(THAT_DAY, tick=False):
        withdraw_ended_consents()
        page = AmbassadorPage.objects.get(pk=leaving.pk)
        page.consent_given_on = date(2027, 3, 2)
        page.consent_until = date(2028, 3, 2)
        page.save_revision().publish()

        assert client.get(leaving.url).status_code == 200
        assert found_by("Nadia") == ["Nadia Exemple"]


def unname(page) -> None:
    page.title, page.slug = "Une salariée référente", "une-salariee-referente"
    page.is_anonymous, page.picture = True, None
    page.save_revision().publish()


def test_who_wants_no_name_any_more_is_named_in_no_language(client, run_work):
    ensure_english(make_tree())
    page = make_ambassador(make_structure("Maison A"), "Nadia Exemple")
    english = translate(page, title="Nadia Zanzibar", picture=make_image())
    english.picture.get_rendition("fill-176x176|format-webp")
    assert found_by("Zanzibar") != []

    unname(page)
    run_work()

    assert client.get(english.url).status_code in (302, 404)
    for url in addresses(page):
        html = client.get(url).content.decode()
        assert "Nadia" not in html and "Zanzibar" not in html, url
    assert "zanzibar" not in AmbassadorPage.objects.get(pk=page.pk).marked_words()
    assert found_by("Nadia") == found_by("Zanzibar") == []
    assert not english.picture.renditions.exists()


def test_an_old_translation_that_names_does_not_come_back(client):
    ensure_english(make_tree())
    page = make_ambassador(make_structure("Maison A"), "Nadia Exemple")
    english = translate(page, title="Nadia Zanzibar")
    unname(page)

    AmbassadorPage.objects.get(pk=english.pk).save_revision().publish()
    assert not AmbassadorPage.objects.get(pk=english.pk).live

    english = AmbassadorPage.objects.get(pk=english.pk)
    english.title, english.is_anonymous = "A member of staff", True
    english.save_revision().publish()
    # Publishing the French page again leaves it.
    AmbassadorPage.objects.get(pk=page.pk).save_revision().publish()
    assert "A member of staff" in client.get("/en/ambassadeurs/").content.decode()


def test_nobody_named_is_published_without_consent():
    page = make_ambassador(live=False, consent_given_on=None, consent_until=None)

    fields = {lack.field for lack in missing(page)}

    assert fields == {"consent_given_on", "consent_until"}


def test_consent_that_ended_publishes_nothing():
    today = timezone.localdate()
    page = make_ambassador(
        live=False,
        consent_given_on=today - timedelta(days=30),
        consent_until=today,
    )

    assert [lack.field for lack in missing(page)] == ["consent_until"]


def anonymous(**fields):
    return make_ambassador(
        title="Une salariée référente",
        is_anonymous=True,
        consent_given_on=None,
        consent_until=None,
        **fields,
    )


def test_who_is_not_named_needs_no_consent(client):
    page = anonymous()

    html = client.get("/ambassadeurs/").content.decode()

    assert client.get(page.url).status_code == 200
    assert "Une salariée référente" in html
    assert page.expire_at is None


@pytest.mark.parametrize(
    ("fields", "field"),
    [
        ({"slug": "nadia-exemple"}, "slug"),
        ({"slug": "une-salariee-2"}, None),
        ({"picture": True}, "picture"),
    ],
)
def test_nothing_tells_who_wants_no_name(fields, field):
    if "picture" in fields:
        fields = {"picture": make_image()}
    page = anonymous(live=False, **fields)

    assert [lack.field for lack in missing(page)] == ([field] if field else [])


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
