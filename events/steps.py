"""The step of the démarche that tells of a day.

Steps stand above days: they are read by the relation they declare, ``approach_steps``,
as columns of the day, which cost no query of their own.
"""

from typing import Any

from django.db.models import OuterRef, Subquery

from wagtail.models import Page

from events.models import DayQuerySet, ThematicDayPage
from portal.core.models.base import SOURCE_LANGUAGE


def with_step(days: DayQuerySet, language: str) -> DayQuerySet:
    """Annotate the first French step that names each of the French ``days``.

    ``step_page`` is the key of its page, ``step_label`` and ``step_words`` its name in
    French and in ``language``.
    """
    relation: Any = ThematicDayPage._meta.get_field("approach_steps")
    steps = relation.related_model.objects
    first = steps.filter(
        day=OuterRef("pk"),
        locale__language_code=SOURCE_LANGUAGE,
        page__alias_of=None,
    ).order_by("page_id", "sort_order", "pk")
    words = steps.filter(
        translation_key=OuterRef("step_key"), locale__language_code=language
    )
    return days.annotate(
        step_page=Subquery(first.values("page_id")[:1]),
        step_key=Subquery(first.values("translation_key")[:1]),
        step_label=Subquery(first.values("label")[:1]),
    ).annotate(step_words=Subquery(words.values("label")[:1]))


def shown_step(day: Any, names: dict[int, Page], request) -> dict | None:
    """Return the name and the address of the step of ``day``, None without a public one.

    ``day`` is annotated. The words of a translation are shown where its page is public.
    """
    page = names.get(getattr(day, "step_page", None) or 0)
    if page is None:
        return None
    is_french = page.pk == day.step_page
    relation: Any = ThematicDayPage._meta.get_field("approach_steps")
    return {
        "label": day.step_label if is_french else day.step_words or day.step_label,
        "lang": page.locale.language_code,
        "url": f"{page.get_url(request)}#{relation.related_model.anchor_of(day.step_key)}",
    }
