"""The practice: one page type, three levels, from a leaflet's line to a full fiche."""

from decimal import Decimal

from django.db import models
from django.utils.translation import gettext_lazy as _

from modelcluster.contrib.taggit import ClusterTaggableManager
from modelcluster.fields import ParentalKey, ParentalManyToManyField
from taggit.models import TaggedItemBase
from wagtail.models import PageManager
from wagtail.search import index
from wagtail_localize.fields import SynchronizedField

from portal.core.fields import ChoiceSetField
from portal.core.models import (
    BasePage,
    BasePageQuerySet,
    FoundByWords,
    Licensed,
    ReadAlso,
    Republished,
)
from portal.core.text import words_of
from practices.enums import (
    Actor,
    CostBand,
    Dimension,
    Kind,
    Level,
    Participation,
    PolicyArea,
    PracticeSize,
    State,
)
from practices.forms import ThemedPageForm
from practices.models.contact import NamedContact
from practices.models.place import Territory
from practices.models.story import Story
from practices.models.structure import StructurePage, carrier_of
from practices.models.taxonomy import (
    Audience,
    Challenge,
    CommunicationTool,
    Ingredient,
    PolicyScheme,
    Theme,
)
from practices.panels import PRACTICE_EDIT_HANDLER
from practices.readiness import PublishesWhenReady


class PracticeTag(TaggedItemBase):
    """A free word on a practice."""

    content_object = ParentalKey(
        "practices.PracticePage", on_delete=models.CASCADE, related_name="tagged_items"
    )


class PracticeQuerySet(BasePageQuerySet):
    """The business filters of practices."""

    def of_structure(self, structure: StructurePage):
        """Practices that ``structure`` carries alone or with others."""
        return self.filter(
            models.Q(structure=structure)
            | models.Q(
                pk__in=self.model.co_carriers.rel.related_model.objects.filter(
                    structure=structure
                ).values("page")
            )
        )

    def newest_first(self):
        """The most recently published first."""
        return self.order_by("-first_published_at", "-pk")

    def featured_first(self):
        """Those put forward, then the most recently published."""
        return self.order_by("-featured", "-first_published_at", "-pk")


class PracticePage(
    NamedContact,
    Story,
    PublishesWhenReady,
    FoundByWords,
    ReadAlso,
    Republished,
    Licensed,
    BasePage,
):
    """A practice to share."""

    parent_page_types = ["practices.StructurePage"]
    subpage_types: list[str] = []
    page_description = _(
        "Une pratique à partager : quelques phrases suffisent pour commencer."
    )
    context_from = "practices.pages.practice_context"
    words_from = "practices.words.PRACTICE"
    places_at = "structure__commune__lineage"

    # --- Essentials: all that a short practice needs ---
    lead = models.TextField(
        _("en une à trois phrases"),
        max_length=500,
        help_text=_(
            "Ce que vous faites, pour qui, et ce que cela change. Comme vous le "
            "raconteriez à une collègue."
        ),
    )
    level = models.CharField(
        _("niveau"),
        max_length=20,
        choices=Level.choices,
        default=Level.SHORT,
        help_text=_(
            "Une « pratique à partager » tient en quelques phrases ; vous pourrez en "
            "faire une fiche complète plus tard."
        ),
    )
    themes = ParentalManyToManyField(
        Theme, verbose_name=_("thèmes"), blank=True, related_name="practices"
    )
    dimensions = ChoiceSetField(
        _("dimension"),
        choices=Dimension.choices,
        blank=True,
        help_text=_("Où la pratique agit. Plusieurs réponses sont possibles."),
    )
    kinds = ChoiceSetField(
        _("nature"),
        choices=Kind.choices,
        blank=True,
        help_text=_("De quoi il s’agit. Plusieurs réponses sont possibles."),
    )
    state = models.CharField(
        _("où ça en est"), max_length=20, choices=State.choices, default=State.RUNNING
    )
    audiences = ParentalManyToManyField(
        Audience, verbose_name=_("publics"), blank=True, related_name="practices"
    )

    practice_size = models.CharField(
        _("taille"),
        max_length=20,
        choices=PracticeSize.choices,
        blank=True,
        help_text=_(
            "Un petit geste compte autant\u00a0: c’est souvent par là qu’on commence."
        ),
    )
    carried_by = ChoiceSetField(
        _("portée par"),
        choices=Actor.choices,
        blank=True,
        help_text=_("Qui la fait vivre au quotidien. Plusieurs réponses possibles."),
    )
    participation_level = models.CharField(
        _("participation"), max_length=20, choices=Participation.choices, blank=True
    )

    # --- Links ---
    shared_resources = ParentalManyToManyField(
        "practices.SharedResource",
        verbose_name=_("matériel qui s’emprunte"),
        blank=True,
        related_name="practices",
        help_text=_(
            "Parmi les ressources partagées\u00a0: leur page dit à qui demander."
        ),
    )
    territories = ParentalManyToManyField(
        Territory,
        verbose_name=_("autres territoires"),
        blank=True,
        related_name="practices",
        help_text=_("Ceux où la pratique agit, en plus de la commune de la structure."),
    )
    policy_schemes = ParentalManyToManyField(
        PolicyScheme,
        verbose_name=_("cadres locaux"),
        blank=True,
        related_name="practices",
    )
    policy_areas = ChoiceSetField(
        _("autres politiques de la Caf"), choices=PolicyArea.choices, blank=True
    )
    challenges = ParentalManyToManyField(
        Challenge,
        verbose_name=_("enjeux"),
        blank=True,
        related_name="practices",
        help_text=_("À quoi elle répond, au-delà de son thème."),
    )
    ingredients = ParentalManyToManyField(
        Ingredient,
        verbose_name=_("ingrédients"),
        blank=True,
        related_name="practices",
        help_text=_("Ceux dont cette pratique montre l’effet."),
    )
    tools = ParentalManyToManyField(
        CommunicationTool,
        verbose_name=_("outils de communication"),
        blank=True,
        related_name="practices",
        help_text=_("Par quoi on en entend parler."),
    )
    tags = ClusterTaggableManager(
        through=PracticeTag,
        verbose_name=_("mots-clés"),
        blank=True,
        help_text=_("Des mots libres, séparés par des virgules."),
    )

    # --- Rights, with those every licensed page has ---
    publication_date = models.DateField(
        _("parue le"),
        null=True,
        blank=True,
        help_text=_("La date d’origine, si la fiche a d’abord paru ailleurs."),
    )
    last_verified_at = models.DateField(
        _("vérifiée le"),
        null=True,
        blank=True,
        help_text=_("Le jour où vous avez relu la fiche et où tout était encore vrai."),
    )
    contact_email = models.EmailField(
        _("boîte de réception des questions"),
        blank=True,
        help_text=_("Sinon, celle de la structure. Jamais affichée."),
    )

    featured = models.BooleanField(
        _("à la une"),
        default=False,
        help_text=_("Montrée la première sur la page d’accueil."),
    )

    # --- Derived: never typed ---
    structure = models.ForeignKey(
        StructurePage,
        verbose_name=_("structure"),
        null=True,
        editable=False,
        on_delete=models.PROTECT,
        related_name="practices",
    )
    cost_total = models.DecimalField(
        _("coût total"), max_digits=14, decimal_places=2, null=True, editable=False
    )
    cost_band = models.CharField(
        _("coût"),
        max_length=20,
        choices=CostBand.choices,
        default=CostBand.UNKNOWN,
        editable=False,
        db_index=True,
    )
    # Folded, so that titles come in the same order on any database.
    sort_title = models.CharField(
        max_length=255, blank=True, default="", editable=False, db_index=True
    )

    objects = PageManager.from_queryset(PracticeQuerySet)()

    override_translatable_fields = [
        *BasePage.override_translatable_fields,
        SynchronizedField("dimensions"),
        SynchronizedField("kinds"),
        SynchronizedField("carried_by"),
        SynchronizedField("policy_areas"),
        *Republished.override_translatable_fields,
        *NamedContact.override_translatable_fields,
    ]
    base_form_class = ThemedPageForm
    edit_handler = PRACTICE_EDIT_HANDLER
    search_fields = [
        *BasePage.search_fields,
        *FoundByWords.found_fields,
        index.FilterField("level"),
        index.FilterField("state"),
        index.FilterField("participation_level"),
        index.FilterField("practice_size"),
        index.FilterField("cost_band"),
        index.FilterField("structure_id"),
    ]

    class Meta:
        verbose_name = _("pratique")
        verbose_name_plural = _("pratiques")
        indexes = [models.Index(fields=["start_year"])]
        permissions = [("feature_practice", "Can put a practice forward")]

    def full_clean(self, *args, **kwargs):
        """Derive first, so that what is validated is what is saved."""
        self.derive()
        super().full_clean(*args, **kwargs)

    def save(self, *args, **kwargs):
        """Save with the derived columns right, and index."""
        self.derive()
        super().save(*args, **kwargs)

    def derive(self) -> None:
        """Compute the structure, the total cost and its band from what is typed.

        The parent page is the truth about who carries a practice; a translation is
        carried by the French structure of its French page.
        """
        amounts = [
            line.amount for line in self.cost_lines.all() if line.amount is not None
        ]
        self.cost_total = sum(amounts, Decimal(0)) if amounts else None
        self.cost_band = CostBand.of(self.cost_total)
        self.sort_title = " ".join(words_of(self.title))[:255]
        if self.path:
            self.structure = carrier_of(self)

    @property
    def is_short(self) -> bool:
        """True for a practice told in a few sentences."""
        return self.level == Level.SHORT
