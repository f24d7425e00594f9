"""How many questions one sender, or one structure, may send or receive."""

import ipaddress
from datetime import date, timedelta

from django.conf import settings
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils import timezone
from django.utils.crypto import salted_hmac

from practices.models import Question
from practices.models.question import AskedPage, structure_of

HOUR = timedelta(hours=1)
DAY = timedelta(days=1)
PER_SENDER_AND_HOUR = 5
PER_SENDER_AND_DAY = 20
PER_STRUCTURE_AND_HOUR = 60


def is_over_limit(page: AskedPage, request: HttpRequest) -> bool:
    """True when this sender, or everyone together, has sent enough for now."""
    if sender_is_over_limit(Question.objects.all(), request):
        return True
    structure = structure_of(page)
    received = Question.objects.to_structure(structure.pk if structure else None)
    return received.since(HOUR).count() >= PER_STRUCTURE_AND_HOUR


def sender_is_over_limit(
    sent: QuerySet, request: HttpRequest, moment: str = "created_at"
) -> bool:
    """True when ``sent`` holds enough of what this sender has sent for now.

    Its rows have a ``sender_key``, and say in ``moment`` when they were sent.
    """
    today = timezone.localdate()
    address = client_address(request)
    # Yesterday's key too: limits do not start again at midnight.
    keys = [sender_key(address, day) for day in (today, today - DAY)]
    from_sender = sent.filter(sender_key__in=keys)
    now = timezone.now()
    return any(
        from_sender.filter(**{f"{moment}__gt": now - delay}).count() >= most
        for delay, most in ((HOUR, PER_SENDER_AND_HOUR), (DAY, PER_SENDER_AND_DAY))
    )


def sender_key(address: str, day: date) -> str:
    """Return what stands for an address on one day, from which nobody gets it back."""
    return salted_hmac(
        "practices.question.sender", f"{day} {address}", algorithm="sha256"
    ).hexdigest()


def client_address(request: HttpRequest) -> str:
    """Return who is asking, as far as our own proxies tell.

    Each proxy adds whom it heard from at the end of X-Forwarded-For; what stands
    before those entries was written by the visitor and proves nothing. Of an IPv6
    address the network is kept: a subscriber has all the addresses in it.
    """
    heard = request.META.get("REMOTE_ADDR", "")
    proxies = settings.TRUSTED_PROXIES
    if proxies > 0:
        entries = request.META.get("HTTP_X_FORWARDED_FOR", "").split(",")
        if len(entries) >= proxies:
            heard = entries[-proxies].strip() or heard
    try:
        address = ipaddress.ip_address(heard)
    except ValueError:
        # Behind a socket there is no address: all share one limit.
        return "unknown"
    if isinstance(address, ipaddress.IPv6Address):
        if address.ipv4_mapped:
            return str(address.ipv4_mapped)
        return str(ipaddress.ip_network((int(address), 64), strict=False))
    return str(address)
