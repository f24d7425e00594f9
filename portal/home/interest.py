"""« Prévenez-moi »: from an address typed on a guide to come to the mail that it is out.

An address counts only once the link mailed to it was followed: anyone could type
someone else's. Nothing told on the pages says whether an address was known.
"""

from datetime import datetime, timedelta

from django.core import signing
from django.db import transaction
from django.http import HttpRequest
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language, gettext, override

from portal.core.addresses import absolute
from portal.core.mail import queue_mail
from portal.core.models import BasePage
from portal.core.models.base import SOURCE_LANGUAGE
from portal.core.translated import live_translations
from portal.home.models import InterestRequest, Publication
from portal.home.models.interest import KEPT_FOR, LINK_KEPT_FOR, SENDER_KEPT_FOR
from practices.question_limits import (
    HOUR,
    client_address,
    sender_is_over_limit,
    sender_key,
)
from practices.questions import MAX_ID

CONFIRM_SALT = "home.interest.confirm"
WITHDRAW_SALT = "home.interest.withdraw"
PER_GUIDE_AND_HOUR = 60
# Who lost the message may ask again; nobody can fill someone's letter box.
MAILED_AGAIN_AFTER = timedelta(hours=1)


class TooManyInterestsError(Exception):
    """The sender, or everyone together, has asked enough for now."""


class DeadLinkError(Exception):
    """The link is too old, or what it was about is gone."""


def find_guide(page_id: int) -> Publication | None:
    """Return the French guide that anyone may read about, or None."""
    # Databases answer numbers they cannot hold with an error.
    if page_id > MAX_ID:
        return None
    published = Publication.objects.published().sources()
    return published.select_related("locale").filter(pk=page_id).first()


def guide_in(guide: Publication, language: str) -> BasePage:
    """Return the published translation of a French guide, else the guide itself."""
    return live_translations([guide], language).get(guide.translation_key, guide)


def ask_for(guide: Publication, request: HttpRequest, *, email: str) -> None:
    """Keep the address and queue the mail that asks to confirm it, both or neither.

    One that is confirmed, or was written to within the hour, gets nothing more.
    Raises `TooManyInterestsError` when the limits are reached.
    """
    now = timezone.now()
    with transaction.atomic():
        # One at a time for a guide: a form sent twice in a second counts once.
        Publication.objects.select_for_update(of=("self",)).get(pk=guide.pk)
        # Before the address is looked for: the answer must not depend on it.
        if _is_over_limit(guide, request, now):
            raise TooManyInterestsError
        interest = InterestRequest.objects.filter(
            publication=guide, email__iexact=email
        ).first()
        is_mailed = interest is None or not (
            interest.confirmed_at or interest.mailed_at > now - MAILED_AGAIN_AFTER
        )
        if interest is None:
            interest = InterestRequest(publication=guide, email=email)
        interest.asked_at = now
        interest.sender_key = sender_key(
            client_address(request), timezone.localdate(now)
        )
        if is_mailed:
            interest.mailed_at = now
            interest.language = get_language() or SOURCE_LANGUAGE
        interest.save()
        if is_mailed:
            _mail_confirmation(interest)


def interest_to_confirm(token: str) -> InterestRequest:
    """Return what the link of the mail is about; raise `DeadLinkError` otherwise."""
    signer = signing.TimestampSigner(salt=CONFIRM_SALT)
    try:
        pk = signer.unsign(token, max_age=LINK_KEPT_FOR)
    except signing.BadSignature as error:
        raise DeadLinkError from error
    interest = InterestRequest.objects.filter(pk=pk).first()
    if interest is None:
        raise DeadLinkError
    return interest


def confirm(interest: InterestRequest) -> None:
    """Let the address count; a second time changes nothing."""
    InterestRequest.objects.filter(pk=interest.pk, confirmed_at=None).update(
        confirmed_at=timezone.now()
    )


def interest_to_withdraw(token: str) -> int:
    """Return the key of what the link of the mail is about, which may be gone.

    Raises `DeadLinkError` when the link is not ours.
    """
    try:
        return int(signing.Signer(salt=WITHDRAW_SALT).unsign(token))
    except signing.BadSignature as error:
        raise DeadLinkError from error


def withdraw(key: int) -> None:
    """Erase an address, confirmed or not."""
    InterestRequest.objects.filter(pk=key).delete()


def tell_interested() -> None:
    """Write once to those who wait for guides that are out, and erase their addresses."""
    waiting = InterestRequest.objects.to_tell().select_related(
        "publication", "publication__locale"
    )
    for interest in list(waiting):
        with transaction.atomic():
            # Two workers may have read the row: one of them erases it.
            erased, _rows = InterestRequest.objects.filter(pk=interest.pk).delete()
            if erased:
                _mail_release(interest)


def purge_interests() -> None:
    """Erase addresses nobody confirmed, or that waited too long, and forget senders."""
    now = timezone.now()
    interests = InterestRequest.objects
    interests.filter(confirmed_at=None, mailed_at__lt=now - LINK_KEPT_FOR).delete()
    interests.filter(confirmed_at__lt=now - KEPT_FOR).delete()
    interests.filter(asked_at__lt=now - SENDER_KEPT_FOR).exclude(sender_key="").update(
        sender_key=""
    )


def _is_over_limit(guide: Publication, request: HttpRequest, now: datetime) -> bool:
    sent = InterestRequest.objects.all()
    if sender_is_over_limit(sent, request, "asked_at"):
        return True
    lately = sent.filter(publication=guide, asked_at__gt=now - HOUR)
    return lately.count() >= PER_GUIDE_AND_HOUR


def _mail_confirmation(interest: InterestRequest) -> None:
    confirm_token = signing.TimestampSigner(salt=CONFIRM_SALT).sign(str(interest.pk))
    withdraw_token = signing.Signer(salt=WITHDRAW_SALT).sign(str(interest.pk))
    with override(interest.language):
        guide = guide_in(interest.publication, interest.language)
        links = {
            "confirm_url": reverse("home:confirm_interest", args=[confirm_token]),
            "withdraw_url": reverse("home:withdraw_interest", args=[withdraw_token]),
        }
        queue_mail(
            gettext("À confirmer\u00a0: vous prévenir de la parution d’un guide"),
            render_to_string(
                "home/mail/interest_confirmation.txt",
                {
                    "guide_title": guide.title,
                    **{name: absolute(link) for name, link in links.items()},
                },
            ),
            [interest.email],
        )


def _mail_release(interest: InterestRequest) -> None:
    with override(interest.language):
        guide = guide_in(interest.publication, interest.language)
        queue_mail(
            gettext("«\u00a0%(guide)s\u00a0» est paru") % {"guide": guide.title},
            render_to_string(
                "home/mail/interest_release.txt",
                {
                    "guide_title": guide.title,
                    "guide_url": absolute(guide.get_url() or "/"),
                },
            ),
            [interest.email],
        )
