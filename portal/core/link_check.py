"""The check of links: which addresses public pages show, and which are to be asked.

`manage.py work` asks a few at a time. An address that answers is asked again a month
later; one that fails, a week later, and then it is told to those who keep the page.
"""

from collections import defaultdict
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

from django.apps import apps
from django.conf import settings
from django.db import models
from django.utils import timezone

from modelcluster.fields import ParentalKey

from portal.core.asking import Answer, ask
from portal.core.models import BasePage
from portal.core.models.links import CheckedLink

EVERY = timedelta(days=30)
CONFIRMED_AFTER = timedelta(days=7)
# The worker has mail to send too.
AT_ONCE = 3
# What the column of checked links holds.
MOST_CHARACTERS = 500


def shown_links() -> dict[str, set[int]]:
    """Return the addresses that French public pages show, with the keys of the pages.

    Those in columns of pages and of their rows: translations show the French ones.
    """
    found: dict[str, set[int]] = defaultdict(set)
    for model in apps.get_models():
        if not issubclass(model, BasePage):
            continue
        pages: Any = model.objects.published().sources()
        for url, page in _addresses(model, pages, "pk"):
            found[url].add(page)
        for relation in model._meta.related_objects:
            if isinstance(relation.field, ParentalKey):
                key = relation.field.name
                rows = relation.related_model._base_manager.filter(
                    **{f"{key}__in": pages.order_by().values("pk")}
                )
                for url, page in _addresses(relation.related_model, rows, key):
                    found[url].add(page)
    return dict(found)


def collect_links() -> None:
    """Note the addresses that have come, and forget those that no page shows."""
    if not settings.CHECK_LINKS:
        return
    now = timezone.now()
    shown = set(shown_links())
    known = dict(CheckedLink.objects.values_list("url", "pk"))
    CheckedLink.objects.filter(
        pk__in=[pk for url, pk in known.items() if url not in shown]
    ).delete()
    CheckedLink.objects.bulk_create(
        [CheckedLink(url=url, due_at=now) for url in sorted(shown - known.keys())],
        ignore_conflicts=True,
    )


def check_links() -> None:
    """Ask the addresses whose time has come, a few of them."""
    if not settings.CHECK_LINKS:
        return
    due = CheckedLink.objects.filter(due_at__lte=timezone.now())
    for link in due.order_by("due_at", "pk")[:AT_ONCE]:
        record(link, ask(link.url))


def record(link: CheckedLink, answer: Answer) -> None:
    """Write down what was answered at ``link`` now, and when to ask again."""
    now = timezone.now()
    link.trouble, link.status = answer.trouble, answer.status
    if not answer.trouble:
        link.failing_since, link.is_broken = None, False
    elif link.failing_since is None:
        link.failing_since = now
    else:
        link.is_broken = True
    is_to_confirm = link.failing_since is not None and not link.is_broken
    link.due_at = now + (CONFIRMED_AFTER if is_to_confirm else EVERY)
    link.save()


def _addresses(model: Any, rows: Any, key: str) -> Iterator[tuple[str, int]]:
    """Yield the addresses elsewhere in the columns of ``rows``, with their page's key."""
    for field in model._meta.concrete_fields:
        if isinstance(field, models.URLField):
            for url, page in rows.exclude(**{field.name: ""}).values_list(
                field.name, key
            ):
                if (
                    not url.startswith(f"{settings.BASE_URL}/")
                    and len(url) <= MOST_CHARACTERS
                ):
                    yield url, page
