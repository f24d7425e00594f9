"""What pages show of the facts they hold: terms in the reader's language, who carries."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Case, F, QuerySet, Value, When
from django.urls import reverse

from portal.core.models import BasePage, Term
from portal.core.models.base import SOURCE_LANGUAGE, published_q
from portal.core.text import fold
from practices.models import StructurePage


@dataclass(frozen=True)
class LinkedTerm:
    """A term as a page names it: its label, and the page that says what it means."""

    label: str
    url: str
    # The short name of a public policy: « PAT ».
    code: str = ""


def labelled(facts: BasePage, relation: str, language: str) -> list:
    """Return the terms of a relation of a French page, with labels in ``language``."""
    if language == SOURCE_LANGUAGE:
        return list(getattr(facts, relation).all())
    # A page in another language shows the relations its French page has in the database.
    field = facts._meta.get_field(relation)
    terms = field.related_model.objects.with_label(language)
    return list(terms.filter(**{field.related_query_name(): facts.pk}))


def linked_terms(
    facts: BasePage, relations: Iterable[str], language: str
) -> dict[str, list[LinkedTerm]]:
    """Return the terms of each of ``relations`` of a French page, by name.

    One query for all of them. What a preview holds is not in the database yet: it is
    asked of the page.
    """
    found: dict[str, list[LinkedTerm]] = {}
    queries: list[QuerySet] = []
    models: dict[str, type[Term]] = {}
    typed = getattr(facts, "_cluster_related_objects", {})
    for relation in relations:
        found[relation] = []
        if not facts.pk or (language == SOURCE_LANGUAGE and relation in typed):
            found[relation] = [
                LinkedTerm(term.label, term.get_absolute_url(), _code(term))
                for term in getattr(facts, relation).all()
            ]
            continue
        field: Any = facts._meta.get_field(relation)
        models[relation] = field.related_model
        queries.append(_rows_of(field, facts.pk, relation, language))
    if queries:
        first, *others = queries
        # Ordered here: databases do not agree on where an accent goes.
        for relation, slug, _name, label, code in sorted(
            first.union(*others, all=True), key=lambda row: (fold(row[2]), row[1])
        ):
            url = reverse(models[relation].url_name, args=[slug])
            found[relation].append(LinkedTerm(label, url, code))
    return found


def _rows_of(field: Any, key: int, relation: str, language: str) -> QuerySet:
    """Return what asks for the terms that a page refers to by ``field``."""
    model = field.related_model
    own = language == SOURCE_LANGUAGE
    return (
        model.objects.with_label(language)
        .filter(**{field.related_query_name(): key})
        .annotate(
            of_relation=Value(relation),
            shown_label=F("name" if own else "localized_name"),
            shown_code=F("code") if hasattr(model, "code") else Value(""),
        )
        .order_by()
        .values_list("of_relation", "slug", "name", "shown_label", "shown_code")
    )


def _code(term: Term) -> str:
    return getattr(term, "code", "")


def structures_of(keys: Iterable[int | None]) -> dict[int, StructurePage]:
    """Return structures by key, whether each is public as ``is_shown``."""
    return (
        StructurePage.objects.select_related("commune", "locale")
        .defer_streamfields()
        .annotate(is_shown=Case(When(published_q(), then=True), default=False))
        .in_bulk([key for key in keys if key])
    )


def structure_link(
    structure: StructurePage | None, page: BasePage, request
) -> dict | None:
    """Return how ``page`` names its structure; a withdrawn one is not named."""
    if structure is None or not structure.is_shown:
        return None
    # A translation stands under the structure's own translation, where there is one.
    words = next(
        (
            parent
            for parent in page.breadcrumbs[-1:]
            if parent.translation_key == structure.translation_key
            and not parent.alias_of_id
        ),
        structure,
    )
    return {
        "title": words.title,
        "url": words.get_url(request),
        "commune": structure.commune.name if structure.commune else "",
    }
