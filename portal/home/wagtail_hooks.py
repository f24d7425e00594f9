"""What the home app adds to the admin: wiring only."""

from django.shortcuts import redirect
from django.utils.translation import gettext as _

from wagtail import hooks
from wagtail.admin import messages
from wagtail.admin.ui.components import Component

from portal.home.viewsets import ArticleListingViewSet, PublicationListingViewSet
from practices.models import StructureSpace


@hooks.register("register_admin_viewset")
def register_listings():
    """Add the listings of articles and guides to the menu."""
    return [
        ArticleListingViewSet("article_listing"),
        PublicationListingViewSet("publication_listing"),
    ]


@hooks.register("before_create_page")
def propose_what_may_be(request, parent_page, page_class):
    """Refuse a page of a type that members do not propose: the right to add is blind."""
    proposed = getattr(parent_page.specific_class, "proposed_types", ())
    if not proposed or page_class._meta.label in proposed:
        return None
    if parent_page.permissions_for_user(request.user).can_publish_subpage():
        return None
    messages.error(
        request, _("Vous pouvez proposer un article ici, pas une page de ce type.")
    )
    return redirect("wagtailadmin_explore", parent_page.pk)


class ProposePanel(Component):
    """Where a member proposes an article, and what happens then."""

    name = "propose"
    template_name = "home/admin/propose_panel.html"
    order = 55


@hooks.register("construct_homepage_panels")
def offer_to_propose(request, panels):
    """Offer a member of a structure to propose an article."""
    if StructureSpace.objects.filter(group__user=request.user).exists():
        panels.append(ProposePanel())
