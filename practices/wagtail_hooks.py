"""What practices add to the admin: wiring only."""

from django.http import JsonResponse
from django.shortcuts import redirect
from django.urls import path
from django.utils.translation import gettext as _

from wagtail import hooks
from wagtail.admin import messages
from wagtail.admin.ui.components import Component
from wagtail.models import Page
from wagtail.snippets.models import register_snippet

from portal.core.visibility import NUMBER
from practices.action_menu import show_submit
from practices.bulk_actions import PublishReadyBulkAction
from practices.models import StructureSpace, Territory
from practices.page_listings import (
    AmbassadorListingViewSet,
    PracticeListingViewSet,
    StructureListingViewSet,
)
from practices.readiness import missing
from practices.reminders import SHOWN, Due, due_for
from practices.review_views import ReviewedPageViewSet
from practices.territory_field import suggest
from practices.viewsets import ListsViewSet

# Takes the place of Wagtail's own, which is registered before.
hooks.register("register_bulk_action", PublishReadyBulkAction, order=100)
hooks.register("construct_page_action_menu", show_submit)


@hooks.register("before_copy_page")
def copy_only_ready_pages(request, page):
    """Refuse to publish the copies of pages that would not be published today.

    An alias of a live page is live too.
    """
    if request.method != "POST" or not (
        request.POST.get("publish_copies") or request.POST.get("alias")
    ):
        return None
    wanted = request.POST.get("new_parent_page", "")
    destination = (
        Page.objects.filter(pk=wanted).first() if NUMBER.fullmatch(wanted) else None
    )
    with_children = bool(request.POST.get("copy_subpages"))
    pages = page.get_descendants(inclusive=True) if with_children else [page]
    refused = False
    for live_page in pages:
        # What stands below the copied page keeps its parent.
        parent = destination if live_page.pk == page.pk else None
        lacks = missing(live_page.specific, parent) if live_page.live else []
        if lacks:
            refused = True
            messages.error(
                request,
                _(
                    "La copie de «\u00a0%(page)s\u00a0» ne peut pas paraître. %(missing)s"
                )
                % {
                    "page": live_page.title,
                    "missing": " ".join(lack.message for lack in lacks),
                },
            )
    return redirect("wagtailadmin_pages:copy", page.pk) if refused else None


@hooks.register("before_move_page")
def move_live_pages_under_live_ones(request, page, destination):
    """Refuse to move what readers see under what they do not."""
    if page.live and not destination.live and not destination.is_root():
        messages.error(
            request,
            _(
                "«\u00a0%(page)s\u00a0» est publiée, pas «\u00a0%(destination)s\u00a0»\u00a0: "
                "publiez-la d’abord, ou dépubliez la page à déplacer."
            )
            % {"page": page.title, "destination": destination.title},
        )
        return redirect("wagtailadmin_pages:move", page.pk)
    return None


@hooks.register("register_admin_urls")
def register_suggestions():
    """Add the address that completes the names of territories."""
    return [
        path(
            "territory-suggestions/", suggest_territories, name="territory_suggestions"
        )
    ]


def suggest_territories(request):
    """Answer the labels of the territories whose name starts as typed."""
    typed = request.GET.get("term", "")[:100]
    return JsonResponse(suggest(Territory.objects.all(), typed), safe=False)


@hooks.register("register_admin_viewset")
def register_listings():
    """Add the views of the review, and our listings to the menu."""
    return [
        ReviewedPageViewSet(),
        PracticeListingViewSet("practice_listing"),
        StructureListingViewSet("structure_listing"),
        AmbassadorListingViewSet("ambassador_listing"),
    ]


class WritePanel(Component):
    """The first thing a member sees: where to write, and what happens then."""

    name = "write"
    template_name = "practices/admin/write_panel.html"
    order = 50


@hooks.register("construct_homepage_panels")
def offer_to_write(request, panels):
    """Offer a member of a structure to write a practice."""
    spaces = StructureSpace.objects.filter(group__user=request.user)
    if spaces.exists():
        panels.append(WritePanel())


class RemindersPanel(Component):
    """The pages that someone keeps and whose check is old or agreement ends."""

    name = "reminders"
    template_name = "practices/admin/reminders_panel.html"
    order = 60

    def __init__(self, found: list[Due]):
        self.found = found

    def get_context_data(self, parent_context):
        """Return the first of them and how many more there are."""
        return {
            "found": self.found[:SHOWN],
            "more": max(len(self.found) - SHOWN, 0),
        }


@hooks.register("construct_homepage_panels")
def remind(request, panels):
    """Tell whoever may change them of the pages that are to be looked at again."""
    found = due_for(request.user)
    if found:
        panels.append(RemindersPanel(found))


register_snippet(ListsViewSet)
