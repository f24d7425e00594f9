"""What else to read after a page: what editors chose, then what is alike."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import reduce
from operator import or_
from typing import Any

from django.apps import apps
from django.db.models import (
    Case,
    F,
    IntegerField,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    When,
)
from django.db.models.functions import Coalesce
from django.utils.text import capfirst

from wagtail.models import Page

from portal.core.models import BasePage, ReadAlso
from portal.core.models.base import SOURCE_LANGUAGE, published_q
from portal.core.models.reading import AT_MOST


@dataclass(frozen=True)
class Reading:
    """A page to read, and what kind of page it is."""

    # The key of the French page.
    key: int
    title: str
    url: str
    lang: str
    kind: str


def keys_to_read(
    facts: Any,
    themes: Iterable[int],
    places: Iterable[int],
) -> list[int]:
    """Return the French pages to read after the French page ``facts``, best first.

    First those that its ``chosen_readings`` name, then those that share one of its
    ``themes``: of those, the ones that lie in its ``places`` come first, then the newest.
    One query.
    """
    rank = _rank_of(facts.chosen_readings.all())
    themes, places = list(themes), list(places)
    near, alike = _alike(themes, places)
    # PostgreSQL refuses to order by what is the same for all.
    is_chosen = [] if rank is None else [F("rank").asc(nulls_last=True)]
    is_near = [Case(When(near, then=1), default=0).desc()] if places else []
    return list(
        Page.objects.filter(
            published_q(), locale__language_code=SOURCE_LANGUAGE, alias_of=None
        )
        .exclude(pk=facts.pk)
        .annotate(**({} if rank is None else {"rank": rank}))
        .filter(alike if rank is None else Q(rank__isnull=False) | alike)
        .order_by(*is_chosen, *is_near, "-first_published_at", "-pk")
        .values_list("pk", flat=True)[:AT_MOST]
    )


def readings(keys: Iterable[int], names: Mapping[int, Page], request) -> list[Reading]:
    """Return the first of the pages ``keys`` that are public, as ``names`` has them."""
    return [
        Reading(
            key=key,
            title=names[key].title,
            url=names[key].get_url(request) or "",
            lang=names[key].locale.language_code,
            kind=capfirst(str(names[key].page_type_display_name)),
        )
        for key in keys
        if key in names
    ][:AT_MOST]


def chosen_readings(facts: Any, language: str, request) -> list[Reading]:
    """Return the public pages that ``chosen_readings`` of ``facts`` name, in order.

    Each in ``language`` where it is public, else in French. One query, for a page that
    is told otherwise what else to read.
    """
    rows = facts.chosen_readings.all()
    rank = _rank_of(rows)
    if rank is None:
        return []
    is_saved = isinstance(rows, QuerySet)
    keys = rows.values("other") if is_saved else [row.other_id for row in rows]
    pages = list(
        Page.objects.filter(
            published_q(),
            translation_key__in=Page.objects.filter(pk__in=keys).values(
                "translation_key"
            ),
            locale__language_code__in={SOURCE_LANGUAGE, language},
            alias_of=None,
        )
        .exclude(pk=facts.pk)
        .annotate(rank=rank)
        .select_related("locale")
        .order_by(F("rank").asc(nulls_last=True), "pk")
    )
    words = {
        page.translation_key: page
        for page in pages
        if page.locale.language_code == language
    }
    names = {
        page.pk: words.get(page.translation_key, page)
        for page in pages
        if page.locale.language_code == SOURCE_LANGUAGE
    }
    return readings(names, names, request)


def _rank_of(rows: Any) -> Any:
    """Return the place of each page among the chosen ``rows``; ``None`` without rows."""
    if isinstance(rows, QuerySet):
        named = rows.filter(other=OuterRef("pk")).order_by("sort_order")
        return Subquery(named.values(place=Coalesce("sort_order", 0))[:1])
    # The rows of a preview are not in the database yet.
    ranks = [When(pk=row.other_id, then=at) for at, row in enumerate(rows)]
    return Case(*ranks, default=None, output_field=IntegerField()) if ranks else None


def _alike(themes: list[int], places: list[int]) -> tuple[Q, Q]:
    """Return the conditions « of the same place » and « worth reading after ».

    After a page without a theme, that is what is of the same place.
    """
    kinds: list[Any] = [
        model
        for model in apps.get_models()
        if issubclass(model, ReadAlso) and issubclass(model, BasePage)
    ]
    near = _any_of(kinds, {kind: {f"{kind.places_at}__in": places} for kind in kinds})
    if not themes:
        return near, near
    return near, _any_of(kinds, {kind: {"themes__in": themes} for kind in kinds})


def _any_of(kinds: list[Any], conditions: Mapping[Any, dict]) -> Q:
    """Return the condition « a page of one of ``kinds``, under its condition »."""
    return reduce(
        or_,
        (
            Q(pk__in=kind.objects.filter(**conditions[kind]).order_by().values("pk"))
            for kind in kinds
        ),
    )
