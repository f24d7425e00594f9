"""Mail is queued in the transaction of the act, and sent later, once, by the worker."""

import smtplib
import socket
from urllib.parse import urlsplit

from django.conf import settings
from django.core.mail import EmailMessage, get_connection

from django_tasks import TaskContext, task

from portal.core.tasks import DURABLE, TryAgainError, pass_point_of_no_return


class UnknownDeliveryError(Exception):
    """The server took the message and did not say what it did with it."""


def queue_mail(
    subject: str, body: str, to: list[str], reply_to: list[str] | None = None
) -> None:
    """Queue a message to people; nothing is sent if the transaction is undone."""
    send_queued_mail.enqueue(
        # A subject made of what someone typed may hold line breaks.
        subject=" ".join(subject.split()),
        body=body,
        to=list(to),
        reply_to=list(reply_to or []),
    )


@task(backend=DURABLE, takes_context=True)
def send_queued_mail(
    context: TaskContext, subject: str, body: str, to: list[str], reply_to: list[str]
) -> None:
    """Send one message, or say that it must be tried again.

    What the server refused for now is tried again. When it fell silent after
    it was handed the message, it may have delivered it: that is not tried again.
    """
    connection = get_connection()
    try:
        connection.open()
    except (OSError, smtplib.SMTPException) as error:
        raise TryAgainError(repr(error)) from error
    pass_point_of_no_return(context)
    message = EmailMessage(
        subject,
        body,
        to=to,
        reply_to=reply_to,
        headers={
            # The same at each attempt, so that a server can tell a repetition.
            "Message-ID": f"<{context.task_result.id}@{_mail_domain()}>",
            "Auto-Submitted": "auto-generated",
        },
        connection=connection,
    )
    try:
        message.send()
    except (OSError, smtplib.SMTPException) as error:
        if _is_refused_for_good(error):
            raise
        if _is_silence(error):
            raise UnknownDeliveryError(repr(error)) from error
        raise TryAgainError(repr(error)) from error
    finally:
        connection.close()


def _is_refused_for_good(error: Exception) -> bool:
    if isinstance(error, smtplib.SMTPRecipientsRefused):
        return all(code >= 500 for code, _reason in error.recipients.values())
    return isinstance(error, smtplib.SMTPResponseException) and error.smtp_code >= 500


def _is_silence(error: BaseException) -> bool:
    # smtplib hides the time-out behind « connection unexpectedly closed ».
    return isinstance(error, TimeoutError) or isinstance(
        error.__context__, TimeoutError
    )


def _mail_domain() -> str:
    return urlsplit(settings.WAGTAILADMIN_BASE_URL).hostname or socket.getfqdn()
