"""The terms of a day, in the reader's language, in one query."""

from typing import Any

from django.db.models import CharField, F, IntegerField, QuerySet, Value

from events.models import ThematicDayPage
from practices.models import Audience, Territory, Theme

KINDS: dict[str, type] = {
    "themes": Theme,
    "audiences": Audience,
    "territories": Territory,
}
COLUMNS = ("relation", "rank", "shown", "slug", "icon", "hue", "pk")


def terms_of(facts: ThematicDayPage, language: str) -> dict[str, list[Any]]:
    """Return the themes, audiences and territories of the French day ``facts``.

    Each term has its label in ``language``. What is previewed is not in the database
    yet, and is asked of the page.
    """
    previewed = getattr(facts, "_cluster_related_objects", {})
    if not facts.pk or any(relation in previewed for relation in KINDS):
        return {relation: list(getattr(facts, relation).all()) for relation in KINDS}
    first, *others = (_columns(relation, facts, language) for relation in KINDS)
    terms: dict[str, list[Any]] = {relation: [] for relation in KINDS}
    for relation, _rank, shown, slug, icon, hue, pk in sorted(first.union(*others)):
        term: Any = KINDS[relation](pk=pk, name=shown, slug=slug)
        if relation == "themes":
            term.icon, term.hue = icon, hue
        terms[relation].append(term)
    return terms


def _columns(relation: str, facts: ThematicDayPage, language: str) -> QuerySet:
    """Return the columns of the terms of one kind; those it lacks are empty."""
    model: Any = KINDS[relation]
    rows = model.objects.filter(days=facts.pk).order_by()
    has_words = model is not Territory
    is_theme = model is Theme
    if has_words:
        rows = rows.with_label(language)
    is_annotated = "localized_name" in rows.query.annotations
    empty = Value("", output_field=CharField())
    return rows.annotate(
        relation=Value(relation, output_field=CharField()),
        rank=F("sort_order") if has_words else Value(0, output_field=IntegerField()),
        shown=F("localized_name") if is_annotated else F("name"),
        **({} if is_theme else {"icon": empty, "hue": empty}),
    ).values_list(*COLUMNS)
