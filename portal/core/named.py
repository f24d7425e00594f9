"""Titles and addresses of public pages that another page points at."""

from collections.abc import Iterable

from wagtail.models import Page

from portal.core.models.base import SOURCE_LANGUAGE, published_q


def named_pages(keys: Iterable[int], language: str) -> dict[int, Page]:
    """Return the public pages among the French pages ``keys``, by those keys.

    Each is the page in ``language`` where it is public, else the French one; what is
    withdrawn is left out, in every language. One query, whatever the types of pages.
    """
    keys = set(keys)
    if not keys:
        return {}
    pointed = Page.objects.filter(pk__in=keys).values("translation_key")
    pages = list(
        Page.objects.filter(
            published_q(),
            translation_key__in=pointed,
            locale__language_code__in={SOURCE_LANGUAGE, language},
            alias_of=None,
        ).select_related("locale")
    )
    words = {
        page.translation_key: page
        for page in pages
        if page.locale.language_code == language
    }
    return {
        page.pk: words.get(page.translation_key, page)
        for page in pages
        if page.pk in keys
    }
