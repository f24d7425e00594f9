"""What the home app adds to the admin: wiring only."""

from wagtail import hooks

from portal.home.viewsets import ArticleListingViewSet, PublicationListingViewSet


@hooks.register("register_admin_viewset")
def register_listings():
    """Add the listings of articles and guides to the menu."""
    return [
        ArticleListingViewSet("article_listing"),
        PublicationListingViewSet("publication_listing"),
    ]
