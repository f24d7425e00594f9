"""The ambassadors of the demonstration, under their structures."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from portal.home.loading.fields import YEAR, new_page, resolve
from portal.home.tree import key_of
from practices.models import AmbassadorPage, StructurePage


def load_ambassadors(
    entries: list[dict[str, Any]], known: set[UUID], progress: Callable[[str], None]
) -> None:
    """Make the ambassadors that are missing; ``known`` holds the keys of pages.

    Consent counts from the day of loading (``consent_for_years``), so that the
    demonstration does not empty itself; where a file gives dates that have passed, the
    page is there as the portal leaves it: withdrawn.
    """
    for entry in entries:
        if key_of("ambassador", entry["slug"]) not in known:
            with transaction.atomic():
                page = _add(entry)
            progress(f"ambassador: {page.title}")


def _add(entry: dict[str, Any]) -> AmbassadorPage:
    fields = dict(entry)
    if "consent_for_years" in entry:
        today = timezone.localdate()
        fields["consent_given_on"] = today
        fields["consent_until"] = today + YEAR * entry["consent_for_years"]
    page = new_page(AmbassadorPage, fields, "ambassador", entry["slug"])
    page.live = False
    page.expired = not page.has_consent
    page.has_unpublished_changes = page.has_consent
    resolve(StructurePage, entry["structure"]).add_child(instance=page)
    revision = page.save_revision(changed=page.has_consent)
    if page.has_consent:
        revision.publish()
    return page
