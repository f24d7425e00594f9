"""How many questions may be sent, by whom, and how long anything is remembered."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from django.test import RequestFactory, override_settings
from django.utils import timezone

import pytest
import time_machine

from portal.core.due import _REGISTRY
from practices import question_limits
from practices.models import PracticePage, Question, purge_questions
from practices.question_limits import client_address, sender_key
from tests.factories import make_practice, make_structure
from tests.practices.factories import make_ambassador
from tests.practices.test_questions import TEXT, ask, errors_of, kept_text, queued

pytestmark = pytest.mark.django_db


@pytest.fixture
def practice() -> PracticePage:
    """Return a published practice whose structure can be asked."""
    return make_practice(make_structure("Maison A"), "Atelier vélo")


def seed(practice: Any, count: int, *, ago: timedelta, key: str = "") -> None:
    """Keep ``count`` questions asked ``ago``."""
    for number in range(count):
        question = Question.objects.create(
            practice=practice,
            name="X",
            email="x@example.org",
            text=f"{number} {ago}",
            language="fr",
            sender_key=key,
        )
        Question.objects.filter(pk=question.pk).update(created_at=timezone.now() - ago)


@pytest.mark.parametrize(
    ("count", "ago", "days_back", "is_refused"),
    [
        (4, timedelta(minutes=50), 0, False),
        (5, timedelta(minutes=50), 0, True),
        (5, timedelta(minutes=50), 1, True),
        (19, timedelta(hours=23), 1, False),
        (20, timedelta(hours=23), 1, True),
        (20, timedelta(hours=25), 1, False),
    ],
)
def test_sender_is_limited(
    client: Any,
    practice: Any,
    count: int,
    ago: timedelta,
    days_back: int,
    is_refused: bool,
) -> None:
    # Midday, so that the form is read and sent on the same day.
    noon = timezone.localtime().replace(hour=12, minute=0)
    with time_machine.travel(noon, tick=False):
        day = timezone.localdate() - timedelta(days=days_back)
        seed(practice, count, ago=ago, key=sender_key("127.0.0.1", day))
        response = ask(client, practice)
    assert response.status_code == (429 if is_refused else 302)
    assert len(queued()) == (0 if is_refused else 1)
    if is_refused:
        assert kept_text(response) == TEXT
        assert "plus tard" in errors_of(response)
        assert response["Retry-After"] == "3600"


def test_structure_is_not_flooded_whoever_sends(
    client: Any, practice: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(question_limits, "PER_STRUCTURE_AND_HOUR", 3)
    sibling = make_practice(practice.structure, "Jardin")
    seed(sibling, 3, ago=timedelta(minutes=50))
    assert ask(client, practice).status_code == 429
    elsewhere = make_practice(make_structure("Maison B"))
    assert ask(client, elsewhere).status_code == 302


@pytest.mark.parametrize(
    ("proxies", "forwarded", "expected"),
    [
        (0, "203.0.113.9", "127.0.0.1"),
        (1, "203.0.113.9", "203.0.113.9"),
        (1, "198.51.100.1, 203.0.113.9", "203.0.113.9"),
        (2, "198.51.100.1, 203.0.113.9", "198.51.100.1"),
        (2, "203.0.113.9", "127.0.0.1"),
        (1, "", "127.0.0.1"),
        (1, "nonsense", "unknown"),
        (1, "2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"),
        (1, "::ffff:203.0.113.9", "203.0.113.9"),
    ],
)
def test_client_address_believes_our_own_proxies_only(
    proxies: int, forwarded: str, expected: str
) -> None:
    request = RequestFactory().get("/", headers={"X-Forwarded-For": forwarded})
    with override_settings(TRUSTED_PROXIES=proxies):
        assert client_address(request) == expected


def test_sender_key_changes_each_day() -> None:
    today = timezone.localdate()
    key = sender_key("127.0.0.1", today)
    assert key == sender_key("127.0.0.1", today)
    assert key != sender_key("127.0.0.1", today - timedelta(days=1))
    assert key != sender_key("127.0.0.2", today)


def test_purge_forgets_the_sender_after_a_day_and_the_question_after_a_year(
    practice: Any,
) -> None:
    seed(practice, 1, ago=timedelta(hours=23), key="a")
    seed(practice, 1, ago=timedelta(hours=25), key="b")
    seed(practice, 1, ago=timedelta(days=364), key="c")
    seed(practice, 1, ago=timedelta(days=366), key="d")
    purge_questions()
    keys = Question.objects.order_by("-created_at").values_list("sender_key", flat=True)
    assert list(keys) == ["a", "", ""]


def test_purge_is_run_by_the_worker(practice: Any, run_work: Callable) -> None:
    seed(practice, 1, ago=timedelta(days=366))
    assert any(due.run is purge_questions for due in _REGISTRY.values())
    run_work()
    assert not Question.objects.exists()


def test_people_of_a_structure_share_its_limit(
    client: Any, practice: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(question_limits, "PER_STRUCTURE_AND_HOUR", 2)
    seed(practice, 2, ago=timedelta(minutes=5))
    person = make_ambassador(practice.structure)
    response = ask(client, person)
    assert response.status_code == 429
    assert len(queued()) == 0
