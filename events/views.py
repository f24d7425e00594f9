"""Calendars of days, and the pages of series."""

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from wagtail.models import Site

from events.calendars import calendar_days
from events.gathered import days_breadcrumbs
from events.ical import CONTENT_TYPE, FILE_NAME, to_ical
from events.listing import coming_then_past, listed
from events.models import DayQuerySet, EventSeries
from events.pages import days_listing
from portal.core.models.base import SOURCE_LANGUAGE


def calendar(request) -> HttpResponse:
    """Answer the calendar of all public days, to subscribe to."""
    return _answer(listed().order_by("starts_at", "pk"), _("Journées"), "journees.ics")


def day_calendar(request, path: str) -> HttpResponse:
    """Answer the calendar of one day; 404 for what is not public.

    ``path`` is that of the page, which is the same in all languages.
    """
    site = Site.find_for_request(request)
    if site is None:
        raise Http404
    days = listed().filter(url_path=f"{site.root_page.url_path}{path}")
    page = get_object_or_404(days)
    return _answer(days, page.title, FILE_NAME)


def series_index(request):
    """Answer the list of series."""
    entries = [
        {
            "label": term.label,
            "url": term.get_absolute_url(),
            "count": None,
            "detail": term.description,
        }
        for term in EventSeries.objects.sources().with_label(_language())
    ]
    context = {
        "title": _("Cycles"),
        "description": _("Des rencontres qui se suivent et se répondent."),
        "breadcrumbs": days_breadcrumbs(request),
        "groups": [{"label": "", "entries": entries}],
    }
    return render(request, "practices/term_index.html", context)


def series(request, slug: str):
    """Answer the page of a series: what it is about, and its days."""
    found = get_object_or_404(
        EventSeries.objects.sources().with_label(_language()), slug=slug
    )
    words = (
        EventSeries.objects.filter(
            translation_key=found.translation_key,
            locale__language_code=_language(),
        ).first()
        or found
    )
    return render(
        request,
        "events/series_page.html",
        {
            "title": found.label,
            "description": words.description,
            "breadcrumbs": [
                *days_breadcrumbs(request),
                {"title": _("Cycles"), "url": reverse("events:series_index")},
            ],
            **days_listing(request, *coming_then_past(timezone.now(), found)),
        },
    )


def _language() -> str:
    return get_language() or SOURCE_LANGUAGE


def _answer(days: DayQuerySet, name: str, file_name: str) -> HttpResponse:
    content = to_ical(calendar_days(days, _language(), timezone.now()), name)
    response = HttpResponse(content, content_type=CONTENT_TYPE)
    response["Content-Disposition"] = f'inline; filename="{file_name}"'
    return response
