"""The report « Liens à revoir » of the admin."""

from collections import defaultdict
from collections.abc import Iterator
from functools import cached_property
from typing import Any

from django.apps import apps
from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.urls import path, reverse
from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext_lazy as _

from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.tables import Column
from wagtail.admin.views.reports import ReportView
from wagtail.permissions import policy_registry

from portal.core.columns import DayColumn
from portal.core.models.links import CheckedLink
from portal.core.shown_links import TermKey, shown_links, shown_term_links
from portal.core.visibility import work_pages, works_on_pages

# The view that edits something, and that something.
Showing = tuple[str, Any]


class PagesColumn(Column):
    """The pages and terms of the user that show an address, each with its form."""

    def get_value(self, instance):
        """Return one link to each form."""
        return format_html_join(
            ", ",
            '<a href="{}">{}</a>',
            (
                (reverse(view, args=[item.pk]), str(item))
                for view, item in instance.showing
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
    """The addresses that failed twice, on the pages and terms the user works on."""

    model = CheckedLink
    page_title = _("Liens à revoir")
    header_icon = "link"
    index_url_name = "links_report"
    index_results_url_name = "links_report_results"
    is_searchable = False
    default_ordering = "failing_since"
    columns = [
        PagesColumn("pages", label=_("Page ou terme")),
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

    def dispatch(self, request, *args, **kwargs):
        """Let in who has a page: to write, to publish, or to review."""
        if not works_on_pages(request.user):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    @cached_property
    def broken(self) -> dict[str, int]:
        """The keys of the addresses that failed twice, by these addresses."""
        return dict(CheckedLink.objects.filter(is_broken=True).values_list("url", "pk"))

    @cached_property
    def showing_by_link(self) -> dict[str, list[Showing]]:
        """The user’s public pages, then terms, that show each address that failed."""
        pages, terms = self._only_broken(shown_links(), shown_term_links())
        found: dict[str, list[Showing]] = defaultdict(list)
        own = work_pages(self.request.user).filter(pk__in=set().union(*pages.values()))
        for page in own.order_by("title", "pk"):
            for url, keys in pages.items():
                if page.pk in keys:
                    found[url].append(("wagtailadmin_pages:edit", page))
        for term in _own_terms(self.request.user, set().union(*terms.values())):
            view = type(term).snippet_viewset.get_url_name("edit")
            for url, keys in terms.items():
                if (term._meta.label_lower, term.pk) in keys:
                    found[url].append((view, term))
        return dict(found)

    def _only_broken(self, *shown: dict[str, set]) -> list[dict[str, set]]:
        return [
            {url: keys for url, keys in each.items() if url in self.broken}
            for each in shown
        ]

    def get_queryset(self):
        """Return the broken addresses of the user's pages and terms, the oldest first."""
        self.queryset = CheckedLink.objects.filter(
            pk__in=[self.broken[url] for url in self.showing_by_link]
        ).order_by("failing_since", "pk")
        return self.queryset

    def decorate_paginated_queryset(self, object_list):
        """Give each address the pages and terms that show it."""
        for link in object_list:
            link.showing = self.showing_by_link[link.url]
        return object_list


def _own_terms(user, keys: set[TermKey]) -> Iterator[Any]:
    """Yield the terms of ``keys`` that ``user`` may change, list by list."""
    by_label = defaultdict(set)
    for label, key in keys:
        by_label[label].add(key)
    for label in sorted(by_label):
        model = apps.get_model(label)
        policy = policy_registry.get_by_type(model)
        if policy.user_has_permission(user, "change"):
            rows = model._default_manager.filter(pk__in=by_label[label])
            yield from rows.order_by("pk")


class LinksMenuItem(MenuItem):
    """The way to the report, for who works on pages."""

    def is_shown(self, request):
        """True for who would find a page there."""
        return works_on_pages(request.user)


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
