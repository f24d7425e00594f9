"""The démarche's yearly figures, beside what the portal counts today."""

from django.utils import timezone
from django.utils.translation import ngettext

from events.listing import listed as listed_days
from portal.core.charts import by_indicator
from portal.core.typography import number_fr
from portal.home.enums import PortalCount
from practices.listing import listed as listed_practices
from practices.models import Accompaniment, AmbassadorPage
from practices.structures import network


def with_counts(figures: list) -> list[dict]:
    """Return the figures by indicator, each with ``counted``: a sentence, or empty."""
    counts: dict[str, str] = {}
    for row in figures:
        if row.counted and row.counted not in counts:
            counts[row.counted] = count_sentence(row.counted)
    return [
        {**group, "counted": counts.get(group["last"].counted, "")}
        for group in by_indicator(figures)
    ]


def count_sentence(kind: str) -> str:
    """Return what the portal counts today of ``kind``, as a sentence; one query."""
    count = _count(PortalCount(kind))
    n = number_fr(count)
    if kind == PortalCount.ACCOMPANIMENTS:
        return ngettext(
            "Aujourd’hui, le portail raconte %(n)s accompagnement.",
            "Aujourd’hui, le portail raconte %(n)s accompagnements.",
            count,
        ) % {"n": n}
    if kind == PortalCount.PRACTICES:
        return ngettext(
            "Aujourd’hui, le portail compte %(n)s pratique.",
            "Aujourd’hui, le portail compte %(n)s pratiques.",
            count,
        ) % {"n": n}
    if kind == PortalCount.STRUCTURES:
        return ngettext(
            "Aujourd’hui, le portail compte %(n)s structure du réseau.",
            "Aujourd’hui, le portail compte %(n)s structures du réseau.",
            count,
        ) % {"n": n}
    if kind == PortalCount.TRANSITION_AXES:
        return ngettext(
            "Aujourd’hui, %(n)s structure du réseau a un axe «\u00a0transition\u00a0» dans son "
            "projet social.",
            "Aujourd’hui, %(n)s structures du réseau ont un axe «\u00a0transition\u00a0» dans "
            "leur projet social.",
            count,
        ) % {"n": n}
    if kind == PortalCount.AMBASSADORS:
        return ngettext(
            "Aujourd’hui, le portail présente %(n)s ambassadrice ou ambassadeur.",
            "Aujourd’hui, le portail présente %(n)s ambassadrices et ambassadeurs.",
            count,
        ) % {"n": n}
    return ngettext(
        "Aujourd’hui, le portail raconte %(n)s journée passée.",
        "Aujourd’hui, le portail raconte %(n)s journées passées.",
        count,
    ) % {"n": n}


def _count(kind: PortalCount) -> int:
    if kind == PortalCount.ACCOMPANIMENTS:
        return Accompaniment.objects.published().count()
    if kind == PortalCount.PRACTICES:
        return listed_practices().count()
    if kind == PortalCount.STRUCTURES:
        return network().count()
    if kind == PortalCount.TRANSITION_AXES:
        return network().filter(social_project_has_transition_axis=True).count()
    if kind == PortalCount.AMBASSADORS:
        return AmbassadorPage.objects.published().sources().count()
    return listed_days().past(timezone.now()).count()
