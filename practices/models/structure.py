"""Structures: the bodies that carry practices, and the index they stand under."""

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from modelcluster.fields import ParentalManyToManyField
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.fields import StreamField
from wagtail.models import PageManager
from wagtail.search import index
from wagtail_localize.fields import SynchronizedField

from portal.core.blocks import ProseBlock
from portal.core.fields import ChoiceSetField
from portal.core.models import (
    BasePage,
    BasePageQuerySet,
    FoundByWords,
    RefinedListMixin,
)
from practices.enums import AgreementType, LegalForm, Offer, StaffSize, StructureType
from practices.forms import ReviewedPageForm
from practices.models.contact import NamedContact
from practices.models.place import Territory
from practices.models.taxonomy import PolicyScheme
from practices.panels import contact_panel
from practices.readiness import PublishesWhenReady

YEARS = [MinValueValidator(1900), MaxValueValidator(2100)]


class StructureIndexPage(RefinedListMixin, BasePage):
    """The list of structures; the review workflow stands on it."""

    max_count_per_parent = 1
    parent_page_types = ["home.HomePage"]
    subpage_types = ["practices.StructurePage"]
    page_description = _("La liste des structures du réseau.")
    context_from = "search.catalogue.structures_context"

    lead = models.TextField(_("introduction"), max_length=500, blank=True)

    content_panels = [*BasePage.content_panels, FieldPanel("lead")]

    class Meta:
        verbose_name = _("liste des structures")
        verbose_name_plural = _("listes des structures")


class StructureQuerySet(BasePageQuerySet):
    """The business filters of structures."""

    def in_network(self):
        """Structures of the network, not bodies from elsewhere."""
        return self.filter(in_network=True)


class StructurePage(NamedContact, PublishesWhenReady, FoundByWords, BasePage):
    """A structure and its own space: its practices live under it."""

    parent_page_types = ["practices.StructureIndexPage"]
    subpage_types = ["practices.PracticePage", "practices.AmbassadorPage"]
    page_description = _("Une structure et les pratiques qu’elle partage.")
    context_from = "practices.pages.structure_context"
    words_from = "practices.words.STRUCTURE"

    lead = models.TextField(
        _("en deux phrases"),
        max_length=500,
        blank=True,
        help_text=_("Qui vous êtes et ce que vous faites, pour quelqu’un d’ailleurs."),
    )
    structure_type = models.CharField(
        _("type"),
        max_length=20,
        choices=StructureType.choices,
        default=StructureType.SOCIAL_CENTRE,
    )
    in_network = models.BooleanField(
        _("membre du réseau"),
        default=True,
        help_text=_("Décochez pour un organisme d’ailleurs qui porte une pratique."),
    )
    commune = models.ForeignKey(
        Territory,
        verbose_name=_("commune"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="structures",
        limit_choices_to={"kind": "commune"},
    )
    territories = ParentalManyToManyField(
        Territory,
        verbose_name=_("agit sur"),
        blank=True,
        related_name="active_structures",
        help_text=_("Les territoires où elle agit, au-delà de sa commune."),
    )
    policy_schemes = ParentalManyToManyField(
        PolicyScheme,
        verbose_name=_("cadres locaux"),
        blank=True,
        related_name="structures",
        help_text=_("Les politiques locales auxquelles elle prend part."),
    )
    website = models.URLField(_("site"), blank=True)
    offers = ChoiceSetField(
        _("peut aider à"),
        choices=Offer.choices,
        blank=True,
        help_text=_("Ce que la structure propose à qui veut essayer à son tour."),
    )
    legal_form = models.CharField(
        _("forme juridique"), max_length=24, choices=LegalForm.choices, blank=True
    )
    staff_size_band = models.CharField(
        _("équipe salariée"),
        max_length=20,
        choices=StaffSize.choices,
        blank=True,
        help_text=_("Pour que d’autres reconnaissent une structure comme la leur."),
    )
    social_project_has_transition_axis = models.BooleanField(
        _("le projet social a un axe «\u00a0transition\u00a0»"), default=False
    )
    social_project_start = models.PositiveSmallIntegerField(
        _("projet social de (année)"), null=True, blank=True, validators=YEARS
    )
    social_project_end = models.PositiveSmallIntegerField(
        _("à (année)"), null=True, blank=True, validators=YEARS
    )
    agreement_type = models.CharField(
        _("agrément"), max_length=20, choices=AgreementType.choices, blank=True
    )
    agreement_start = models.DateField(_("agrément du"), null=True, blank=True)
    agreement_end = models.DateField(_("au"), null=True, blank=True)
    picture = models.ForeignKey(
        "core.PortalImage",
        verbose_name=_("image"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    members_count = models.PositiveIntegerField(
        _("nombre d’adhérents"), null=True, blank=True
    )
    members_counted_on = models.DateField(_("compté le"), null=True, blank=True)
    members_source = models.CharField(
        _("d’après"), max_length=200, blank=True, help_text=_("D’où vient ce nombre.")
    )
    joined_on = models.DateField(
        _("dans la démarche depuis"),
        null=True,
        blank=True,
        help_text=_("Le jour où elle a rejoint le groupe moteur et ressources."),
    )
    contact_email = models.EmailField(
        _("boîte de réception"),
        blank=True,
        help_text=_(
            "Reçoit les questions des visiteurs. Jamais affichée sur le portail."
        ),
    )
    body = StreamField(ProseBlock(), blank=True, verbose_name=_("présentation"))

    objects = PageManager.from_queryset(StructureQuerySet)()

    override_translatable_fields = [
        *BasePage.override_translatable_fields,
        SynchronizedField("offers"),
        *NamedContact.override_translatable_fields,
    ]
    base_form_class = ReviewedPageForm

    content_panels = [
        *BasePage.content_panels,
        FieldPanel("lead"),
        FieldPanel("offers"),
        MultiFieldPanel(
            [
                FieldPanel("structure_type"),
                FieldPanel("legal_form"),
                FieldPanel("commune"),
                FieldPanel("territories"),
                FieldPanel("policy_schemes", widget=forms.CheckboxSelectMultiple),
                FieldPanel("website"),
                FieldPanel("contact_email"),
            ],
            heading=_("Qui, où"),
        ),
        contact_panel(),
        FieldPanel("picture"),
        MultiFieldPanel(
            [
                FieldPanel("staff_size_band"),
                FieldPanel("members_count"),
                FieldPanel("members_counted_on"),
                FieldPanel("members_source"),
            ],
            heading=_("Chiffres clés"),
        ),
        MultiFieldPanel(
            [FieldPanel("in_network"), FieldPanel("joined_on")], heading=_("Le réseau")
        ),
        MultiFieldPanel(
            [
                FieldPanel("social_project_has_transition_axis"),
                FieldRowPanel(
                    [
                        FieldPanel("social_project_start"),
                        FieldPanel("social_project_end"),
                    ]
                ),
                FieldPanel("agreement_type"),
                FieldRowPanel(
                    [FieldPanel("agreement_start"), FieldPanel("agreement_end")]
                ),
            ],
            heading=_("Projet social et agrément"),
        ),
        FieldPanel("body"),
    ]
    search_fields = [
        *BasePage.search_fields,
        *FoundByWords.found_fields,
        index.FilterField("structure_type"),
        index.FilterField("in_network"),
        index.FilterField("staff_size_band"),
        index.FilterField("social_project_has_transition_axis"),
    ]

    class Meta:
        verbose_name = _("structure")
        verbose_name_plural = _("structures")

    def clean(self):
        """Refuse periods that end before they start."""
        super().clean()
        for start, end in (
            ("social_project_start", "social_project_end"),
            ("agreement_start", "agreement_end"),
        ):
            first, last = getattr(self, start), getattr(self, end)
            if first and last and last < first:
                raise ValidationError(
                    {end: _("La période finit avant d’avoir commencé.")}
                )


def carrier_of(page: BasePage) -> StructurePage | None:
    """Return the French structure that ``page``, in any language, stands under."""
    parent = page.get_parent()
    return StructurePage.objects.filter(
        translation_key=parent.translation_key, locale__language_code="fr"
    ).first()
