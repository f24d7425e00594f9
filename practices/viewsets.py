"""The lists that editors keep."""

from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from wagtail.admin.panels import ObjectList
from wagtail.admin.ui.tables import BooleanColumn, Column
from wagtail.models import Locale
from wagtail.snippets.views.snippets import (
    IndexView,
    SnippetViewSet,
    SnippetViewSetGroup,
)

from portal.core.models import GlossaryTerm, Term
from practices.forms import FrenchTermsForm, TerritoryForm
from practices.keyword_views import KeywordViewSet
from practices.models import (
    Accompaniment,
    Audience,
    Challenge,
    CommunicationTool,
    FundingScheme,
    Ingredient,
    Organisation,
    PolicyScheme,
    Programme,
    SharedResource,
    Territory,
    Theme,
)


class TermIndexView(IndexView):
    """A list of terms: what is searched comes by relevance, whatever the order asked.

    The index of searches knows none of the columns.
    """

    @cached_property
    def is_explicitly_ordered(self):
        """True when the order asked for counts."""
        return "ordering" in self.request.GET and not self.is_searching

    def get_valid_orderings(self):
        """Return the orders that may be asked for: none of what is searched."""
        return [] if self.is_searching else super().get_valid_orderings()


class TermViewSet(SnippetViewSet):
    """What the viewsets of all terms share."""

    index_view_class = TermIndexView
    list_per_page = 50
    inspect_view_enabled = False
    copy_view_enabled = False

    def get_queryset(self, request):
        """Leave translations out: they are reached from the French term."""
        rows = self.model._default_manager.all()
        if not issubclass(self.model, Term):
            return rows
        # By its own column: searching allows no condition on a related one.
        return rows.filter(locale_id=Locale.get_default().pk)


class ThemeViewSet(TermViewSet):
    """The themes."""

    model = Theme
    icon = "tag"
    list_display = ["name", "parent", "icon", "hue", "sort_order"]
    list_filter = ["parent"]
    ordering = ["sort_order", "name"]


class AudienceViewSet(TermViewSet):
    """The audiences."""

    model = Audience
    icon = "group"
    list_display = ["name", "sort_order"]
    ordering = ["sort_order", "name"]


class ChallengeViewSet(TermViewSet):
    """What practices answer to."""

    model = Challenge
    icon = "help"
    list_display = ["name", "description"]
    ordering = ["name"]


class CommunicationToolViewSet(TermViewSet):
    """How people hear of a practice."""

    model = CommunicationTool
    icon = "mail"
    list_display = ["name", "description"]
    ordering = ["name"]


class TerritoryViewSet(TermViewSet):
    """The territories."""

    model = Territory
    edit_handler = ObjectList(Territory.panels, base_form_class=TerritoryForm)
    icon = "site"
    list_display = ["name", "kind", "code", "department"]
    list_filter = ["kind", "department"]
    ordering = ["name"]


class OrganisationViewSet(TermViewSet):
    """Partners and funders."""

    model = Organisation
    icon = "home"
    list_display = ["name", "kind", "territory", "website"]
    list_filter = ["kind"]
    ordering = ["name"]


class PolicySchemeViewSet(TermViewSet):
    """The public policies practices take part in."""

    model = PolicyScheme
    icon = "clipboard-list"
    list_display = ["code", "name", "starts_on", "ends_on"]
    ordering = ["name"]


class FundingSchemeViewSet(TermViewSet):
    """The grants practices may ask for."""

    model = FundingScheme
    icon = "pick"
    list_display = ["name", "kind", "funder", "starts_on", "ends_on"]
    list_filter = ["kind", "funder"]
    ordering = ["name"]


class IngredientViewSet(TermViewSet):
    """What makes the difference."""

    model = Ingredient
    icon = "list-ul"
    list_display = ["name", "icon"]
    ordering = ["name"]


class GlossaryTermViewSet(TermViewSet):
    """The glossary."""

    model = GlossaryTerm
    icon = "help"
    list_display = [Column("headword", label=_("Mot")), "name", "definition"]
    ordering = ["name"]


class ProgrammeViewSet(TermViewSet):
    """What gathers practices."""

    model = Programme
    icon = "folder-open-inverse"
    list_display = ["name", BooleanColumn("is_flagship"), "scheme", "starts_on"]
    list_filter = ["is_flagship"]
    ordering = ["name"]


class SharedResourceViewSet(TermViewSet):
    """What structures lend."""

    model = SharedResource
    icon = "cog"
    list_display = ["name", "owner_structure", "owner"]
    ordering = ["name"]


class AccompanimentViewSet(TermViewSet):
    """How structures were helped along."""

    model = Accompaniment
    edit_handler = ObjectList(Accompaniment.panels, base_form_class=FrenchTermsForm)
    icon = "group"
    list_display = [
        "__str__",
        "structure",
        BooleanColumn("is_anonymous"),
        BooleanColumn("is_public"),
    ]
    list_filter = ["is_public", "structure_type", "staff_size_band"]
    ordering = ["slug"]


class ListsViewSet(SnippetViewSetGroup):
    """All lists under one entry of the menu."""

    items = (
        ThemeViewSet,
        AudienceViewSet,
        ChallengeViewSet,
        CommunicationToolViewSet,
        TerritoryViewSet,
        OrganisationViewSet,
        PolicySchemeViewSet,
        FundingSchemeViewSet,
        IngredientViewSet,
        GlossaryTermViewSet,
        ProgrammeViewSet,
        AccompanimentViewSet,
        SharedResourceViewSet,
        KeywordViewSet,
    )
    menu_label = _("Listes")
    menu_icon = "list-ul"
    menu_order = 300
