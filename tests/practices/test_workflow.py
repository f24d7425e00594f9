"""The review: submitted by a member, approved by someone else, published by nobody else."""

from wagtail.models import TaskState, Workflow

import pytest

from portal.core.errors import PublicationRefusedError
from practices.models import PracticePage, ReviewTask
from practices.spaces import ensure_review
from tests.factories import (
    make_member,
    make_practice,
    make_reviewer,
    make_structure,
    make_tree,
)

pytestmark = pytest.mark.django_db


def submit(author=None):
    structure = make_structure()
    author = author or make_member(structure)
    practice = make_practice(structure, live=False, user=author)
    practice.get_workflow().start(practice, author)
    return PracticePage.objects.get(pk=practice.pk)


def actions(practice, user) -> set[str]:
    task = practice.current_workflow_task
    return {name for name, _label, _modal in task.get_actions(practice, user)}


def approve(practice, user):
    state = practice.current_workflow_task_state
    state.task.specific.on_action(state, user, "approve")


def test_a_reviewer_approves_and_the_page_is_published():
    practice = submit()
    reviewer = make_reviewer()

    assert actions(practice, reviewer) == {"approve", "reject"}
    approve(practice, reviewer)

    practice = PracticePage.objects.get(pk=practice.pk)
    assert practice.live
    assert not practice.workflow_in_progress


def test_a_member_of_the_structure_is_offered_nothing():
    practice = submit()

    assert actions(practice, make_member(practice.structure)) == set()


def test_a_reviewer_is_offered_nothing_on_their_own_text():
    reviewer = make_reviewer()
    practice = submit(author=reviewer)

    assert actions(practice, reviewer) == set()
    assert not TaskState.objects.reviewable_by(reviewer).exists()
    assert TaskState.objects.reviewable_by(make_reviewer()).count() == 1


def test_nobody_approves_their_own_text_not_even_an_administrator(admin_user):
    practice = submit(author=admin_user)

    assert actions(practice, admin_user) == set()
    with pytest.raises(PublicationRefusedError):
        approve(practice, admin_user)
    assert not PracticePage.objects.get(pk=practice.pk).live


def test_a_reviewer_who_corrects_the_text_does_not_approve_it():
    practice = submit()
    reviewer = make_reviewer()
    practice.title = "Corrigé"
    practice.save_revision(user=reviewer)

    with pytest.raises(PublicationRefusedError):
        approve(practice, reviewer)


def test_what_was_reviewed_is_what_is_published():
    practice = submit()
    approve(practice, make_reviewer())

    published = PracticePage.objects.get(pk=practice.pk)
    assert published.live_revision.object_str == practice.title


def test_ensuring_the_review_twice_changes_nothing():
    index = make_tree().structures

    assert ensure_review(index) == ensure_review(index)
    assert Workflow.objects.filter(name="Relecture").count() == 1
    assert ReviewTask.objects.count() == 1
    assert index.workflowpage.workflow.name == "Relecture"


def test_structures_and_articles_have_a_review():
    tree = make_tree()

    assert tree.structures.get_workflow().name == "Relecture"
    assert tree.articles.get_workflow().name == "Relecture"
    assert tree.days.get_workflow() is None
