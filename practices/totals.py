"""Figures of several practices added up, where they count the same thing."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.db.models import Count, F, Min, Sum

from portal.core.models.base import SOURCE_LANGUAGE
from practices.models import Outcome, PracticePage, PracticeQuerySet

SHOWN = 6


@dataclass(frozen=True)
class Total:
    """What several practices counted together."""

    value: Decimal
    unit: str
    indicator: str
    practices: int
    # Empty for words of the reader's language.
    lang: str


def totals(practices: PracticeQuerySet, language: str) -> list[Total]:
    """Return what two or more of ``practices`` (French pages) count alike.

    Alike means the same words for the indicator and for the unit. A practice that tells
    an indicator more than once, year after year, would count its people twice: it
    keeps that indicator out. One query, one more in other languages than French.
    """
    groups: list[Any] = list(
        Outcome.objects.filter(
            page__in=practices.order_by().values("pk"), value__isnull=False
        )
        .values("indicator", "unit")
        .annotate(
            total=Sum("value"),
            practices=Count("page", distinct=True),
            figures=Count("pk"),
            first=Min("pk"),
        )
        .filter(practices__gt=1, figures=F("practices"))
        .order_by("-practices", "indicator", "unit")[:SHOWN]
    )
    words = _words(groups, language)
    result = []
    for group in groups:
        own = words.get((group["indicator"], group["unit"]))
        is_french = own is None and language != SOURCE_LANGUAGE
        indicator, unit = own or (group["indicator"], group["unit"])
        result.append(
            Total(
                group["total"],
                unit,
                indicator,
                group["practices"],
                SOURCE_LANGUAGE if is_french else "",
            )
        )
    return result


def _words(groups: list[dict], language: str) -> dict[tuple[str, str], tuple[str, str]]:
    """Return the words of ``language`` for each indicator and unit, where told."""
    if language == SOURCE_LANGUAGE or not groups:
        return {}
    translated = Outcome.objects.filter(
        translation_key__in=Outcome.objects.filter(
            pk__in=[group["first"] for group in groups]
        ).values("translation_key"),
        page__in=PracticePage.objects.published().values("pk"),
    ).values_list("translation_key", "page__locale__language_code", "indicator", "unit")
    by_key: dict = {}
    for key, code, indicator, unit in translated:
        by_key.setdefault(key, {})[code] = (indicator, unit)
    return {
        found[SOURCE_LANGUAGE]: found[language]
        for found in by_key.values()
        if SOURCE_LANGUAGE in found and language in found
    }
