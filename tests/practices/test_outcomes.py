"""What a reviewer is told once a page is approved or sent back."""

from datetime import timedelta

from django.urls import reverse
from django.utils import timezone

import pytest
from bs4 import BeautifulSoup

from practices.models import PracticePage
from tests.admin_forms import untouched_data
from tests.factories import make_member, make_practice, make_reviewer, make_structure
from tests.harness.client import StrictClient

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.one_database,
    pytest.mark.usefixtures("tree_of_the_module"),
]


@pytest.fixture
def reviewer() -> StrictClient:
    client = StrictClient()
    client.force_login(make_reviewer())
    return client


def submitted(*, live: bool = False, **fields) -> PracticePage:
    structure = make_structure()
    author = make_member(structure)
    page = make_practice(structure, "La malle", live=live, user=author, **fields)
    if live:
        page.title = "La malle à lessive"
        page.save_revision(user=author)
    page.get_workflow().start(page, author)
    return PracticePage.objects.get(pk=page.pk)


def in_the_form(client, page, action):
    url = reverse("wagtailadmin_pages:edit", args=[page.pk])
    data = untouched_data(client, url)
    data.update({"action-workflow-action": "true", "workflow-action-name": action})
    return client.post(url, data)


def on_the_home_page(client, page, action):
    state = page.current_workflow_task_state
    url = reverse(
        "wagtailadmin_pages:workflow_action", args=[page.pk, action, state.pk]
    )
    return client.post(url)


DOORS = [in_the_form, on_the_home_page]


def told(client, response) -> BeautifulSoup:
    """Return the messages that the next page shows."""
    assert response.status_code == 302
    response = client.get(response.url, follow=True)
    soup = BeautifulSoup(response.content, "html.parser")
    return soup.select_one(".messages > ul")


@pytest.mark.parametrize("act", DOORS)
def test_a_first_publication_leads_to_the_page(reviewer, client, act):
    page = submitted()

    said = told(reviewer, act(reviewer, page, "approve"))

    assert "«\u00a0La malle\u00a0» est publiée." in said.get_text()
    assert "mise à jour" not in said.get_text()
    link = said.find("a", string=lambda text: "Voir la page" in text)
    assert link["href"] == page.url
    assert client.get(link["href"]).status_code == 200


@pytest.mark.parametrize("act", DOORS)
def test_a_change_is_an_update(reviewer, act):
    page = submitted(live=True)

    said = told(reviewer, act(reviewer, page, "approve"))

    assert "«\u00a0La malle à lessive\u00a0» est mise à jour." in said.get_text()
    assert said.find("a")["href"] == page.url


@pytest.mark.parametrize("act", DOORS)
def test_what_is_published_later_leads_nowhere_yet(reviewer, act):
    due = timezone.now() + timedelta(days=3)
    page = submitted(go_live_at=due.replace(second=0, microsecond=0))

    said = told(reviewer, act(reviewer, page, "approve"))

    assert "est approuvée et paraîtra le" in said.get_text()
    assert said.find("a") is None


def test_the_review_of_another_page_is_not_this_one_s(reviewer):
    page, other = submitted(), submitted()
    state = other.current_workflow_task_state
    url = reverse(
        "wagtailadmin_pages:workflow_action", args=[page.pk, "approve", state.pk]
    )

    assert reviewer.post(url).status_code == 404
    assert not PracticePage.objects.get(pk=other.pk).live


@pytest.mark.parametrize("act", DOORS)
def test_asking_for_changes_publishes_nothing(reviewer, act):
    page = submitted()

    said = told(reviewer, act(reviewer, page, "reject"))

    assert "Vous avez demandé des changements à «\u00a0La malle\u00a0»." in (
        said.get_text()
    )
    assert said.find("a") is None
