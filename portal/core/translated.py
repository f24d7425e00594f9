"""The words of pages in another language than French."""

from collections.abc import Iterable
from uuid import UUID

from portal.core.models import BasePage
from portal.core.models.base import SOURCE_LANGUAGE


def live_translations(
    sources: Iterable[BasePage], language: str
) -> dict[UUID, BasePage]:
    """Return the published pages in ``language`` of ``sources``, by translation key.

    ``sources`` are French pages of one type. Aliases hold no words of their own and are
    left out; French itself needs no translation and gives nothing. One query at most.
    """
    sources = list(sources)
    if language == SOURCE_LANGUAGE or not sources:
        return {}
    pages = type(sources[0]).objects.published()
    return {
        page.translation_key: page
        for page in pages.filter(
            translation_key__in=[source.translation_key for source in sources],
            locale__language_code=language,
            alias_of=None,
        )
        .select_related("locale")
        .defer_streamfields()
    }
