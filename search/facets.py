"""The facets of all lists, as data. The names and values stand in addresses."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from events.models import EventType, ThematicDayPage
from practices.ages import AgeBand, of_age
from practices.enums import (
    Actor,
    CostBand,
    Dimension,
    DocumentKind,
    ImpactLevel,
    Kind,
    Level,
    Offer,
    Participation,
    PolicyArea,
    PracticeSize,
    StaffSize,
    State,
    StructureType,
)
from practices.models import (
    AmbassadorPage,
    Audience,
    Challenge,
    CommunicationTool,
    Organisation,
    PolicyScheme,
    StructurePage,
    Territory,
    Theme,
)
from search.facet import Facet, holds, is_true, named, terms
from search.facet_rows import scheme_label, structures, tags
from search.options import ChoiceOptions, RowOptions, YearOptions


class Yes(models.TextChoices):
    """The one value of a facet that is there or not."""

    YES = "oui", _("Oui")


THEME = Facet(
    "theme",
    _("Thème"),
    ("themes__lineage__slug",),
    RowOptions((terms(Theme),), parent="parent__slug"),
    is_always_open=True,
)
TERRITORY = Facet(
    "territoire",
    _("Territoire"),
    ("territories__lineage__slug", "structure__commune__lineage__slug"),
    RowOptions((named(Territory),)),
    is_always_open=True,
)
TYPE = Facet(
    "type",
    _("Type de structure"),
    ("structure__structure_type",),
    ChoiceOptions(StructureType, by_count=True),
)

FACETS = (
    THEME,
    TERRITORY,
    Facet(
        "public",
        _("Public"),
        ("audiences__slug",),
        RowOptions((terms(Audience),)),
        is_always_open=True,
    ),
    Facet(
        "age",
        _("Âge"),
        (),
        ChoiceOptions(AgeBand),
        condition=of_age,
        is_secondary=True,
    ),
    Facet(
        "cout",
        _("Coût"),
        ("cost_band",),
        ChoiceOptions(CostBand),
        is_always_open=True,
    ),
    Facet(
        "financeur",
        _("Qui finance"),
        ("funding_lines__funder__slug",),
        RowOptions((named(Organisation),)),
        is_secondary=True,
    ),
    TYPE,
    Facet(
        "dimension",
        _("Dimension"),
        (),
        ChoiceOptions(Dimension),
        condition=holds("dimensions"),
    ),
    Facet("niveau", _("Niveau de détail"), ("level",), ChoiceOptions(Level)),
    Facet("etat", _("Où ça en est"), ("state",), ChoiceOptions(State)),
    Facet(
        "nature",
        _("Nature"),
        (),
        ChoiceOptions(Kind, by_count=True),
        condition=holds("kinds"),
    ),
    Facet(
        "taille",
        _("Taille"),
        ("practice_size",),
        ChoiceOptions(PracticeSize),
        is_secondary=True,
    ),
    Facet(
        "portee",
        _("Portée par"),
        (),
        ChoiceOptions(Actor),
        condition=holds("carried_by"),
        is_secondary=True,
    ),
    Facet(
        "participation",
        _("Participation des habitants"),
        ("participation_level",),
        ChoiceOptions(Participation),
        is_secondary=True,
    ),
    Facet(
        "collectif",
        _("Un collectif d’habitant·es la porte"),
        (),
        ChoiceOptions(Yes),
        condition=is_true("has_resident_group"),
        is_secondary=True,
    ),
    Facet(
        "impact",
        _("Ce que cela change, pour qui"),
        ("outcomes__impact_level",),
        ChoiceOptions(ImpactLevel),
        is_secondary=True,
    ),
    Facet(
        "enjeu",
        _("Enjeu"),
        ("challenges__slug",),
        RowOptions((terms(Challenge),)),
        is_secondary=True,
    ),
    Facet(
        "politique",
        _("Autre politique de la Caf"),
        (),
        ChoiceOptions(PolicyArea),
        condition=holds("policy_areas"),
        is_secondary=True,
    ),
    Facet(
        "document",
        _("Documents à reprendre"),
        ("documents__kind",),
        ChoiceOptions(DocumentKind, by_count=True),
        is_secondary=True,
    ),
    Facet(
        "outil",
        _("Outil de communication"),
        ("tools__slug",),
        RowOptions((terms(CommunicationTool),)),
        is_secondary=True,
    ),
    Facet(
        "cadre",
        _("Cadre local"),
        ("policy_schemes__slug",),
        RowOptions((terms(PolicyScheme, scheme_label),)),
    ),
    Facet(
        "annee",
        _("Année de début"),
        ("start_year",),
        YearOptions(),
        is_secondary=True,
    ),
    Facet(
        "mot",
        _("Mot-clé"),
        ("tagged_items__tag__slug",),
        RowOptions((tags,)),
        is_secondary=True,
    ),
    Facet(
        "structure",
        _("Structure"),
        ("structure__slug", "co_carriers__structure__slug"),
        RowOptions((structures,)),
    ),
)

AMBASSADOR_FACETS = (
    THEME.on(AmbassadorPage, "themes__lineage__slug"),
    TERRITORY.on(
        AmbassadorPage,
        "territories__lineage__slug",
        "structure__commune__lineage__slug",
    ),
    Facet(
        "offre",
        _("Coup de main"),
        (),
        ChoiceOptions(Offer, by_count=True),
        condition=holds("offers"),
        is_always_open=True,
        model=AmbassadorPage,
    ),
)

DAY_FACETS = (
    THEME.on(ThematicDayPage, "themes__lineage__slug"),
    TERRITORY.on(
        ThematicDayPage,
        "territories__lineage__slug",
        "sessions__territory__lineage__slug",
    ),
    Facet(
        "rencontre",
        _("Type de rencontre"),
        ("event_type__slug",),
        RowOptions((terms(EventType),)),
        model=ThematicDayPage,
    ),
    Facet(
        "organisateur",
        _("Qui organise"),
        ("organiser_rows__organisation__slug", "organiser_rows__structure__slug"),
        # Bodies with and without a page, in one list.
        RowOptions((named(Organisation), structures)),
        is_always_open=True,
        model=ThematicDayPage,
    ),
)

STRUCTURE_FACETS = (
    TERRITORY.on(StructurePage, "territories__lineage__slug", "commune__lineage__slug"),
    TYPE.on(StructurePage, "structure_type"),
    Facet(
        "offre",
        _("Coup de main"),
        (),
        ChoiceOptions(Offer, by_count=True),
        condition=holds("offers"),
        model=StructurePage,
    ),
    Facet(
        "equipe",
        _("Équipe salariée"),
        ("staff_size_band",),
        ChoiceOptions(StaffSize),
        model=StructurePage,
    ),
    Facet(
        "axe-transition",
        _("Un axe «\u00a0transition\u00a0» dans le projet social"),
        (),
        ChoiceOptions(Yes),
        condition=is_true("social_project_has_transition_axis"),
        model=StructurePage,
    ),
)
