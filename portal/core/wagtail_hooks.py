"""What the core adds to the admin: choosers and listings show no one else's drafts."""

from django.http import Http404
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from wagtail import hooks
from wagtail.admin import messages
from wagtail.admin.viewsets import viewsets
from wagtail.admin.viewsets.pages import PageListingViewSet

from portal.core.document_access import may_download
from portal.core.link_report import link_report_urls, links_menu_item
from portal.core.reserved import is_reserved
from portal.core.visibility import ADMINISTRATORS_ONLY, may_browse, visible_pages


@hooks.register("construct_page_chooser_queryset")
def choose_among_visible_pages(pages, request):
    """Offer published pages and those the user works on, browsing and searching."""
    if request.user.is_superuser:
        return pages
    return pages.filter(pk__in=visible_pages(request.user).values("pk"))


@hooks.register("construct_explorer_page_queryset")
def explore_visible_pages(parent_page, pages, request):
    """List published pages and those the user works on."""
    if request.user.is_superuser:
        return pages
    return pages.filter(pk__in=visible_pages(request.user).values("pk"))


@hooks.register("before_serve_document")
def serve_what_a_page_shows(document, request):
    """Answer 404 for a document of a draft: its address is a number away."""
    if not may_download(request, document):
        raise Http404


@hooks.register("before_move_page")
def keep_reserved_addresses(request, page, parent_page):
    """Refuse a move that would hide one of our own views."""
    if is_reserved(page.slug, parent_page.depth + 1):
        messages.error(
            request,
            _("L’adresse «\u00a0%(slug)s\u00a0» est prise par le portail lui-même.")
            % {"slug": page.slug},
        )
        return redirect("wagtailadmin_pages:move", page.pk)
    return None


hooks.register("register_admin_urls", link_report_urls)
hooks.register("register_reports_menu_item", links_menu_item)


@hooks.register("construct_main_menu")
def hide_listings(request, menu_items):
    """Leave the listings of pages out of the menu of who works on no page."""
    if may_browse(request.user):
        return
    listings = {
        reverse(viewset.get_url_name("index"))
        for viewset in viewsets.viewsets
        # The library's own, of all pages, has no address.
        if isinstance(viewset, PageListingViewSet) and viewset.add_to_admin_menu
    }
    menu_items[:] = [item for item in menu_items if item.url not in listings]


@hooks.register("construct_reports_menu")
def hide_reports_of_everyone_s_drafts(request, menu_items):
    """Leave out of the menu the reports that are closed to all but administrators."""
    if request.user.is_superuser:
        return
    closed = {reverse(name) for name in ADMINISTRATORS_ONLY}
    menu_items[:] = [item for item in menu_items if item.url not in closed]
