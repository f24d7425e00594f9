"""Lists of what days leave: documents to read, and workshop methods to take up."""

from collections.abc import Iterable
from typing import Any

from django.http import Http404
from django.shortcuts import render
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from wagtail.models import Page

from events.covers import fetch_covers
from events.listing import listed
from events.models import Deliverable, Workshop
from portal.core.models.base import SOURCE_LANGUAGE
from portal.core.named import named_pages
from portal.core.navigation import page_of_kind
from portal.core.pagination import paginate

PER_PAGE = 20


def deliverables(request):
    """Answer what public days leave to read, the latest first, with its covers."""
    rows = Deliverable.objects.select_related("document").order_by(
        "-page__starts_at", "page_id", "sort_order", "pk"
    )
    context = _gathered(request, rows.exclude(document=None, url=""))
    fetch_covers([entry["row"] for entry in context["entries"]])
    return render(
        request,
        "events/deliverables.html",
        {
            **context,
            "title": _("Livrables des journées"),
            "description": _("Ce que les journées ont laissé à lire et à reprendre."),
        },
    )


def methods(request):
    """Answer the methods of the workshops of public days, in the order of their names."""
    rows = (
        Workshop.objects.exclude(method="")
        .filter(page__cancelled_on=None)
        .order_by("method", "-page__starts_at", "page_id", "sort_order", "pk")
    )
    return render(
        request,
        "events/methods.html",
        {
            **_gathered(request, rows),
            "title": _("Méthodes d’atelier"),
            "description": _("Comment des ateliers s’y prennent, et à quelle journée."),
        },
    )


def days_breadcrumbs(request) -> list[dict]:
    """Return the way from home by the list of days."""
    home, days = page_of_kind(request, "home"), page_of_kind(request, "days")
    if home is None:
        raise Http404
    items = [{"title": home.title, "url": home.get_url(request)}]
    if days is not None:
        items.append({"title": days.title, "url": days.get_url(request)})
    return items


def _gathered(request, rows) -> dict:
    """Return one page of ``rows`` of the French days that anyone may read.

    Each entry holds the row, with its ``words``, and the day it comes from.
    """
    language = get_language() or SOURCE_LANGUAGE
    public = rows.filter(page__in=listed().order_by().values("pk"))
    found = paginate(public, request.GET.get("page"), PER_PAGE)
    shown = list(found.object_list)
    days = named_pages((row.page_id for row in shown), language)
    _put_words(shown, days.values())
    number = found.number
    return {
        "breadcrumbs": days_breadcrumbs(request),
        "entries": [
            {
                "row": row,
                "day": days[row.page_id],
                "url": days[row.page_id].get_url(request),
            }
            for row in shown
            if row.page_id in days
        ],
        "page_obj": found,
        "previous_url": f"?page={number - 1}" if found.has_previous() else "",
        "next_url": f"?page={number + 1}" if found.has_next() else "",
    }


def _put_words(rows: list[Any], days: Iterable[Page]) -> None:
    """Give each row its ``words``: those of the page shown for its day, else French."""
    own = {}
    translated = [day.pk for day in days if day.locale.language_code != SOURCE_LANGUAGE]
    if rows and translated:
        found = type(rows[0]).objects.filter(page__in=translated)
        own = {row.translation_key: row for row in found}
    for row in rows:
        row.words = own.get(row.translation_key, row)
