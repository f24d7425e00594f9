"""What days add to the admin: wiring only."""

from django.dispatch import receiver
from django.urls import path, reverse
from django.utils.translation import gettext as _

from wagtail import hooks
from wagtail.admin.widgets.button import Button
from wagtail.signals import init_new_page
from wagtail.snippets.models import register_snippet

from events.models import ThematicDayPage
from events.opening_views import asked_opening, choose_opening
from events.openings import fill
from events.viewsets import DayListingViewSet, EventListsViewSet
from practices.models import PracticePage


@hooks.register("register_admin_viewset")
def register_listings():
    """Add the listing of days to the menu."""
    return [DayListingViewSet("day_listing")]


@hooks.register("register_admin_urls")
def register_openings():
    """Add the address where a practice is begun from a day."""
    return [
        path("day-openings/<int:page_id>/", choose_opening, name="day_openings"),
    ]


@hooks.register("register_page_header_buttons")
def offer_openings(page, user, view_name, next_url=None):
    """Offer those who edit a day to begin a practice from it."""
    if page.specific_class is not ThematicDayPage or page.alias_of_id:
        return
    if not page.specific.is_source:
        return
    if page.permissions_for_user(user).can_edit():
        yield Button(
            _("Tirer une pratique de la journée"),
            reverse("day_openings", args=[page.pk]),
            icon_name="doc-full",
            priority=45,
        )


@hooks.register("before_create_page")
def remember_opening(request, parent_page, page_class):
    """Keep with the parent what the form of a new practice opens with."""
    if request.method == "GET" and page_class is PracticePage:
        # The signal that follows has the parent, and no request.
        parent_page.asked_opening = asked_opening(request)


@receiver(init_new_page)
def open_practice(sender, page, parent, **kwargs):
    """Put the first words in the form of a new practice."""
    asked = getattr(parent, "asked_opening", None)
    if asked and isinstance(page, PracticePage):
        fill(page, *asked)


register_snippet(EventListsViewSet)
