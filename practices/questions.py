"""« Poser une question »: from a visitor to the structure behind a practice.

« Demander un coup de main » takes the same road to an ambassador, and so does a word
to a structure about what it lends.

Addresses are never shown: the question is mailed with the asker's address to answer
to. The asker gets no confirmation by mail: anyone could type someone else's address,
and the portal would send what they wrote to strangers.
"""

from typing import Any

from django.conf import settings
from django.db import transaction
from django.http import HttpRequest
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language, gettext, override

from portal.core.addresses import absolute
from portal.core.mail import queue_mail
from portal.core.models import PortalSettings
from portal.core.models.base import SOURCE_LANGUAGE
from practices.models import AmbassadorPage, Question, StructurePage
from practices.models.question import ASKED, AskedPage, structure_of, subject_of
from practices.question_limits import (
    HOUR,
    client_address,
    is_over_limit,
    sender_key,
)

MAX_ID = 2**31 - 1


class TooManyQuestionsError(Exception):
    """The sender or the structure has had enough of them for now."""


def recipient_of(page: AskedPage) -> str:
    """Return the address that questions about a French page go to, or nothing."""
    if page.contact_email:
        return page.contact_email
    structure = structure_of(page)
    if structure and structure.contact_email:
        return structure.contact_email
    site = page.get_site()
    return PortalSettings.for_site(site).contact_email if site else ""


def can_be_asked(page: AskedPage) -> bool:
    """True when somebody would receive a question about the page."""
    return bool(recipient_of(page.source))


def question_url(page: AskedPage) -> str:
    """Return where to ask about the page, or an empty string."""
    # A preview shows pages that have not been saved yet.
    if page.source.pk is None or not can_be_asked(page):
        return ""
    return reverse("practices:ask_question", args=[page.source.pk])


def find_asked(page_id: int) -> AskedPage | None:
    """Return the published French page behind a page's id, if it can be asked about.

    A translation's id, or an alias's, leads there too.
    """
    # Databases answer numbers they cannot hold with an error.
    if page_id > MAX_ID:
        return None
    models: list[Any] = list(ASKED)
    for model in models:
        page = model.objects.select_related("locale").filter(pk=page_id).first()
        if page is None:
            continue
        key = page.source.alias_of_id or page.source.pk
        joined = ["locale"] if model is StructurePage else ["locale", "structure"]
        found = (
            model.objects.published()
            .sources()
            .select_related(*joined)
            .filter(pk=key)
            .first()
        )
        return found if found and can_be_asked(found) else None
    return None


def send_question(
    page: AskedPage, request: HttpRequest, *, name: str, email: str, text: str
) -> None:
    """Keep the question and queue its mail, both or neither; a repetition does nothing.

    Raises `TooManyQuestionsError` when the limits are reached.
    """
    with transaction.atomic():
        # One at a time for a page: a form sent twice in a second counts once.
        model: Any = type(page)
        model.objects.select_for_update(of=("self",)).get(pk=page.pk)
        repeated = (
            Question.objects.since(HOUR)
            .about(page)
            .filter(email__iexact=email, text=text)
        )
        if repeated.exists():
            return
        if is_over_limit(page, request):
            raise TooManyQuestionsError
        question = Question.objects.create(
            **{subject_of(page): page},
            name=name,
            email=email,
            text=text,
            language=get_language() or SOURCE_LANGUAGE,
            sender_key=sender_key(client_address(request), timezone.localdate()),
        )
        # The structure reads French, whatever the language of who asks.
        with override(SOURCE_LANGUAGE):
            queue_mail(
                _subject(page),
                _body(question),
                [recipient_of(page)],
                reply_to=[email],
            )


def _subject(page: AskedPage) -> str:
    if isinstance(page, AmbassadorPage):
        return gettext("Un coup de main demandé à «\u00a0%(name)s\u00a0»") % {
            "name": page.title
        }
    if isinstance(page, StructurePage):
        return gettext("Un message pour «\u00a0%(name)s\u00a0»") % {"name": page.title}
    return gettext("Une question sur « %(practice)s »") % {"practice": page.title}


def _body(question: Question) -> str:
    page = question.page
    return render_to_string(
        "practices/mail/question.txt",
        {
            "kind": subject_of(page),
            "page_title": page.title,
            "page_url": absolute(page.get_url() or "/"),
            "name": question.name,
            "text": question.text,
            "language": dict(settings.LANGUAGES).get(question.language, ""),
            "is_in_french": question.language == SOURCE_LANGUAGE,
            "site_name": settings.WAGTAIL_SITE_NAME,
        },
    )
