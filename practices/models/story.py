"""What a full fiche tells, from where the idea came to what comes next."""

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from wagtail.fields import RichTextField, StreamField

from portal.core.blocks import RICH_TEXT_FEATURES, ProseBlock
from portal.core.fields import LinesField
from practices.models.structure import YEARS


def _story(label: Promise, help_text: Promise) -> RichTextField:
    """Return a field for a few paragraphs of the fiche."""
    return RichTextField(
        label, features=RICH_TEXT_FEATURES, blank=True, help_text=help_text
    )


class Story(models.Model):
    """The story of a practice; a short practice leaves all of it empty."""

    start_year = models.PositiveSmallIntegerField(
        _("commencée en"), null=True, blank=True, validators=YEARS
    )
    end_year = models.PositiveSmallIntegerField(
        _("arrêtée en"), null=True, blank=True, validators=YEARS
    )
    age_min = models.PositiveSmallIntegerField(_("de (âge)"), null=True, blank=True)
    age_max = models.PositiveSmallIntegerField(_("à (âge)"), null=True, blank=True)
    method_label = models.CharField(
        _("méthode ou label"),
        max_length=120,
        blank=True,
        help_text=_("Par exemple « Bilan Carbone® »."),
    )
    context = _story(_("contexte"), _("D’où vient l’idée, quel besoin a été vu."))
    objectives = LinesField(
        _("objectifs"), blank=True, help_text=_("Un objectif par ligne.")
    )
    description = StreamField(
        ProseBlock(), blank=True, verbose_name=_("ce qui a été fait")
    )
    has_resident_group = models.BooleanField(
        _("un collectif d’habitant·es la porte"), default=False
    )
    resident_group = models.CharField(
        _("lequel"),
        max_length=200,
        blank=True,
        help_text=_(
            "En quelques mots\u00a0: «\u00a0une dizaine de voisines, chaque jeudi\u00a0»."
        ),
    )
    governance = _story(_("gouvernance"), _("Qui décide, et comment."))
    strategic_axes = LinesField(
        _("axes de développement"), blank=True, help_text=_("Un axe par ligne.")
    )
    results = _story(_("bilan"), _("Ce qui a changé, pour qui."))
    effects_on_organisation = _story(
        _("effets sur l’organisation"), _("Ce que cela a changé dans l’équipe.")
    )
    business_model = _story(_("modèle économique"), _("Ce qui fait que cela tient."))
    next_steps = _story(_("la suite"), _("Ce qui est prévu, ce qui est demandé."))
    limits = LinesField(
        _("limites"),
        blank=True,
        help_text=_(
            "Ce qui n’a pas marché ou coince encore, une limite par ligne. C’est souvent "
            "le plus utile aux autres."
        ),
    )
    open_questions = LinesField(
        _("questions ouvertes"),
        blank=True,
        help_text=_("Ce que vous vous demandez encore, une question par ligne."),
    )
    success_conditions = LinesField(
        _("conditions de réussite"), blank=True, help_text=_("Une par ligne.")
    )
    transfer_pitfalls = LinesField(
        _("pièges à éviter"), blank=True, help_text=_("Un par ligne.")
    )
    first_step = models.TextField(
        _("par où commencer"),
        max_length=500,
        blank=True,
        help_text=_("Le premier pas que vous conseillez."),
    )
    equipment = LinesField(
        _("ce qu’il faut"), blank=True, help_text=_("Le matériel, un par ligne.")
    )
    communication_tools = LinesField(
        _("autres outils de communication"),
        blank=True,
        help_text=_("Ceux que la liste n’a pas, ou une précision, un par ligne."),
    )

    class Meta:
        abstract = True

    def clean(self):
        """Refuse what is false even in a draft."""
        super().clean()
        if self.start_year and self.end_year and self.end_year < self.start_year:
            raise ValidationError(
                {"end_year": _("La pratique s’arrête avant d’avoir commencé.")}
            )
        if self.age_min and self.age_max and self.age_max < self.age_min:
            raise ValidationError(
                {"age_max": _("L’âge le plus haut est avant l’âge le plus bas.")}
            )
