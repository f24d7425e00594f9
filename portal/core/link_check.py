"""The check of links: which of the addresses that readers are led to are to be asked.

`manage.py work` asks a few at a time. An address that answers is asked again a month
later; one that fails, a week later, and then it is told to those who keep the page.
"""

from datetime import timedelta

from django.conf import settings
from django.utils import timezone

from portal.core.asking import Answer, ask
from portal.core.models.links import CheckedLink
from portal.core.shown_links import shown_links, shown_term_links

EVERY = timedelta(days=30)
CONFIRMED_AFTER = timedelta(days=7)
# The worker has mail to send too.
AT_ONCE = 3


def collect_links() -> None:
    """Note the addresses that have come, and forget those that nothing shows."""
    if not settings.CHECK_LINKS:
        return
    now = timezone.now()
    shown = {*shown_links(), *shown_term_links()}
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
