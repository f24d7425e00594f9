"""Scheduled publication and withdrawal, each object on its own.

Wagtail's `publish_scheduled` makes the same calls, but stops at the first object
that cannot be published, and so keeps all the others waiting for ever.
"""

import logging
from collections.abc import Iterator

from django.apps import apps
from django.db import models
from django.utils import timezone

from wagtail.models import DraftStateMixin, Page, Revision

logger = logging.getLogger(__name__)

# What was already told by this process: a page that cannot be published is
# looked at every minute.
_told: set[tuple[str, str]] = set()


def publish_scheduled() -> None:
    """Withdraw what has expired, then publish what was approved for now."""
    now = timezone.now()
    for queryset in _expirable():
        for item in list(
            queryset.filter(live=True, expire_at__lt=now).order_by("expire_at", "pk")
        ):
            try:
                item.unpublish(
                    set_expired=True, log_action="wagtail.unpublish.scheduled"
                )
            except Exception:  # noqa: BLE001 (logged by _tell)
                _tell(f"{item._meta.label} {item.pk}", "could not be withdrawn")
    revisions = Revision.objects.filter(approved_go_live_at__lt=now)
    for revision in list(revisions.order_by("approved_go_live_at", "pk")):
        try:
            revision.publish(log_action="wagtail.publish.scheduled")
        except Exception:  # noqa: BLE001 (logged by _tell)
            _tell(f"revision {revision.pk}", "could not be published")


def _expirable() -> Iterator[models.QuerySet]:
    yield Page.objects.all()
    for model in apps.get_models():
        if issubclass(model, DraftStateMixin) and not issubclass(model, Page):
            yield model._default_manager.all()


def _tell(what: str, problem: str) -> None:
    level = logging.DEBUG if (what, problem) in _told else logging.ERROR
    _told.add((what, problem))
    logger.log(level, "On schedule, but it %s: %s", problem, what, exc_info=True)
