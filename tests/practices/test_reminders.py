"""Reminders: on the home page of the admin while it is so, by mail once."""

from datetime import date

from django.core import mail
from django.urls import reverse

import pytest
import time_machine

from practices.enums import Nudge
from practices.models import Reminder
from practices.reminders import all_due, due_for, send_reminders
from tests.factories import (
    make_member,
    make_organiser,
    make_practice,
    make_structure,
    make_user,
    restrict,
    translate,
)
from tests.harness.client import StrictClient

pytestmark = pytest.mark.django_db

NOW = "2026-11-25 12:00:00+01:00"


@pytest.fixture(autouse=True)
def now():
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def house(db):
    """A structure with a member, and nothing to look at again."""
    structure = make_structure("Maison A", agreement_end=date(2027, 12, 31))
    member = make_member(structure)
    member.email = "membre@structure.example"
    member.save()
    return structure


def old_practice(structure, title="Atelier vélo", **fields):
    return make_practice(structure, title, last_verified_at=date(2025, 11, 1), **fields)


def home_of(user):
    client = StrictClient()
    client.force_login(user)
    return client.get(reverse("wagtailadmin_home")).content.decode()


def test_a_check_is_old_after_a_year(house):
    old = old_practice(house)
    make_practice(house, "Relue", last_verified_at=date(2025, 11, 26))
    make_practice(house, "Parue hier")

    assert [(due.kind, due.page, due.about) for due in all_due()] == [
        (Nudge.CHECK, old.pk, date(2025, 11, 1))
    ]


def test_an_agreement_ends_within_six_months(house):
    soon = make_structure("Maison B", agreement_end=date(2027, 5, 1))
    make_structure("Maison C", agreement_end=date(2027, 6, 30))
    make_structure("Ailleurs", agreement_end=date(2027, 1, 1), in_network=False)

    assert [(due.kind, due.page) for due in all_due()] == [(Nudge.AGREEMENT, soon.pk)]


def test_only_public_french_pages_are_due(house):
    shown = old_practice(house)
    old_practice(house, "Brouillon", live=False)
    restrict(old_practice(house, "Privée"))
    translate(shown, title="Bike workshop")
    shown.create_alias(parent=make_structure("Autre maison"))

    assert [due.page for due in all_due()] == [shown.pk]


def test_each_sees_what_they_may_change(house):
    old_practice(house)
    old_practice(make_structure("Maison B"), "Chez les autres")
    member = house.space.group.user_set.get()

    assert [due.title for due in due_for(member)] == ["Atelier vélo"]
    html = home_of(member)
    assert "Atelier vélo" in html and "À relire" in html
    assert "Chez les autres" not in html
    assert "À relire" not in home_of(make_organiser())
    assert len(due_for(make_user("chef", is_superuser=True, is_staff=True))) == 2


def test_members_are_written_to_once(house, run_work):
    page = old_practice(house)
    send_reminders()
    run_work()

    (message,) = mail.outbox
    assert message.to == ["membre@structure.example"]
    assert "Maison A" in message.subject
    assert "Atelier vélo" in message.body
    assert "1er novembre 2025" in message.body
    assert reverse("wagtailadmin_pages:edit", args=[page.pk]) in message.body
    send_reminders()
    run_work()
    assert len(mail.outbox) == 1
    assert Reminder.objects.count() == 1


def test_a_later_check_is_another_reminder(house, run_work):
    page = old_practice(house)
    run_work()
    page.last_verified_at = date(2025, 11, 20)
    page.save_revision().publish()
    run_work()
    run_work()

    assert len(mail.outbox) == 2


def test_a_structure_without_members_is_told_later(run_work):
    structure = make_structure("Maison B")
    old_practice(structure)
    send_reminders()
    assert not Reminder.objects.exists()

    member = make_member(structure)
    member.email = "nouvelle@structure.example"
    member.save()
    run_work()

    assert [message.to for message in mail.outbox] == [["nouvelle@structure.example"]]


def test_all_of_a_structure_come_in_one_message(house, run_work):
    old_practice(house, "Une")
    old_practice(house, "Deux")
    run_work()

    (message,) = mail.outbox
    assert "Une" in message.body and "Deux" in message.body
    assert Reminder.objects.count() == 2


def test_what_is_due_costs_the_same_whatever_its_number(
    house, django_assert_num_queries
):
    old_practice(house, "Une")
    with django_assert_num_queries(4):
        all_due()
    for number in range(5):
        old_practice(house, f"Pratique {number}")
    with django_assert_num_queries(4):
        assert len(all_due()) == 6
