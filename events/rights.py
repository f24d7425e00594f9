"""What the organisers' group may do with days: add, change and publish them."""

from django.db import transaction

from events.models import ThematicDayIndexPage
from practices.spaces import ensure_groups, grant, let_organisers_publish, rights_on

TERM_MODELS = ("eventtype", "eventseries", "personname")


@transaction.atomic
def ensure_rights(index: ThematicDayIndexPage) -> None:
    """Give organisers their rights under ``index``; can be called again at any time."""
    let_organisers_publish(index)
    _reviewers, organisers = ensure_groups()
    grant(organisers, *rights_on(("events", name) for name in TERM_MODELS))
