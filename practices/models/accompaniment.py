"""Accompaniments: how a structure was helped along, in what sessions, to what effect."""

from decimal import Decimal

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import MinValueValidator
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from modelcluster.fields import ParentalKey, ParentalManyToManyField
from modelcluster.models import ClusterableModel
from wagtail.admin.panels import FieldPanel, InlinePanel, MultiFieldPanel
from wagtail.models import Orderable
from wagtail.search import index

from portal.core.fields import ChoiceSetField
from practices.enums import (
    DocumentKind,
    EffectKind,
    SessionAudience,
    SessionFormat,
    StaffSize,
    StructureType,
)
from practices.models.structure import StructurePage
from practices.models.taxonomy import Ingredient


class AccompanimentQuerySet(models.QuerySet):
    """The business filters of accompaniments."""

    def published(self):
        """Accompaniments that anyone may read of."""
        return self.filter(is_public=True)


class Accompaniment(index.Indexed, ClusterableModel):
    """One structure's accompaniment. Told in French; it may be told without its name."""

    slug = models.SlugField(_("adresse"), max_length=120, unique=True)
    is_public = models.BooleanField(
        _("publié"),
        default=False,
        help_text=_("Cochez quand la structure a relu et accepté ce récit."),
    )
    structure = models.ForeignKey(
        StructurePage,
        verbose_name=_("structure"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="accompaniments",
    )
    is_anonymous = models.BooleanField(
        _("sans nommer la structure"),
        default=True,
        help_text=_("Seuls son type et la taille de son équipe sont alors dits."),
    )
    structure_type = models.CharField(
        _("type de structure"),
        max_length=20,
        choices=StructureType.choices,
        default=StructureType.SOCIAL_CENTRE,
    )
    staff_size_band = models.CharField(
        _("équipe salariée"), max_length=20, choices=StaffSize.choices, blank=True
    )
    starting_point = models.TextField(
        _("au départ"), help_text=_("Où en était la structure, et qui a demandé quoi.")
    )
    ingredients = ParentalManyToManyField(
        Ingredient,
        verbose_name=_("ingrédients"),
        blank=True,
        related_name="accompaniments",
        help_text=_("Ceux dont ce récit montre l’effet."),
    )

    objects = AccompanimentQuerySet.as_manager()

    panels = [
        MultiFieldPanel(
            [
                FieldPanel("structure"),
                FieldPanel("is_anonymous"),
                FieldPanel("structure_type"),
                FieldPanel("staff_size_band"),
            ],
            heading=_("Qui a été accompagné"),
        ),
        FieldPanel("starting_point"),
        InlinePanel("sessions", heading=_("Séances"), label=_("séance")),
        InlinePanel("effects", heading=_("Effets et suites"), label=_("effet")),
        InlinePanel("documents", heading=_("Documents"), label=_("document")),
        FieldPanel("ingredients", widget=forms.CheckboxSelectMultiple),
        FieldPanel("slug"),
        FieldPanel("is_public"),
    ]
    search_fields = [
        index.SearchField("starting_point"),
        index.AutocompleteField("starting_point"),
    ]

    class Meta:
        verbose_name = _("accompagnement")
        verbose_name_plural = _("accompagnements")
        ordering = ["slug", "pk"]

    def __str__(self) -> str:
        return self.anonymous_name

    def clean(self):
        """Refuse a name that is promised and not there."""
        super().clean()
        if not self.is_anonymous and self.structure is None:
            raise ValidationError(
                {"structure": _("Choisissez la structure, ou ne la nommez pas.")}
            )

    @property
    def anonymous_name(self) -> str:
        """What is said of a structure that is not named: its type and its size."""
        kind = str(self.get_structure_type_display())
        size = str(self.get_staff_size_band_display()).lower()
        return f"{kind}, {size}" if size else kind

    @property
    def total_hours(self) -> Decimal:
        """The hours of all sessions whose length is known."""
        return sum((row.hours or Decimal(0) for row in self.sessions.all()), Decimal(0))

    def get_absolute_url(self) -> str:
        """The address of its page."""
        return reverse("practices:accompaniment", args=[self.slug])


class AccompanimentSession(Orderable):
    """One session: when, how long, in what form, with whom, about what."""

    accompaniment = ParentalKey(
        Accompaniment, on_delete=models.CASCADE, related_name="sessions"
    )
    held_on = models.DateField(
        _("mois"),
        null=True,
        blank=True,
        help_text=_("Un jour du mois\u00a0: seul le mois est affiché."),
    )
    hours = models.DecimalField(
        _("durée en heures"),
        max_digits=5,
        decimal_places=1,
        null=True,
        blank=True,
        validators=[MinValueValidator(0)],
    )
    format = models.CharField(
        _("forme"), max_length=20, choices=SessionFormat.choices, blank=True
    )
    audience = ChoiceSetField(_("avec"), choices=SessionAudience.choices, blank=True)
    content = models.CharField(_("ce qui s’est fait"), max_length=300)

    panels = [
        FieldPanel("held_on"),
        FieldPanel("hours"),
        FieldPanel("format"),
        FieldPanel("audience"),
        FieldPanel("content"),
    ]

    class Meta(Orderable.Meta):
        verbose_name = _("séance")
        verbose_name_plural = _("séances")


class AccompanimentEffect(Orderable):
    """What it changed or left behind."""

    accompaniment = ParentalKey(
        Accompaniment, on_delete=models.CASCADE, related_name="effects"
    )
    text = models.CharField(_("effet"), max_length=300)
    kind = models.CharField(_("nature"), max_length=24, choices=EffectKind.choices)

    panels = [FieldPanel("text"), FieldPanel("kind")]

    class Meta(Orderable.Meta):
        verbose_name = _("effet")
        verbose_name_plural = _("effets")


class AccompanimentDocument(Orderable):
    """A tool that others may take up: a poster, a job description…"""

    accompaniment = ParentalKey(
        Accompaniment, on_delete=models.CASCADE, related_name="documents"
    )
    title = models.CharField(_("titre"), max_length=160)
    kind = models.CharField(
        _("nature"),
        max_length=20,
        choices=DocumentKind.choices,
        default=DocumentKind.TOOL,
    )
    document = models.ForeignKey(
        "core.PortalDocument",
        verbose_name=_("fichier"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    url = models.URLField(_("ou adresse"), blank=True)

    panels = [
        FieldPanel("title"),
        FieldPanel("kind"),
        FieldPanel("document"),
        FieldPanel("url"),
    ]

    class Meta(Orderable.Meta):
        verbose_name = _("document")
        verbose_name_plural = _("documents")
