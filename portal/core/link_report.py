"""The report « Liens à revoir » of the admin."""

from functools import cached_property

from django.conf import settings
from django.urls import path, reverse
from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext_lazy as _

from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.tables import Column
from wagtail.admin.views.reports import ReportView
from wagtail.models import Page
from wagtail.permissions import policy_registry

from portal.core.columns import DayColumn
from portal.core.link_check import shown_links
from portal.core.models.links import CheckedLink
from portal.core.visibility import may_browse, work_pages


class PagesColumn(Column):
    """The pages of the user that show an address, each with its form."""

    def get_value(self, instance):
        """Return one link to each form."""
        return format_html_join(
            ", ",
            '<a href="{}">{}</a>',
            (
                (reverse("wagtailadmin_pages:edit", args=[page.pk]), page.title)
                for page in instance.pages
            ),
        )


class AddressColumn(Column):
    """The address itself: it can be tried."""

    def get_value(self, instance):
        """Return a link that says nothing of the admin to that site."""
        return format_html(
            '<a href="{0}" rel="noreferrer">{0}</a>',
            instance.url,
        )


class LinksReportView(ReportView):
    """The addresses that failed twice, on the pages that the user works on."""

    model = CheckedLink
    page_title = _("Liens à revoir")
    header_icon = "link"
    index_url_name = "links_report"
    index_results_url_name = "links_report_results"
    any_permission_required = ["add", "change", "publish"]
    is_searchable = False
    default_ordering = "failing_since"
    columns = [
        PagesColumn("pages", label=_("Page")),
        AddressColumn("url", label=_("Lien")),
        Column("answer", label=_("Ce qui a été répondu")),
        DayColumn("failing_since", label=_("Depuis"), sort_key="failing_since"),
    ]

    @property
    def no_results_message(self):
        """Say that all is well only where someone looked."""
        if not settings.CHECK_LINKS:
            return _("Les liens ne sont pas vérifiés sur ce site.")
        return _("Aucun lien à revoir parmi ceux qui ont été vérifiés.")

    @cached_property
    def permission_policy(self):
        """Ask rights on pages: the rows have none of their own."""
        return policy_registry.get_by_type(Page)

    @cached_property
    def pages_by_link(self) -> dict[str, list[Page]]:
        """The public pages the user works on, by the addresses they show."""
        shown = shown_links()
        keys = set().union(*shown.values())
        pages = (
            work_pages(self.request.user).filter(pk__in=keys).order_by("title", "pk")
        )
        found = {page.pk: page for page in pages}
        return {
            url: [page for pk, page in found.items() if pk in showing]
            for url, showing in shown.items()
            if showing & found.keys()
        }

    def get_queryset(self):
        """Return the broken addresses of the user's pages, the oldest first."""
        self.queryset = CheckedLink.objects.filter(
            is_broken=True, url__in=list(self.pages_by_link)
        ).order_by("failing_since", "pk")
        return self.queryset

    def decorate_paginated_queryset(self, object_list):
        """Give each address its pages."""
        for link in object_list:
            link.pages = self.pages_by_link[link.url]
        return object_list


class LinksMenuItem(MenuItem):
    """The way to the report, for who works on pages."""

    def is_shown(self, request):
        """True for who would find a page there."""
        return may_browse(request.user)


def links_menu_item() -> LinksMenuItem:
    """Return the item of the menu « Rapports »."""
    return LinksMenuItem(
        _("Liens à revoir"),
        reverse("links_report"),
        name="links-report",
        icon_name="link",
        order=1200,
    )


def link_report_urls() -> list:
    """Return the addresses of the report."""
    return [
        path("reports/links/", LinksReportView.as_view(), name="links_report"),
        path(
            "reports/links/results/",
            LinksReportView.as_view(results_only=True),
            name="links_report_results",
        ),
    ]
