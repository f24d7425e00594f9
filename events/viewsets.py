"""The listing of days, and the lists that days refer to."""

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from wagtail.admin.ui.tables import Column
from wagtail.admin.views.pages.listing import PageFilterSet
from wagtail.admin.viewsets.pages import PageListingViewSet
from wagtail.snippets.views.snippets import SnippetViewSetGroup

from events.dates import span_label
from events.models import EventSeries, EventType, PersonName, ThematicDayPage
from events.states import state_at
from practices.page_listings import (
    BULK,
    STATUS,
    TITLE,
    MissingColumn,
    SourceIndexView,
)
from practices.viewsets import TermViewSet


class EventTypeViewSet(TermViewSet):
    """The kinds of meetings."""

    model = EventType
    icon = "tag"
    list_display = ["name", "sort_order"]
    ordering = ["sort_order", "name"]


class EventSeriesViewSet(TermViewSet):
    """The series."""

    model = EventSeries
    icon = "list-ul"
    list_display = ["name", "description"]
    ordering = ["name"]


class PersonNameViewSet(TermViewSet):
    """The names of speakers that were typed in several ways."""

    model = PersonName
    icon = "user"
    list_display = ["name", "aliases"]
    search_fields = ["name", "aliases"]
    ordering = ["name"]


class EventListsViewSet(SnippetViewSetGroup):
    """The lists of days under one entry of the menu."""

    items = (EventTypeViewSet, EventSeriesViewSet, PersonNameViewSet)
    menu_label = _("Listes des journées")
    menu_icon = "list-ul"
    menu_order = 310


class WhenColumn(Column):
    """When a day takes place."""

    def get_value(self, instance):
        """Return the date in words, or nothing while there is none."""
        if not instance.starts_at or not instance.ends_at:
            return ""
        return span_label(
            instance.starts_at, instance.ends_at, whole_days=instance.is_postponed
        )


class StateColumn(Column):
    """Where a day stands now."""

    def get_value(self, instance):
        """Return the state in words."""
        return state_at(instance, timezone.now()).label


class DayFilterSet(PageFilterSet):
    """The filters of the listing of days."""

    class Meta:
        model = ThematicDayPage
        fields = ["event_type", "series", "attendance_mode", "has_report", "live"]


class DayListingViewSet(PageListingViewSet):
    """All the days the user works on."""

    model = ThematicDayPage
    icon = "calendar"
    menu_label = _("Journées")
    menu_order = 130
    add_to_admin_menu = True
    index_view_class = SourceIndexView
    filterset_class = DayFilterSet
    list_per_page = 30
    columns = [
        BULK,
        TITLE,
        WhenColumn("when", label=_("Quand"), sort_key="starts_at"),
        StateColumn("state", label=_("État")),
        MissingColumn("missing", label=_("Avant de paraître")),
        STATUS,
    ]
