"""What the admin offers to whom, and where it leads people after an act."""

from django.urls import reverse

import pytest

from tests.factories import (
    make_member,
    make_practice,
    make_reviewer,
    make_structure,
)
from tests.harness.client import client_of

pytestmark = pytest.mark.django_db


def submitted(structure, member):
    practice = make_practice(structure, "Atelier vélo", live=False, user=member)
    practice.get_workflow().start(practice, member)
    return practice


def test_a_reviewer_who_approves_goes_home_and_is_refused_nothing():
    structure = make_structure()
    practice = submitted(structure, make_member(structure))
    client = client_of(make_reviewer())
    task = practice.current_workflow_task_state
    args = [practice.pk, "approve", task.pk]
    url = reverse("wagtailadmin_pages:workflow_action", args=args)

    response = client.post(url, {"comment": ""}, follow=True)

    assert response.redirect_chain[-1][0] == "/admin/"
    assert "autorisations" not in response.text
    practice.refresh_from_db()
    assert practice.live


def test_listings_of_pages_are_offered_to_who_works_on_some():
    structure = make_structure()

    reviewer = client_of(make_reviewer()).get("/admin/").text
    assert "/admin/practice_listing/" not in reviewer
    member = client_of(make_member(structure)).get("/admin/").text
    assert "/admin/practice_listing/" in member


def test_a_member_is_offered_to_write_first_thing():
    structure = make_structure()

    member = client_of(make_member(structure)).get("/admin/").text

    assert "Écrire une pratique" in member
    assert "Écrire une pratique" not in client_of(make_reviewer()).get("/admin/").text


def test_choices_nobody_can_do_without_are_marked():
    structure = make_structure()
    client = client_of(make_member(structure))

    form = client.get(f"/admin/pages/add/practices/practicepage/{structure.pk}/")

    fields = form.context["form"].fields
    assert fields["themes"].required
    assert fields["dimensions"].required
    assert not fields["audiences"].required
