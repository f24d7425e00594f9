"""Programmes that gather practices, and resources that structures share."""

from django import forms
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _

from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel
from wagtail.models import Orderable, TranslatableMixin
from wagtail_localize.fields import SynchronizedField

from portal.core.models import Term
from practices.models.place import Organisation
from practices.models.practice import PracticePage
from practices.models.structure import YEARS, StructurePage
from practices.models.taxonomy import FundingScheme, Theme


class Programme(Term, ClusterableModel):
    """Practices that one scheme or one common project gathers, counted year by year."""

    url_name = "practices:programme"

    is_flagship = models.BooleanField(
        _("projet phare"),
        default=False,
        help_text=_("Un projet que tout le réseau porte, et qu’on vient rejoindre."),
    )
    call_to_action = models.TextField(
        _("comment s’y joindre"), max_length=500, blank=True
    )
    progress = models.CharField(
        _("où ça en est"), max_length=300, blank=True, help_text=_("En une phrase.")
    )
    scheme = models.ForeignKey(
        FundingScheme,
        verbose_name=_("aide"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="programmes",
        limit_choices_to={"locale__language_code": "fr"},
    )
    starts_on = models.DateField(_("du"), null=True, blank=True)
    ends_on = models.DateField(_("au"), null=True, blank=True)

    panels = [
        *Term.panels,
        FieldPanel("is_flagship"),
        FieldPanel("call_to_action"),
        FieldPanel("progress"),
        FieldPanel("scheme"),
        FieldRowPanel([FieldPanel("starts_on"), FieldPanel("ends_on")]),
        InlinePanel("figures", heading=_("Chiffres par année"), label=_("chiffre")),
        InlinePanel("members", heading=_("Pratiques"), label=_("pratique")),
    ]
    override_translatable_fields = [
        *Term.override_translatable_fields,
        SynchronizedField("scheme"),
    ]

    class Meta(Term.Meta):
        verbose_name = _("programme")
        verbose_name_plural = _("programmes")


class ProgrammeFigure(TranslatableMixin, Orderable):
    """What was counted in one year, and by whom."""

    programme = ParentalKey(Programme, on_delete=models.CASCADE, related_name="figures")
    year = models.PositiveSmallIntegerField(_("année"), validators=YEARS)
    indicator = models.CharField(
        _("ce qui est compté"),
        max_length=120,
        help_text=_("«\u00a0projets soutenus\u00a0»"),
    )
    value = models.PositiveIntegerField(_("nombre"))
    source = models.CharField(
        _("source"),
        max_length=200,
        help_text=_("Qui a compté, ou d’où vient ce chiffre."),
    )

    panels = [
        FieldPanel("year"),
        FieldPanel("indicator"),
        FieldPanel("value"),
        FieldPanel("source"),
    ]

    class Meta(TranslatableMixin.Meta, Orderable.Meta):
        verbose_name = _("chiffre")
        verbose_name_plural = _("chiffres")


class ProgrammePractice(Orderable):
    """A practice of a programme: the French page."""

    programme = ParentalKey(Programme, on_delete=models.CASCADE, related_name="members")
    practice = models.ForeignKey(
        PracticePage,
        verbose_name=_("pratique"),
        on_delete=models.CASCADE,
        related_name="programme_members",
    )

    panels = [FieldPanel("practice")]

    class Meta(Orderable.Meta):
        verbose_name = _("pratique du programme")
        verbose_name_plural = _("pratiques du programme")

    def clean(self):
        """Refuse a translation: the French page holds the facts."""
        super().clean()
        if self.practice_id and not self.practice.is_source:
            raise ValidationError(
                {"practice": _("Choisissez la page française de cette pratique.")}
            )


class SharedResource(Term):
    """A tool that its owner lends to others."""

    url_name = "practices:shared_resource"

    owner_structure = models.ForeignKey(
        StructurePage,
        verbose_name=_("structure qui la prête"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="shared_resources",
        help_text=_("Elle reçoit les demandes, sans que son adresse s’affiche."),
    )
    owner = models.ForeignKey(
        Organisation,
        verbose_name=_("ou organisme qui la possède"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="shared_resources",
    )
    themes = models.ManyToManyField(
        Theme,
        verbose_name=_("thèmes"),
        blank=True,
        related_name="shared_resources",
        limit_choices_to={"locale__language_code": "fr"},
        help_text=_("Ceux sous lesquels on la chercherait\u00a0: leur page y mène."),
    )
    available_to = models.TextField(_("pour qui"), blank=True)
    conditions = models.TextField(
        _("conditions de prêt"),
        blank=True,
        help_text=_(
            "Durée, caution, formation, transport\u00a0: ce qu’il faut prévoir."
        ),
    )

    panels = [
        *Term.panels,
        FieldPanel("owner_structure"),
        FieldPanel("owner"),
        FieldPanel("themes", widget=forms.CheckboxSelectMultiple),
        FieldPanel("available_to"),
        FieldPanel("conditions"),
    ]
    override_translatable_fields = [
        *Term.override_translatable_fields,
        SynchronizedField("owner_structure"),
    ]

    class Meta(Term.Meta):
        verbose_name = _("ressource partagée")
        verbose_name_plural = _("ressources partagées")

    def clean(self):
        """Refuse what nobody lends."""
        super().clean()
        if not self.owner_structure_id and not self.owner_id:
            raise ValidationError(
                {
                    "owner_structure": _(
                        "Dites qui la prête\u00a0: structure ou organisme."
                    )
                }
            )
