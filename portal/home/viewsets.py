"""The listings of articles and guides in the admin."""

from django.db.models import Count, OuterRef, Subquery
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _

from wagtail.admin.ui.tables import BooleanColumn, Column
from wagtail.admin.views.pages.listing import PageFilterSet
from wagtail.admin.viewsets.pages import PageListingViewSet

from portal.core.columns import DayColumn
from portal.home.models import ArticlePage, InterestRequest, Publication
from practices.page_listings import BULK, STATUS, TITLE, MissingColumn, SourceIndexView


class ArticleFilterSet(PageFilterSet):
    """The filters of the listing of articles."""

    class Meta:
        model = ArticlePage
        fields = ["featured", "source_licence", "themes", "live"]


class ArticleListingViewSet(PageListingViewSet):
    """All the articles the user works on."""

    model = ArticlePage
    icon = "doc-full-inverse"
    menu_label = _("Articles")
    menu_order = 130
    add_to_admin_menu = True
    index_view_class = SourceIndexView
    filterset_class = ArticleFilterSet
    list_per_page = 30
    columns = [
        BULK,
        TITLE,
        Column("source_name", label=_("Repris de")),
        DayColumn("event_date", label=_("Évènement"), sort_key="event_date"),
        BooleanColumn("featured", label=_("À la une")),
        MissingColumn("missing", label=_("Avant de paraître")),
        STATUS,
    ]


class PublicationIndexView(SourceIndexView):
    """The listing of guides, with how many people wait for each."""

    def get_base_queryset(self):
        """Count those who wait: their addresses are shown to nobody."""
        interests = InterestRequest.objects.confirmed().filter(
            publication=OuterRef("pk")
        )
        # A subquery: a join would count for search as well as for the list.
        counted = interests.order_by().values("publication").annotate(n=Count("pk"))
        return (
            super()
            .get_base_queryset()
            .annotate(waiting=Coalesce(Subquery(counted.values("n")), 0))
        )


class PublicationFilterSet(PageFilterSet):
    """The filters of the listing of guides."""

    class Meta:
        model = Publication
        fields = ["status", "live"]


class PublicationListingViewSet(PageListingViewSet):
    """All the guides the user works on."""

    model = Publication
    icon = "doc-empty-inverse"
    menu_label = _("Guides")
    menu_order = 135
    add_to_admin_menu = True
    index_view_class = PublicationIndexView
    filterset_class = PublicationFilterSet
    list_per_page = 30
    columns = [
        BULK,
        TITLE,
        Column("release", label=_("Parution"), accessor="get_status_display"),
        DayColumn("released_on", label=_("Date"), sort_key="released_on"),
        Column("publisher", label=_("Publié par")),
        Column("waiting", label=_("Personnes à prévenir")),
        MissingColumn("missing", label=_("Avant de paraître")),
        STATUS,
    ]
