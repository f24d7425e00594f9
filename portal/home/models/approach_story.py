"""What the démarche went through, what came of it, and what comes next."""

from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _

from wagtail.admin.panels import FieldPanel, FieldRowPanel, PageChooserPanel
from wagtail_localize.fields import SynchronizedField

from events.models import ThematicDayPage
from portal.core.fields import LinesField
from portal.core.models import WordsRow
from portal.home.enums import NextStepStatus, PortalCount, StepKind
from portal.home.models.approach_rows import YEARS, parent_of


class FormerName(WordsRow):
    """A name the démarche had before: people still look for it."""

    page = parent_of("former_names")
    name = models.CharField(_("ancien nom"), max_length=160)
    until_year = models.PositiveSmallIntegerField(
        _("jusqu’en"), null=True, blank=True, validators=YEARS
    )

    panels = [FieldRowPanel([FieldPanel("name"), FieldPanel("until_year")])]

    class Meta(WordsRow.Meta):
        verbose_name = _("ancien nom")
        verbose_name_plural = _("anciens noms")


class ApproachStep(WordsRow):
    """A step of the démarche: when, why, what was done, what it gave."""

    override_translatable_fields = [SynchronizedField("day")]

    page = parent_of("steps")
    kind = models.CharField(
        _("sorte"), max_length=20, choices=StepKind.choices, default=StepKind.STEP
    )
    label = models.CharField(_("nom de l’étape"), max_length=160)
    start_year = models.PositiveSmallIntegerField(
        _("de (année)"), null=True, blank=True, validators=YEARS
    )
    end_year = models.PositiveSmallIntegerField(
        _("à (année)"), null=True, blank=True, validators=YEARS
    )
    is_current = models.BooleanField(
        _("on en est là"),
        default=False,
        help_text=_("L’étape en cours : l’accueil du portail la montre."),
    )
    context = models.TextField(
        _("contexte"), blank=True, help_text=_("Ce qui se passait à ce moment-là.")
    )
    objectives = LinesField(
        _("objectifs"), blank=True, help_text=_("Un objectif par ligne.")
    )
    actions = LinesField(
        _("ce qui s’est fait"), blank=True, help_text=_("Une action par ligne.")
    )
    results = LinesField(
        _("ce que ça a donné"), blank=True, help_text=_("Un résultat par ligne.")
    )
    day = models.ForeignKey(
        ThematicDayPage,
        verbose_name=_("journée"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="approach_steps",
        help_text=_(
            "Celle où cette étape s’est vue : chacune des pages mène à l’autre."
        ),
    )

    panels = [
        FieldPanel("kind"),
        FieldPanel("label"),
        FieldRowPanel([FieldPanel("start_year"), FieldPanel("end_year")]),
        FieldPanel("is_current"),
        FieldPanel("context"),
        FieldPanel("objectives"),
        FieldPanel("actions"),
        FieldPanel("results"),
        PageChooserPanel("day"),
    ]

    class Meta(WordsRow.Meta):
        verbose_name = _("étape")
        verbose_name_plural = _("étapes")

    def __str__(self) -> str:
        return self.label

    def clean(self):
        """Refuse a step that ends before it starts."""
        super().clean()
        if self.start_year and self.end_year and self.end_year < self.start_year:
            raise ValidationError(
                {"end_year": _("L’étape finit avant d’avoir commencé.")}
            )

    @property
    def anchor(self) -> str:
        """The place of the step in its page, the same in all languages."""
        return self.anchor_of(self.translation_key)

    @staticmethod
    def anchor_of(key: UUID) -> str:
        """Return the place of the step of that translation key."""
        return f"etape-{str(key)[:8]}"


class Milestone(WordsRow):
    """Something that was decided or happened, once."""

    page = parent_of("milestones")
    text = models.CharField(_("ce qui s’est passé"), max_length=250)
    year = models.PositiveSmallIntegerField(
        _("année"), null=True, blank=True, validators=YEARS
    )

    panels = [FieldRowPanel([FieldPanel("text"), FieldPanel("year")])]

    class Meta(WordsRow.Meta):
        verbose_name = _("date clé")
        verbose_name_plural = _("dates clés")


class NextStep(WordsRow):
    """What comes next, and how far it has come."""

    page = parent_of("next_steps")
    text = models.CharField(_("pas suivant"), max_length=250)
    status = models.CharField(
        _("où ça en est"),
        max_length=20,
        choices=NextStepStatus.choices,
        default=NextStepStatus.PLANNED,
    )
    due_on = models.DateField(_("échéance"), null=True, blank=True)

    panels = [
        FieldPanel("text"),
        FieldRowPanel([FieldPanel("status"), FieldPanel("due_on")]),
    ]

    class Meta(WordsRow.Meta):
        verbose_name = _("pas suivant")
        verbose_name_plural = _("pas suivants")


class YearlyFigure(WordsRow):
    """A figure of one year; the same indicator over several years stands together."""

    page = parent_of("figures")
    indicator = models.CharField(
        _("ce qui est compté"),
        max_length=160,
        help_text=_("Le même intitulé d’une année à l’autre les met ensemble."),
    )
    year = models.PositiveSmallIntegerField(_("année"), null=True, validators=YEARS)
    # Null in drafts only: publication asks for it.
    value = models.DecimalField(_("nombre"), max_digits=14, decimal_places=2, null=True)
    unit = models.CharField(_("unité"), max_length=40)
    source = models.CharField(
        _("source"),
        max_length=200,
        help_text=_("Qui a compté, ou d’où vient le chiffre."),
    )
    note = models.CharField(
        _("remarque"),
        max_length=250,
        blank=True,
        help_text=_("Pourquoi il diffère de ce que le portail compte, s’il y a lieu."),
    )
    counted = models.CharField(
        _("à mettre à côté"),
        max_length=20,
        choices=PortalCount.choices,
        blank=True,
        help_text=_(
            "Ce que le portail compte lui-même aujourd’hui, et qui en diffère."
        ),
    )

    panels = [
        FieldPanel("indicator"),
        FieldRowPanel([FieldPanel("year"), FieldPanel("value"), FieldPanel("unit")]),
        FieldPanel("source"),
        FieldPanel("note"),
        FieldPanel("counted"),
    ]

    class Meta(WordsRow.Meta):
        verbose_name = _("chiffre annuel")
        verbose_name_plural = _("chiffres annuels")


class Evaluation(WordsRow):
    """How the démarche was looked at, and what was found."""

    page = parent_of("evaluations")
    method = models.CharField(_("méthode"), max_length=200)
    done_on = models.DateField(_("date"), null=True, blank=True)
    findings = models.TextField(_("ce qu’on en retient"))
    document = models.ForeignKey(
        "core.PortalDocument",
        verbose_name=_("document"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )

    panels = [
        FieldPanel("method"),
        FieldPanel("done_on"),
        FieldPanel("findings"),
        FieldPanel("document"),
    ]

    class Meta(WordsRow.Meta):
        verbose_name = _("évaluation")
        verbose_name_plural = _("évaluations")
