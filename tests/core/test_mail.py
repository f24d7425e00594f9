"""Mail leaves once, later, and only if the act it belongs to was done."""

import smtplib
from datetime import timedelta

from django.core import mail
from django.core.mail.backends.base import BaseEmailBackend
from django.db import transaction
from django.utils import timezone

import pytest
import time_machine
from django_tasks_db.models import DBTaskResult

from portal.core.mail import queue_mail
from portal.core.tasks import DELAYS, INTERRUPTED_AFTER, KEPT_FOR, NO_RETURN

pytestmark = pytest.mark.django_db


class MoodyBackend(BaseEmailBackend):
    """A mail server that does what it is told to, then sends."""

    moods: list[Exception] = []
    at_opening: list[Exception] = []
    asked = 0

    def open(self):
        """Refuse the connection, if told to."""
        if MoodyBackend.at_opening:
            raise MoodyBackend.at_opening.pop(0)

    def send_messages(self, messages):
        """Fail as told, or send."""
        MoodyBackend.asked += 1
        if MoodyBackend.moods:
            raise MoodyBackend.moods.pop(0)
        mail.outbox.extend(messages)
        return len(messages)


@pytest.fixture
def server(settings):
    """Put the moody server in the place of the real one."""
    settings.EMAIL_BACKEND = f"{__name__}.MoodyBackend"
    MoodyBackend.moods, MoodyBackend.at_opening, MoodyBackend.asked = [], [], 0
    return MoodyBackend


def queue_question():
    queue_mail("Une question", "Bonjour", ["a@example.org"], ["b@example.org"])


def test_message_is_sent_by_the_worker_and_not_before(run_work):
    queue_question()
    assert mail.outbox == []
    run_work()
    run_work()
    (message,) = mail.outbox
    assert message.subject == "Une question"
    assert message.body == "Bonjour"
    assert message.to == ["a@example.org"]
    assert message.reply_to == ["b@example.org"]
    assert message.from_email == "portail@example.org"


@pytest.mark.django_db(transaction=True)
def test_nothing_is_sent_when_the_act_is_undone(run_work):
    class UndoneError(Exception):
        pass

    with pytest.raises(UndoneError), transaction.atomic():
        queue_question()
        raise UndoneError
    run_work()
    assert mail.outbox == []


def test_subject_holds_no_line_break(run_work):
    queue_mail("Une\r\nBcc: x@example.org question", "", ["a@example.org"])
    run_work()
    assert mail.outbox[0].subject == "Une Bcc: x@example.org question"


@pytest.mark.parametrize(
    "error",
    [
        ConnectionRefusedError(),
        smtplib.SMTPDataError(451, b"later"),
        smtplib.SMTPSenderRefused(421, b"busy", "a@example.org"),
        smtplib.SMTPRecipientsRefused({"a@example.org": (450, b"greylisted")}),
    ],
)
def test_temporary_failure_is_tried_again_later(server, run_work, error, caplog):
    server.moods = [error, error]
    with time_machine.travel(timezone.now(), tick=False) as clock:
        queue_question()
        run_work()
        run_work()
        assert server.asked == 1
        clock.shift(DELAYS[0] + timedelta(seconds=1))
        run_work()
        assert server.asked == 2
        clock.shift(DELAYS[0] + timedelta(seconds=1))
        run_work()
        assert server.asked == 2, "the second delay is longer than the first"
        clock.shift(DELAYS[1])
        run_work()
        run_work()
    assert len(mail.outbox) == 1


def test_every_attempt_bears_the_same_message_id(server, run_work):
    server.at_opening = [ConnectionRefusedError()]
    queue_question()
    row = DBTaskResult.objects.get()
    run_work()
    with time_machine.travel(timezone.now() + timedelta(hours=1)):
        run_work()
    assert str(row.pk) in mail.outbox[0].extra_headers["Message-ID"]


@pytest.mark.parametrize(
    "error",
    [
        smtplib.SMTPDataError(552, b"too big"),
        smtplib.SMTPRecipientsRefused({"a@example.org": (550, b"unknown")}),
        TimeoutError(),
    ],
)
def test_refusal_for_good_or_silence_is_not_tried_again(server, run_work, error):
    server.moods = [error]
    queue_question()
    with time_machine.travel(timezone.now(), tick=False) as clock:
        run_work()
        clock.shift(timedelta(days=5))
        run_work()
    assert server.asked == 1
    assert DBTaskResult.objects.get().status == "FAILED"


def test_it_is_given_up_after_days(server, run_work):
    server.moods = [ConnectionRefusedError() for _attempt in range(50)]
    queue_question()
    with time_machine.travel(timezone.now(), tick=False) as clock:
        for _day in range(20):
            run_work()
            clock.shift(timedelta(days=1, seconds=1))
    assert server.asked == len(DELAYS) + 1
    assert DBTaskResult.objects.get().status == "FAILED"


def test_what_people_wrote_is_not_logged(server, run_work, caplog):
    server.moods = [smtplib.SMTPDataError(552, b"no")]
    queue_mail("Une question", "Mon secret", ["a@example.org"])
    run_work()
    assert "Mon secret" not in caplog.text
    assert "failed for good" in caplog.text


@pytest.mark.parametrize(("mark", "sent"), [(None, 1), (NO_RETURN, 0)])
def test_worker_died(run_work, mark, sent):
    queue_question()
    DBTaskResult.objects.update(
        status="RUNNING",
        started_at=timezone.now(),
        worker_ids=["one that died"],
        return_value=mark,
    )
    run_work()
    assert mail.outbox == []
    with time_machine.travel(timezone.now() + INTERRUPTED_AFTER + timedelta(seconds=1)):
        run_work()
        run_work()
    assert len(mail.outbox) == sent


def test_rows_are_forgotten(run_work):
    queue_question()
    run_work()
    assert DBTaskResult.objects.count() == 1
    with time_machine.travel(timezone.now() + KEPT_FOR + timedelta(hours=1)):
        run_work()
    assert DBTaskResult.objects.count() == 0
