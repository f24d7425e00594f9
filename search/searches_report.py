"""The report « Recherches » of the admin: what people look for, and do not find."""

from datetime import timedelta

from django.db.models import Count, Max, OuterRef, Q, QuerySet, Subquery, Sum
from django.urls import path, reverse
from django.utils import timezone
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.tables import Column
from wagtail.admin.views.reports import ReportView
from wagtail.coreutils import get_content_languages
from wagtail.models import Page

import django_filters

from portal.core.columns import DayColumn
from portal.core.models.base import SOURCE_LANGUAGE, published_q
from portal.core.navigation import KINDS
from practices.models import Territory
from search.counting import BAR, DAYS, TIMES
from search.facets import TERRITORY, THEME
from search.forms import Selection
from search.lists import LISTS
from search.models import CountedSearch
from search.options import find_all

# What is one line of the report.
SAME = ("text", "listing", "language")
MONTH, YEAR = "30", "365"
NOTHING = "rien"


def told_values(column: str) -> set[str]:
    """Return the slugs that the column of told searches holds."""
    rows = CountedSearch.objects.told().exclude(**{column: ""})
    held = rows.order_by().values_list(column, flat=True).distinct()
    return {slug for text in held for slug in text.strip(BAR).split(BAR)}


def theme_choices() -> list[tuple[str, str]]:
    """Return the themes that were chosen with a text."""
    return _choices(THEME, told_values("themes"))


def territory_choices() -> list[tuple[str, str]]:
    """Return the territories that were chosen with a text, and those around them."""
    around = Territory.objects.filter(
        pk__in=Territory.objects.filter(slug__in=told_values("territories")).values(
            "lineage"
        )
    )
    return _choices(TERRITORY, set(around.values_list("slug", flat=True)))


def _choices(facet, slugs: set[str]) -> list[tuple[str, str]]:
    found = find_all({facet.name: (facet.options, slugs)}, SOURCE_LANGUAGE)
    return [(option.value, option.label) for option in found[facet.name]]


class SearchesFilterSet(WagtailFilterSet):
    """Narrows the rows first, then makes one line of each text."""

    found = django_filters.ChoiceFilter(
        label=_("Trouvé"),
        choices=[(NOTHING, _("Rien trouvé la dernière fois"))],
        empty_label=_("Tout"),
        method="leave",
    )
    period = django_filters.ChoiceFilter(
        label=_("Période"),
        choices=[(YEAR, _("Depuis un an"))],
        empty_label=_("Depuis 30 jours"),
        method="leave",
    )
    theme = django_filters.ChoiceFilter(
        label=_("Thème"), choices=theme_choices, method="with_theme"
    )
    territory = django_filters.ChoiceFilter(
        label=_("Territoire"), choices=territory_choices, method="with_territory"
    )
    language = django_filters.ChoiceFilter(
        label=_("Langue"), choices=lambda: list(get_content_languages().items())
    )

    class Meta:
        model = CountedSearch
        fields: list[str] = []

    def leave(self, rows: QuerySet, name: str, value: str) -> QuerySet:
        """Return ``rows``: what it asks of is known once all filters are."""
        return rows

    def with_theme(self, rows: QuerySet, name: str, value: str) -> QuerySet:
        """Return the searches made with that theme."""
        return rows.filter(themes__contains=f"{BAR}{value}{BAR}")

    def with_territory(self, rows: QuerySet, name: str, value: str) -> QuerySet:
        """Return the searches made with that territory, or one that lies in it."""
        inside = Territory.objects.filter(lineage__slug=value)
        asked = told_values("territories") & set(inside.values_list("slug", flat=True))
        condition = Q(pk__in=[])
        for slug in asked:
            condition |= Q(territories__contains=f"{BAR}{slug}{BAR}")
        return rows.filter(condition)

    def filter_queryset(self, queryset: QuerySet) -> QuerySet:
        """Return one line for each text, with how often it was asked, and when last."""
        # Without what makes no sense: an unknown value narrows by nothing.
        chosen = self.form.cleaned_data
        days = timedelta(days=int(chosen.get("period") or MONTH))
        rows = super().filter_queryset(queryset)
        rows = rows.filter(day__gt=timezone.localdate() - days)
        is_narrowed = chosen.get("theme") or chosen.get("territory")
        if not is_narrowed:
            # The same person looked for the same text before.
            rows = rows.filter(is_refinement=False)
        rows = rows.order_by()
        last = rows.filter(**{name: OuterRef(name) for name in SAME})
        lines = rows.values(*SAME).annotate(
            asked=Sum("times"),
            last_day=Max("day"),
            last_results=Subquery(last.order_by("-day", "-pk").values("results")[:1]),
        )
        if is_narrowed:
            # What one person of a village asked once is not told because others, asking
            # elsewhere, made the text frequent.
            lines = lines.annotate(days=Count("day", distinct=True))
            lines = lines.filter(asked__gte=TIMES, days__gte=DAYS)
        return lines.filter(last_results=0) if chosen.get("found") == NOTHING else lines


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
