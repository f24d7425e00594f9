"""Every door to publication asks whether the page is ready, and none answers 500."""

from datetime import timedelta

from django.core.management import call_command
from django.urls import reverse
from django.utils import timezone

from wagtail.models import Page, WorkflowState

import pytest

from portal.core import schedule
from practices.models import PracticePage
from tests.admin_forms import edit_url, form_data, messages_of
from tests.factories import (
    make_member,
    make_practice,
    make_reviewer,
    make_structure,
)
from tests.harness.client import client_of
from tests.practices.factories import make_ambassador

pytestmark = [pytest.mark.django_db, pytest.mark.one_database]

CREATE = "wagtailadmin_pages:add"


def create_url(structure):
    return reverse(CREATE, args=["practices", "practicepage", structure.pk])


KINDS = [make_practice, make_ambassador]


def incomplete(structure=None, make=make_practice, **fields):
    """A draft without themes."""
    return make(structure, "Sans thème", live=False, themes=[], **fields)


def test_a_draft_with_a_title_alone_is_saved():
    structure = make_structure()
    client = client_of(make_member(structure))
    data = form_data(client, create_url(structure))
    data["title"] = "Un début"

    response = client.post(create_url(structure), data)

    practice = PracticePage.objects.get(title="Un début")
    assert response.url == edit_url(practice)
    assert not practice.live


@pytest.mark.parametrize("action", ["action-publish", "action-submit"])
def test_creating_says_what_is_missing_and_keeps_what_was_typed(admin_client, action):
    structure = make_structure()
    data = form_data(admin_client, create_url(structure))
    data.update({"title": "Vélo-école", "lead": "On apprend.", action: "1"})

    response = admin_client.post(create_url(structure), data)

    html = response.content.decode()
    assert response.status_code == 200
    assert "Choisissez au moins un thème." in html
    assert "On apprend." in html
    assert not PracticePage.objects.exists()


@pytest.mark.parametrize("make", KINDS)
@pytest.mark.parametrize("action", ["action-publish", "action-submit"])
def test_editing_says_what_is_missing_and_keeps_what_was_typed(
    admin_client, action, make
):
    practice = incomplete(make=make)
    data = form_data(admin_client, edit_url(practice))
    data["lead"] = "Tout juste tapé."
    data[action] = "1"

    response = admin_client.post(edit_url(practice), data)

    html = response.content.decode()
    assert response.status_code == 200
    assert "Choisissez au moins un thème." in html
    assert "Tout juste tapé." in html
    practice.refresh_from_db()
    assert not practice.live
    assert not practice.workflow_in_progress


def test_publishing_from_the_editor_keeps_rows_added_changed_and_deleted(admin_client):
    practice = make_practice(live=False)
    practice.inspirations.create(label="Gardée", sort_order=0)
    practice.inspirations.create(label="Supprimée", sort_order=1)
    practice.save_revision()
    data = form_data(admin_client, edit_url(practice))
    data.update(
        {
            "inspirations-0-label": "Changée",
            "inspirations-1-DELETE": "1",
            "inspirations-2-label": "Ajoutée",
            "inspirations-2-url": "",
            "inspirations-2-id": "",
            "inspirations-2-ORDER": "3",
            "inspirations-2-DELETE": "",
            "inspirations-TOTAL_FORMS": "3",
            "action-publish": "1",
        }
    )

    response = admin_client.post(edit_url(practice), data)

    assert response.status_code == 302, response.context["form"].errors
    practice = PracticePage.objects.get(pk=practice.pk)
    assert practice.live
    assert [row.label for row in practice.inspirations.all()] == ["Changée", "Ajoutée"]
    assert practice.themes.count() == 1


def test_a_live_page_stays_as_it_was_when_its_new_version_is_refused(admin_client):
    practice = make_practice(title="Avant")
    data = form_data(admin_client, edit_url(practice))
    data.update({"title": "Après", "action-publish": "1"})
    data.setlist("themes", [])

    response = admin_client.post(edit_url(practice), data)

    assert "Choisissez au moins un thème." in response.content.decode()
    practice.refresh_from_db()
    assert (practice.title, practice.live) == ("Avant", True)


def test_a_draft_of_a_live_page_may_be_incomplete(admin_client):
    practice = make_practice(title="Avant")
    data = form_data(admin_client, edit_url(practice))
    data["lead"] = ""

    response = admin_client.post(edit_url(practice), data)

    assert response.status_code == 302
    practice.refresh_from_db()
    assert practice.lead and practice.has_unpublished_changes


def test_a_draft_with_rows_just_begun_is_saved(admin_client):
    practice = make_practice(live=False)
    data = form_data(admin_client, edit_url(practice))
    for relation, fields in {
        "outcomes": {"indicator": "vélos réparés"},
        "cost_lines": {"label": "outils", "kind": "fonctionnement"},
        "partnerships": {"role": "prête le local"},
        "funding_lines": {"share": "50"},
        "actions": {"name": "Vélo-école"},
    }.items():
        blank = {
            name.replace("__prefix__", "0"): value
            for name, value in data.items()
            if name.startswith(f"{relation}-__prefix__")
        }
        data.update(blank)
        data.update({f"{relation}-0-{name}": value for name, value in fields.items()})
        data[f"{relation}-0-ORDER"] = "1"
        data[f"{relation}-TOTAL_FORMS"] = "1"

    response = admin_client.post(edit_url(practice), data)

    assert response.status_code == 302, [
        formset.errors for formset in response.context["form"].formsets.values()
    ]
    draft = PracticePage.objects.get(pk=practice.pk).get_latest_revision_as_object()
    assert [row.indicator for row in draft.outcomes.all()] == ["vélos réparés"]
    assert [row.role for row in draft.partnerships.all()] == ["prête le local"]
    # The words of drafts are shown to who writes them.
    url = reverse("wagtailadmin_pages:view_draft", args=[practice.pk])
    assert admin_client.get(url).status_code == 200


def test_scheduling_asks(admin_client):
    practice = incomplete()
    data = form_data(admin_client, edit_url(practice))
    tomorrow = timezone.localtime() + timedelta(days=1)
    data.update({"go_live_at": f"{tomorrow:%Y-%m-%d %H:%M}", "action-publish": "1"})

    response = admin_client.post(edit_url(practice), data)

    assert "Choisissez au moins un thème." in response.content.decode()
    assert not practice.get_latest_revision().approved_go_live_at


@pytest.mark.parametrize("make", KINDS)
def test_what_is_due_and_not_ready_does_not_hold_up_the_others(
    caplog, monkeypatch, make
):
    # What was told once is not told again by the same process.
    monkeypatch.setattr(schedule, "_told", set())
    yesterday = timezone.now() - timedelta(days=1)
    structure = make_structure()
    first, second = incomplete(structure, make), make_practice(structure, live=False)
    for page in (first, second):
        page.revisions.update(approved_go_live_at=yesterday)

    call_command("publish_scheduled")

    assert not Page.objects.get(pk=first.pk).live
    assert PracticePage.objects.get(pk=second.pk).live
    assert "could not be published" in caplog.text


def submitted(structure=None, make=make_practice, **fields):
    """A page that was complete when a member submitted it."""
    structure = structure or make_structure()
    member = make_member(structure)
    practice = make(structure, live=False, user=member, **fields)
    practice.get_workflow().start(practice, member)
    return practice


def action_url(practice, action):
    state = practice.current_workflow_task_state
    return reverse(
        "wagtailadmin_pages:workflow_action", args=[practice.pk, action, state.pk]
    )


def spoil(practice):
    """Make a submitted practice incomplete, as losing its theme would."""
    revision = practice.get_latest_revision()
    revision.content["themes"] = []
    revision.save()


@pytest.mark.parametrize("make", KINDS)
def test_approving_from_the_dashboard_publishes(make):
    practice = submitted(make=make)

    response = client_of(make_reviewer()).post(action_url(practice, "approve"))

    assert response.status_code == 302
    assert Page.objects.get(pk=practice.pk).live


@pytest.mark.parametrize("make", KINDS)
@pytest.mark.parametrize("headers", [{}, {"x-requested-with": "XMLHttpRequest"}])
def test_approving_from_the_dashboard_says_what_is_missing(headers, make):
    practice = submitted(make=make)
    spoil(practice)
    client = client_of(make_reviewer())

    response = client.post(action_url(practice, "approve"), headers=headers)

    assert response.status_code == (200 if headers else 302)
    if headers:
        assert response.json()["redirect"] == edit_url(practice)
    shown = messages_of(client, client.get(edit_url(practice)))
    assert "Choisissez au moins un thème." in shown
    practice = type(practice).objects.get(pk=practice.pk)
    assert not practice.live
    assert practice.workflow_in_progress


@pytest.mark.parametrize("make", KINDS)
def test_approving_in_the_editor_says_what_is_missing(make):
    practice = submitted(make=make)
    spoil(practice)
    client = client_of(make_reviewer())
    data = form_data(client, edit_url(practice))
    data.update({"action-workflow-action": "true", "workflow-action-name": "approve"})

    response = client.post(edit_url(practice), data)

    assert response.status_code == 200
    assert "Choisissez au moins un thème." in response.content.decode()
    assert type(practice).objects.get(pk=practice.pk).workflow_in_progress


def test_asking_for_changes_needs_no_complete_page():
    practice = submitted()
    spoil(practice)
    client = client_of(make_reviewer())
    data = form_data(client, edit_url(practice))
    data.update({"action-workflow-action": "true", "workflow-action-name": "reject"})

    response = client.post(edit_url(practice), data)

    assert response.status_code == 302
    state = WorkflowState.objects.get(object_id=str(practice.pk))
    assert state.status == WorkflowState.STATUS_NEEDS_CHANGES


def bulk_url(*pages):
    url = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "publish"])
    return url + "?" + "&".join(f"id={page.pk}" for page in pages)


@pytest.mark.parametrize("make", KINDS)
def test_publishing_many_publishes_the_ready_and_says_why_not_the_others(
    admin_client, make
):
    structure = make_structure()
    refused, ready = incomplete(structure, make), make(structure, live=False)

    url = bulk_url(refused, ready) + "&next=/admin/"
    response = admin_client.post(url)

    shown = messages_of(admin_client, response)
    assert "Choisissez au moins un thème." in shown
    assert not Page.objects.get(pk=refused.pk).live
    assert Page.objects.get(pk=ready.pk).live


def test_publishing_many_asks_the_pages_below_too(admin_client):
    structure = make_structure()
    refused = incomplete(structure)

    response = admin_client.post(
        bulk_url(structure) + "&next=/admin/", {"include_descendants": "on"}
    )

    assert "Sans thème" in messages_of(admin_client, response)
    assert not PracticePage.objects.get(pk=refused.pk).live


@pytest.mark.parametrize("make", KINDS)
def test_copying_a_live_page_asks_before_publishing_the_copy(admin_client, make):
    practice = make(title="Vélo-école")
    practice.themes.clear()
    practice.save()
    url = reverse("wagtailadmin_pages:copy", args=[practice.pk])
    data = {
        "new_title": "Copie",
        "new_slug": "copie",
        "new_parent_page": practice.get_parent().pk,
        "publish_copies": "on",
    }

    response = admin_client.post(url, data)

    assert "Choisissez au moins un thème." in messages_of(admin_client, response)
    assert not Page.objects.filter(slug="copie").exists()

    del data["publish_copies"]
    assert admin_client.post(url, data).status_code == 302
    assert not Page.objects.get(slug="copie").live


def test_publishing_an_old_revision_asks(admin_client):
    practice = incomplete()
    old = practice.get_latest_revision()
    practice = PracticePage.objects.get(pk=practice.pk)
    practice.themes = make_practice().themes.all()
    practice.save_revision().publish()
    url = reverse("wagtailadmin_pages:revisions_revert", args=[practice.pk, old.pk])
    data = form_data(admin_client, url)
    data.update({"revision": old.pk, "action-publish": "1"})

    response = admin_client.post(edit_url(practice), data)

    assert "Choisissez au moins un thème." in response.content.decode()
    assert PracticePage.objects.get(pk=practice.pk).themes.exists()


def test_publishing_again_after_withdrawing_asks(admin_client):
    practice = make_practice()
    practice.unpublish()
    practice.themes = []
    practice.save_revision()

    admin_client.post(bulk_url(practice) + "&next=/admin/")

    assert not PracticePage.objects.get(pk=practice.pk).live


@pytest.mark.parametrize("who", ["member", "administrator"])
def test_the_admin_api_publishes_nothing(who, admin_user):
    structure = make_structure()
    practice = incomplete(structure)
    url = f"/admin/api/main/pages/{practice.pk}/action/publish/"
    user = make_member(structure) if who == "member" else admin_user

    response = client_of(user).post(url)

    assert response.status_code == 404
    assert not PracticePage.objects.get(pk=practice.pk).live
