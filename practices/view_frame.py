"""What the pages that are no pages of the tree share: way from home, lists, cards."""

from django.http import Http404
from django.shortcuts import render
from django.utils.translation import get_language

from portal.core.models.base import SOURCE_LANGUAGE
from portal.core.navigation import page_of_kind
from portal.core.pagination import paginate
from practices.cards import practice_cards

PER_PAGE = 12


def language() -> str:
    """Return the reader's language."""
    return get_language() or SOURCE_LANGUAGE


def entry(
    label: str, url: str, count: int | None = None, detail: str = "", lang: str = ""
) -> dict:
    """Return what a list shows of one thing; ``lang`` is that of its words, if not the page’s."""
    return {"label": label, "url": url, "count": count, "detail": detail, "lang": lang}


def facts_of(*facts: tuple[str, object, str]) -> list[dict]:
    """Return the facts (label, value, address) that have a value."""
    return [
        {"label": label, "value": value, "url": url}
        for label, value, url in facts
        if value
    ]


def sections_of(*sections: tuple[str, list[dict]]) -> list[dict]:
    """Return the titled lists that hold something."""
    return [
        {"title": title, "entries": entries} for title, entries in sections if entries
    ]


def index(request, title: str, groups: list[dict], description: str = "", **more):
    """Answer a list of ``groups``, each a label and entries.

    ``more`` may hold ``filters``, links that narrow it (label, url, is_current), and
    ``query``, what was typed in its search field; without it there is none.
    """
    context = {
        "filters": [],
        "query": None,
        **more,
        "title": title,
        "description": description,
        "breadcrumbs": breadcrumbs(request),
        "groups": groups,
    }
    return render(request, "practices/term_index.html", context)


def catalogue(request, facet: str, slug: str) -> str:
    """Return the address of the same list in the catalogue, where it has a filter."""
    page = page_of_kind(request, "catalogue")
    return f"{page.get_url(request)}?{facet}={slug}" if page and facet else ""


def listing(request, practices, per_page: int = PER_PAGE) -> dict:
    """Return a page of cards of ``practices``, and the addresses around it."""
    page = paginate(
        practices.values_list("pk", flat=True), request.GET.get("page"), per_page
    )
    return {
        "count": page.paginator.count,
        "page_obj": page,
        "cards": practice_cards(page.object_list, language()),
        "previous_url": f"?page={page.number - 1}" if page.has_previous() else "",
        "next_url": f"?page={page.number + 1}" if page.has_next() else "",
    }


def breadcrumbs(request, index_title: str = "", slug: str = "") -> list[dict]:
    """Return the way from home: for a term, by the list its address stands in."""
    home = page_of_kind(request, "home")
    if home is None:
        raise Http404
    items = [{"title": home.title, "url": home.get_url(request)}]
    if index_title:
        items.append(
            {"title": index_title, "url": request.path.removesuffix(f"{slug}/")}
        )
    return items
