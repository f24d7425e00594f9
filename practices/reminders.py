"""What those who keep pages are reminded of: an old check, an agreement that ends.

Said on the home page of the admin as long as it is so, and by mail once.
"""

import logging
from collections import defaultdict
from dataclasses import dataclass
from datetime import date, timedelta

from django.db import IntegrityError, transaction
from django.db.models import Q
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext, override

from wagtail.models import Page
from wagtail.permissions import page_permission_policy

from portal.core.addresses import absolute
from portal.core.mail import queue_mail
from portal.core.models.base import SOURCE_LANGUAGE
from practices.enums import Nudge
from practices.models import PracticePage, Reminder, StructurePage, StructureSpace

logger = logging.getLogger(__name__)

CHECKED_EVERY = timedelta(days=365)
# A new social project takes months to write.
AGREEMENT_AHEAD = timedelta(days=182)
SHOWN = 10


@dataclass(frozen=True)
class Due:
    """A page to look at, and since or until when."""

    kind: Nudge
    # Of the French page and of its structure.
    page: int
    structure: int
    title: str
    about: date

    @property
    def edit_url(self) -> str:
        """The address of the page's form in the admin."""
        return reverse("wagtailadmin_pages:edit", args=[self.page])


def all_due() -> list[Due]:
    """Return what is due on any public page of the network, the oldest first."""
    today = timezone.localdate()
    checks = _old_checks(today - CHECKED_EVERY)
    return sorted([*checks, *_ending_agreements(today + AGREEMENT_AHEAD)], key=_order)


def due_for(user) -> list[Due]:
    """Return what is due on the pages that ``user`` may change."""
    found = all_due()
    own = page_permission_policy.instances_user_has_permission_for(user, "change")
    keys = set(
        own.filter(pk__in=[due.page for due in found]).values_list("pk", flat=True)
    )
    return [due for due in found if due.page in keys]


def send_reminders() -> None:
    """Write to the members of each structure about what is due, each thing once."""
    told = set(Reminder.objects.values_list("page", "kind", "about"))
    by_structure: dict[int, list[Due]] = defaultdict(list)
    for due in all_due():
        if (due.page, due.kind, due.about) not in told:
            by_structure[due.structure].append(due)
    spaces = StructureSpace.objects.filter(structure__in=by_structure)
    for space in spaces.select_related("group", "structure"):
        members = space.group.user_set.filter(is_active=True).exclude(email="")
        addresses = list(members.order_by("pk").values_list("email", flat=True))
        # Nobody to tell yet: it stays to be said.
        if addresses:
            _send(space.structure, by_structure[space.structure_id], addresses)


def _send(structure: StructurePage, found: list[Due], addresses: list[str]) -> None:
    try:
        with transaction.atomic():
            for due in found:
                Reminder.objects.create(
                    page=Page.objects.get(pk=due.page), kind=due.kind, about=due.about
                )
            with override(SOURCE_LANGUAGE):
                subject = gettext("À relire pour «\u00a0%(name)s\u00a0»") % {
                    "name": structure.title
                }
                body = render_to_string(
                    "practices/mail/reminder.txt",
                    {"found": [(due, absolute(due.edit_url)) for due in found]},
                )
            for address in addresses:
                queue_mail(subject, body, [address])
    except IntegrityError:
        logger.info("Another worker told of structure %s.", structure.pk)


def _old_checks(before: date) -> list[Due]:
    pages = (
        PracticePage.objects.published()
        .sources()
        .filter(
            Q(last_verified_at__lt=before)
            | Q(last_verified_at=None, first_published_at__date__lt=before),
            structure__in_network=True,
        )
        .values_list(
            "pk", "structure", "title", "last_verified_at", "first_published_at"
        )
    )
    return [
        Due(
            Nudge.CHECK,
            page,
            structure,
            title,
            checked or timezone.localtime(published).date(),
        )
        for page, structure, title, checked, published in pages
    ]


def _ending_agreements(before: date) -> list[Due]:
    pages = (
        StructurePage.objects.published()
        .sources()
        .in_network()
        .filter(agreement_end__lte=before)
        .values_list("pk", "title", "agreement_end")
    )
    return [Due(Nudge.AGREEMENT, pk, pk, title, end) for pk, title, end in pages]


def _order(due: Due) -> tuple:
    return (due.about, due.page, due.kind)
