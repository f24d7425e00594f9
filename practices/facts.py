"""What pages show of the facts they hold: terms in the reader's language, who carries."""

from collections.abc import Iterable

from django.db.models import Case, When

from portal.core.models import BasePage
from portal.core.models.base import SOURCE_LANGUAGE, published_q
from practices.models import StructurePage


def labelled(facts: BasePage, relation: str, language: str) -> list:
    """Return the terms of a relation of a French page, with labels in ``language``."""
    if language == SOURCE_LANGUAGE:
        return list(getattr(facts, relation).all())
    # A page in another language shows the relations its French page has in the database.
    field = facts._meta.get_field(relation)
    terms = field.related_model.objects.with_label(language)
    return list(terms.filter(**{field.related_query_name(): facts.pk}))


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
