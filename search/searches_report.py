"""The report « Recherches » of the admin: what people look for, and do not find."""

import codecs
import csv
from collections.abc import Iterator

from django.db.models import Count, Sum
from django.urls import path, reverse
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from wagtail.admin.menu import MenuItem
from wagtail.admin.paginator import WagtailPaginator
from wagtail.admin.ui.tables import Column
from wagtail.admin.views.mixins import Echo
from wagtail.admin.views.reports import ReportView
from wagtail.coreutils import get_content_languages
from wagtail.models import Page

from portal.core.columns import DayColumn
from portal.core.models.base import published_q
from portal.core.navigation import KINDS
from portal.core.typography import number_fr
from search.forms import Selection
from search.lists import LISTS
from search.models import CountedSearch
from search.searches_filters import SAME, SearchesFilterSet


class LinesPaginator(WagtailPaginator):
    """Counts lines: the rows of the table add up those of the model."""

    verbose_name = _("ligne")
    verbose_name_plural = _("lignes")


class TextColumn(Column):
    """The text, which leads to what it finds today."""

    def get_value(self, instance):
        """Return a link to the list, or the text alone where the list has no page."""
        if not instance["url"]:
            return instance["text"]
        return format_html('<a href="{}">{}</a>', instance["url"], instance["text"])


class SearchesReportView(ReportView):
    """The texts asked three times on two days at least; nobody knows by whom.

    For whoever signs in to the admin: it tells of no draft and of no one.
    """

    model = CountedSearch
    page_title = _("Recherches")
    header_icon = "search"
    index_url_name = "searches_report"
    index_results_url_name = "searches_report_results"
    results_template_name = "search/admin/searches_report_results.html"
    paginator_class = LinesPaginator
    is_searchable = False
    filterset_class = SearchesFilterSet
    default_ordering = "-asked"
    columns = [
        TextColumn("text", label=_("Texte cherché"), sort_key="text"),
        Column("place", label=_("Où")),
        Column("spoken", label=_("Langue")),
        Column("asked", label=_("Fois"), sort_key="asked"),
        Column("last_results", label=_("Résultats"), sort_key="last_results"),
        DayColumn("last_day", label=_("Dernier jour"), sort_key="last_day"),
    ]
    export_filename = "recherches"
    list_export = ["text", "place", "spoken", "asked", "last_results", "last_day"]
    export_headings = {
        "text": _("Texte cherché"),
        "place": _("Où"),
        "spoken": _("Langue"),
        "asked": _("Fois"),
        "last_results": _("Résultats"),
        "last_day": _("Dernier jour"),
    }

    @property
    def no_results_message(self):
        """Say why there may be nothing."""
        if self.is_filtering:
            return _("Aucune recherche ne répond à ces critères.")
        return _(
            "Rien à montrer encore\u00a0: un texte n’est gardé que s’il est cherché trois "
            "fois, sur deux jours différents au moins."
        )

    def get_queryset(self):
        """Return the rows that may be told, before any filter."""
        self.queryset = CountedSearch.objects.told()
        return self.queryset

    def get_filtered_queryset(self):
        """Return the lines in their order, which always ends the same way."""
        filters = self.filters
        filters.is_valid()
        lines = filters.filter_queryset(self.get_queryset())
        return lines.order_by(self.ordering, *SAME)

    def get_context_data(self, *args, **kwargs):
        """Add how many texts there are on all pages, and how often they were asked."""
        context = super().get_context_data(*args, **kwargs)
        if not self.is_export:
            # A text has a line for each list and language.
            total = self.object_list.order_by().aggregate(
                texts=Count("text", distinct=True), times=Sum("asked")
            )
            context["total"] = total_in_words(total["texts"], total["times"] or 0)
        return context

    def stream_csv(self, queryset) -> Iterator[bytes]:
        """Give the lines as a spreadsheet in French opens them: its marks, not others.

        Without the first one it reads accents wrong; with commas, one column.
        """
        writer = csv.DictWriter(Echo(), fieldnames=self.list_export, delimiter=";")
        yield codecs.BOM_UTF8
        yield writer.writerow(
            {name: self.get_heading(queryset, name) for name in self.list_export}
        )
        for line in queryset:
            yield self.write_csv_row(writer, self.to_row_dict(line))

    def decorate_paginated_queryset(self, object_list):
        """Say where each text was asked, in words, and where it leads."""
        languages = get_content_languages()
        lists = {listing.name: listing for listing in LISTS}
        paths = _paths_of_lists(self.request)
        lines = list(object_list)
        for line in lines:
            listing = lists.get(line["listing"])
            path = paths.get((line["listing"], line["language"]))
            line["place"] = listing.wording.title if listing else line["listing"]
            line["spoken"] = languages.get(line["language"], line["language"])
            line["url"] = (
                Selection(listing, q=line["text"]).url(path) if listing and path else ""
            )
        return lines


def total_in_words(texts: int, times: int) -> str:
    """Return what is said above the lines; nothing where there is none."""
    if not texts:
        return ""
    return ngettext(
        "%(texts)s texte, cherché %(times)s fois",
        "%(texts)s textes, cherchés %(times)s fois",
        texts,
    ) % {"texts": number_fr(texts), "times": number_fr(times)}


def _paths_of_lists(request) -> dict[tuple[str, str], str]:
    """Return the addresses of the pages of lists, by list and language."""
    names = {natural_key: name for name, natural_key in KINDS.items()}
    pages = Page.objects.filter(published_q(), depth__lte=3).select_related(
        "content_type", "locale"
    )
    return {
        (names[key], page.locale.language_code): page.get_url(request) or ""
        for page in pages
        if (key := page.content_type.natural_key()) in names
    }


def searches_menu_item() -> MenuItem:
    """Return the item of the menu « Rapports »."""
    return MenuItem(
        _("Recherches"),
        reverse("searches_report"),
        name="searches-report",
        icon_name="search",
        order=1210,
    )


def searches_report_urls() -> list:
    """Return the addresses of the report."""
    return [
        path("reports/searches/", SearchesReportView.as_view(), name="searches_report"),
        path(
            "reports/searches/results/",
            SearchesReportView.as_view(results_only=True),
            name="searches_report_results",
        ),
    ]
