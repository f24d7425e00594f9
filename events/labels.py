"""The terms of a day, in the reader's language, and its practices, in one query."""

from typing import Any

from django.db.models import CharField, F, IntegerField, QuerySet, Value
from django.db.models.functions import Coalesce

from events.models import PresentedPractice, ThematicDayPage
from practices.models import Audience, Territory, Theme

KINDS: dict[str, type] = {
    "themes": Theme,
    "audiences": Audience,
    "territories": Territory,
}
PRESENTED = "presentations"
COLUMNS = ("relation", "rank", "shown", "slug", "icon", "hue", "key")
TEXT, NUMBER = CharField(), IntegerField()


def terms_of(facts: ThematicDayPage, language: str) -> dict[str, list[Any]]:
    """Return the themes, audiences and territories of the French day ``facts``.

    Each term has its label in ``language``. Under ``PRESENTED`` are the keys of the
    practices told there. What is previewed is not in the database yet, and is asked of
    the page.
    """
    previewed = getattr(facts, "_cluster_related_objects", {})
    if not facts.pk or any(relation in previewed for relation in (*KINDS, PRESENTED)):
        return {
            **{relation: list(getattr(facts, relation).all()) for relation in KINDS},
            PRESENTED: [row.practice_id for row in facts.presentations.all()],
        }
    first, *others = (_columns(relation, facts, language) for relation in KINDS)
    found: dict[str, list[Any]] = {relation: [] for relation in (*KINDS, PRESENTED)}
    for relation, _rank, shown, slug, icon, hue, key in sorted(
        first.union(*others, _practices(facts), all=True)
    ):
        if relation == PRESENTED:
            found[relation].append(key)
            continue
        term: Any = KINDS[relation](pk=key, name=shown, slug=slug)
        if relation == "themes":
            term.icon, term.hue = icon, hue
        found[relation].append(term)
    return found


def _columns(relation: str, facts: ThematicDayPage, language: str) -> QuerySet:
    """Return the columns of the terms of one kind; those it lacks are empty."""
    model: Any = KINDS[relation]
    rows = model.objects.filter(days=facts.pk).order_by()
    has_words = model is not Territory
    is_theme = model is Theme
    if has_words:
        rows = rows.with_label(language)
    is_annotated = "localized_name" in rows.query.annotations
    empty = Value("", output_field=TEXT)
    return rows.annotate(
        relation=Value(relation, output_field=TEXT),
        rank=F("sort_order") if has_words else Value(0, output_field=NUMBER),
        shown=F("localized_name") if is_annotated else F("name"),
        key=F("pk"),
        **({} if is_theme else {"icon": empty, "hue": empty}),
    ).values_list(*COLUMNS)


def _practices(facts: ThematicDayPage) -> QuerySet:
    """Return the same columns for the practices presented, in the order of the rows."""
    empty = dict.fromkeys(
        ("shown", "slug", "icon", "hue"), Value("", output_field=TEXT)
    )
    return (
        PresentedPractice.objects.filter(page=facts.pk)
        .order_by()
        .annotate(
            relation=Value(PRESENTED, output_field=TEXT),
            rank=Coalesce("sort_order", 0),
            key=F("practice_id"),
            **empty,
        )
        .values_list(*COLUMNS)
    )
