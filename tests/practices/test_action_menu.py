"""The buttons under the form of a page: which are shown, and which Enter presses."""

from django.urls import reverse

import pytest
from bs4 import BeautifulSoup

from practices.models import PracticePage
from tests.admin_forms import edit_url, form_data
from tests.factories import (
    make_member,
    make_practice,
    make_reviewer,
    make_structure,
    make_tree,
)
from tests.harness.client import client_of

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.one_database,
    pytest.mark.usefixtures("tree_of_the_module"),
]


def add_url(structure) -> str:
    return reverse(
        "wagtailadmin_pages:add", args=["practices", "practicepage", structure.pk]
    )


def buttons_of(client, url) -> tuple[list[str], list[str]]:
    """Return what is on the buttons in sight, and in the menu behind the arrow."""
    soup = BeautifulSoup(client.get(url).content, "html.parser")
    for template in soup.find_all("template"):
        # What scripts may draw later.
        template.decompose()
    form = soup.find(id="page-edit-form")
    sends = form.select("button[type=submit], button:not([type]), input[type=submit]")
    shown = [each for each in sends if not each.find_parent(class_="w-dropdown")]
    behind = soup.select("footer .w-dropdown__content button")
    return (
        [each.get_text(" ", strip=True) for each in shown],
        [each.get_text(" ", strip=True) for each in behind],
    )


def test_a_member_sees_both_ways_and_enter_saves():
    structure = make_structure()
    client = client_of(make_member(structure))
    draft = make_practice(structure, live=False)

    for url in (add_url(structure), edit_url(draft)):
        shown, behind = buttons_of(client, url)
        # A browser presses the first when Enter is typed in a field.
        assert shown == ["Enregistrer le brouillon", "Soumettre à relecture"], url
        assert behind == []


def test_what_enter_sends_is_a_draft():
    structure = make_structure()
    client = client_of(make_member(structure))
    data = form_data(client, add_url(structure))
    data["title"] = "Un début"

    client.post(add_url(structure), data)

    page = PracticePage.objects.get(title="Un début")
    assert not page.workflow_in_progress


def test_submitting_sends_the_page_to_review():
    structure = make_structure()
    client = client_of(make_member(structure))
    draft = make_practice(structure, live=False)
    data = form_data(client, edit_url(draft))
    data["action-submit"] = "Soumettre à relecture"

    client.post(edit_url(draft), data)

    assert PracticePage.objects.get(pk=draft.pk).workflow_in_progress


def test_a_page_sent_back_is_submitted_again():
    structure = make_structure()
    author = make_member(structure)
    draft = make_practice(structure, live=False, user=author)
    draft.get_workflow().start(draft, author)
    state = PracticePage.objects.get(pk=draft.pk).current_workflow_task_state
    state.task.specific.on_action(state, make_reviewer(), "reject")

    shown, behind = buttons_of(client_of(author), edit_url(draft))

    assert shown == ["Enregistrer le brouillon", "Soumettre de nouveau"]
    # What is done seldom.
    assert len(behind) == 2


def test_nothing_is_offered_to_submit_under_review():
    structure = make_structure()
    author = make_member(structure)
    draft = make_practice(structure, live=False, user=author)
    draft.get_workflow().start(draft, author)

    shown, _behind = buttons_of(client_of(author), edit_url(draft))

    assert "Soumettre à relecture" not in shown


def test_who_publishes_keeps_the_library_s_menu(admin_client):
    make_tree()
    draft = make_practice(live=False)

    shown, behind = buttons_of(admin_client, edit_url(draft))

    assert shown == ["Enregistrer le brouillon"]
    assert "Publier" in behind
