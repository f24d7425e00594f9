"""How pages of practices and places name thematic days.

Days stand above practices and point down at them: they are read the other way.
"""

from typing import Any

from django.db.models import Q, QuerySet

from portal.core.translated import live_translations
from portal.core.typography import french_date
from practices.models import PracticePage, Territory

# The latest; a practice told everywhere says so at each day.
NAMED = 3
NAMED_IN_PLACE = 12


def days_with(practice: PracticePage, language: str, request) -> list[dict]:
    """Return the public days at which a practice was told, the latest first."""
    if practice.pk is None:
        return []
    related: Any = practice.related_events
    return _named(related.published(), NAMED, language, request)


def days_in(territory: Territory, language: str, request) -> list[dict]:
    """Return the public days about ``territory`` or a place in it, or held there."""
    model: Any = Territory._meta.get_field("days").related_model
    days = model.objects.published().filter(
        Q(territories__lineage=territory) | Q(sessions__territory__lineage=territory)
    )
    return _named(days, NAMED_IN_PLACE, language, request)


def _named(days: QuerySet, most: int, language: str, request) -> list[dict]:
    rows = list(
        days.sources()  # type: ignore[attr-defined]
        .select_related("locale")
        .defer_streamfields()
        .order_by("-starts_at", "-pk")
        .distinct()[:most]
    )
    words = live_translations(rows, language)
    result = []
    for day in rows:
        named = words.get(day.translation_key, day)
        result.append(
            {
                "title": named.title,
                "url": named.get_url(request),
                "lang": named.locale.language_code,
                "date": french_date(day.starts_at),
            }
        )
    return result
