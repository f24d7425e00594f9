"""Where one can go from any page: menu, foot of the page, other languages.

The pages right under the home page make the menu (those marked « show in menus ») and
the foot of the page (the others): one query a request serves both.
"""

from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.db.models import Q, QuerySet
from django.urls import reverse, translate_url
from django.utils.translation import get_language, gettext

from wagtail.models import Page, Site

from portal.core.models import BasePage
from portal.core.models.base import SOURCE_LANGUAGE, published_q

KINDS = {
    "home": ("home", "homepage"),
    "catalogue": ("search", "cataloguepage"),
    "structures": ("practices", "structureindexpage"),
    "days": ("events", "thematicdayindexpage"),
    "approach": ("home", "approachpage"),
    "articles": ("home", "articleindexpage"),
    "ambassadors": ("practices", "ambassadorindexpage"),
}


@dataclass(frozen=True)
class Link:
    """A title and where it leads."""

    title: str
    url: str
    is_current: bool = False
    language: str = SOURCE_LANGUAGE


def top_pages(request) -> list[Page]:
    """Return the home page and what stands right under it, in the reader's language.

    Where a page has not been translated its French original stands in.
    """
    language = get_language() or SOURCE_LANGUAGE
    cached = getattr(request, "_portal_top_pages", None)
    if cached and cached[0] == language:
        return cached[1]
    site = Site.find_for_request(request)
    if site is None:
        return []
    home_path = site.root_page.path
    pages = (
        Page.objects.filter(
            published_q(),
            Q(locale__language_code=SOURCE_LANGUAGE, path__startswith=home_path)
            | Q(locale__language_code=language, alias_of=None),
            pk__in=_keys_at_top(site.root_page),
            depth__in=(2, 3),
        )
        .select_related("content_type", "locale")
        .order_by("path")
    )
    french = {
        page.translation_key
        for page in pages
        if page.locale.language_code == SOURCE_LANGUAGE
    }
    chosen: dict = {}
    for page in pages:
        # What nobody may read in French is named in no language.
        if page.translation_key not in french:
            continue
        present = chosen.get(page.translation_key)
        if present is None or page.locale.language_code == language:
            chosen[page.translation_key] = page
    result = list(chosen.values())
    request._portal_top_pages = (language, result)
    return result


def _keys_at_top(home: Page) -> QuerySet:
    """Return the keys of the pages of kinds that may stand right under ``home``.

    There are few: no database finds pages by depth without reading all of them.
    """
    kind: Any = home.specific_class
    first, *others = [
        model._base_manager.order_by().values("pk")
        for model in (kind, *kind.allowed_subpage_models())
        # What has no kind: its table holds all pages.
        if model is not Page
    ]
    return first.union(*others, all=True)


def page_of_kind(request, kind: str) -> Page | None:
    """Return the single page of ``kind`` (a key of ``KINDS``), or None."""
    for page in top_pages(request):
        if page.content_type.natural_key() == KINDS[kind]:
            return page
    return None


def menu(request) -> list[Link]:
    """Return the entries of the main menu."""
    links = []
    for page in top_pages(request):
        if page.depth == 3 and page.show_in_menus:
            url = page.get_url(request)
            links.append(_link(page, url, request.path.startswith(url)))
    return links


def footer(request) -> list[Link]:
    """Return the plain pages and the map of the site, for the foot of each page."""
    plain = [
        _link(page, page.get_url(request))
        for page in top_pages(request)
        if page.depth == 3 and not page.show_in_menus
    ]
    return [*plain, Link(gettext("Plan du site"), reverse("site_map"))]


def other_languages(request, page) -> list[Link]:
    """Return the same content in the other languages it can be read in.

    ``page`` is the page shown, or None for a plain view, which exists in all.
    """
    current = get_language() or SOURCE_LANGUAGE
    names = {"fr": gettext("Français"), "en": "English"}
    if page is None:
        urls = {
            code: translate_url(request.get_full_path(), code)
            for code, _name in settings.LANGUAGES
        }
    else:
        urls = {
            version.locale.language_code: version.get_url(request)
            for version in page.versions
            if version.is_shown and not version.alias_of_id
        }
    return [
        Link(names[code], url, language=code)
        for code, url in urls.items()
        if code != current and url and code in names
    ]


def canonical_path(request, page) -> str:
    """Return the path engines should know: the French one for an alias.

    What was first told elsewhere has its address there.
    """
    if isinstance(page, BasePage) and page.pk:
        if page.told_first_at:
            return page.told_first_at
        shown = page.source if page.alias_of_id else page
        return shown.get_url(request) or request.path
    return request.path


def _link(page: Page, url: str, is_current: bool = False) -> Link:
    return Link(page.title, url, is_current, page.locale.language_code)
