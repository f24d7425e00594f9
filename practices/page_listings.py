"""The listings of practices, structures and ambassadors in the admin."""

from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from wagtail.admin.ui.tables import BooleanColumn, Column
from wagtail.admin.views.pages.listing import IndexView, PageFilterSet
from wagtail.admin.viewsets.pages import PageListingViewSet

from django_filters import ModelChoiceFilter

from portal.core.columns import DayColumn
from portal.core.models.base import SOURCE_LANGUAGE
from portal.core.visibility import visible_pages
from practices.models import AmbassadorPage, PracticePage, StructurePage
from practices.readiness import missing


class SourceIndexView(IndexView):
    """A listing of French pages: their translations are reached from them."""

    def get_base_queryset(self):
        """Leave translations out."""
        # A subquery: searching allows no condition on a related column.
        sources = self.model.objects.filter(locale__language_code=SOURCE_LANGUAGE)
        return super().get_base_queryset().filter(pk__in=sources.values("pk"))

    def get_valid_orderings(self):
        """Order search results by what the index knows only."""
        orderings = super().get_valid_orderings()
        if self.is_searching:
            known = {"title", "live", "latest_revision_created_at"}
            return [name for name in orderings if name.removeprefix("-") in known]
        return orderings


class MissingColumn(Column):
    """What publication of the latest version of a page still requires."""

    def get_value(self, instance):
        """Return the number of things missing, with the sentences behind it."""
        if instance.live and not instance.has_unpublished_changes:
            return _("Prête")
        lacks = missing(instance.get_latest_revision_as_object())
        if not lacks:
            return _("Prête")
        label = ngettext(
            "%(count)s point à compléter", "%(count)s points à compléter", len(lacks)
        ) % {"count": len(lacks)}
        sentences = format_html_join(
            "", "<li>{}</li>", ((lack.message,) for lack in lacks)
        )
        return format_html(
            "<details><summary>{}</summary><ul>{}</ul></details>", label, sentences
        )


class StructureColumn(Column):
    """The structure that carries a page, with a link to its pages."""

    def get_value(self, instance):
        """Return the link, or the name alone."""
        if instance.structure is None:
            return ""
        return format_html(
            '<a href="{}">{}</a>',
            reverse("wagtailadmin_explore", args=[instance.structure_id]),
            instance.structure.title,
        )


TITLE, STATUS = (
    column
    for name in ("title", "status")
    for column in IndexView.base_columns
    if column.name == name
)
BULK = IndexView.base_columns[0]


def _visible_structures(request):
    pages = visible_pages(request.user).values("pk")
    return StructurePage.objects.sources().filter(pk__in=pages).order_by("title")


class PracticeFilterSet(PageFilterSet):
    """The filters of the listing of practices."""

    structure = ModelChoiceFilter(label=_("Structure"), queryset=_visible_structures)

    class Meta:
        model = PracticePage
        fields = ["level", "state", "structure", "live"]


class PracticeListingViewSet(PageListingViewSet):
    """All the practices the user works on, whatever their structure."""

    model = PracticePage
    icon = "doc-full"
    menu_label = _("Pratiques")
    menu_order = 110
    add_to_admin_menu = True
    index_view_class = SourceIndexView
    filterset_class = PracticeFilterSet
    list_per_page = 30
    columns = [
        BULK,
        TITLE,
        StructureColumn("structure", label=_("Structure"), sort_key="structure__title"),
        Column("level", label=_("Niveau"), accessor="get_level_display"),
        Column("state", label=_("Où ça en est"), accessor="get_state_display"),
        DayColumn("last_verified_at", label=_("Vérifiée"), sort_key="last_verified_at"),
        MissingColumn("missing", label=_("Avant de paraître")),
        STATUS,
    ]


class StructureFilterSet(PageFilterSet):
    """The filters of the listing of structures."""

    class Meta:
        model = StructurePage
        fields = ["structure_type", "in_network", "live"]


class StructureListingViewSet(PageListingViewSet):
    """All the structures the user works on."""

    model = StructurePage
    icon = "home"
    menu_label = _("Structures")
    menu_order = 120
    add_to_admin_menu = True
    index_view_class = SourceIndexView
    filterset_class = StructureFilterSet
    list_per_page = 30
    columns = [
        BULK,
        TITLE,
        Column(
            "structure_type", label=_("Type"), accessor="get_structure_type_display"
        ),
        Column("commune", label=_("Commune"), accessor="commune"),
        BooleanColumn("in_network", label=_("Du réseau")),
        MissingColumn("missing", label=_("Avant de paraître")),
        STATUS,
    ]


class AmbassadorFilterSet(PageFilterSet):
    """The filters of the listing of ambassadors."""

    structure = ModelChoiceFilter(label=_("Structure"), queryset=_visible_structures)

    class Meta:
        model = AmbassadorPage
        fields = ["structure", "is_anonymous", "live"]


class AmbassadorListingViewSet(PageListingViewSet):
    """All the ambassadors the user works on; the end of their consent is in sight."""

    model = AmbassadorPage
    icon = "user"
    menu_label = _("Ambassadeurs")
    menu_order = 130
    add_to_admin_menu = True
    index_view_class = SourceIndexView
    filterset_class = AmbassadorFilterSet
    list_per_page = 30
    columns = [
        BULK,
        TITLE,
        StructureColumn("structure", label=_("Structure"), sort_key="structure__title"),
        BooleanColumn("is_anonymous", label=_("Sans nom")),
        DayColumn(
            "consent_until", label=_("Fin de l’accord"), sort_key="consent_until"
        ),
        MissingColumn("missing", label=_("Avant de paraître")),
        STATUS,
    ]
