"""The rows of a practice that tell it: its actions, figures, places, sources."""

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _

from wagtail.admin.panels import FieldPanel
from wagtail.fields import RichTextField
from wagtail_localize.fields import SynchronizedField

from portal.core.blocks import RICH_TEXT_FEATURES
from portal.core.models.reading import ChosenReading
from practices.enums import ImpactLevel, State
from practices.models.place import Territory
from practices.models.rows import ActionRow, WordsRow, parent_of
from practices.models.taxonomy import Audience, Theme


class PracticeAction(WordsRow):
    """One part of a practice that can be taken up alone."""

    override_translatable_fields = [
        SynchronizedField("key"),
        SynchronizedField("theme"),
        SynchronizedField("audience"),
    ]

    page = parent_of("actions")
    key = models.SlugField(
        _("repère"),
        max_length=60,
        help_text=_("Un mot sans espace ni accent : « achats », « mutuelle »."),
    )
    name = models.CharField(_("nom du volet"), max_length=160)
    text = RichTextField(_("ce qui se fait"), features=RICH_TEXT_FEATURES, blank=True)
    theme = models.ForeignKey(
        Theme,
        verbose_name=_("thème"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        limit_choices_to={"locale__language_code": "fr"},
    )
    audience = models.ForeignKey(
        Audience,
        verbose_name=_("public"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        limit_choices_to={"locale__language_code": "fr"},
    )
    status = models.CharField(
        _("où ça en est"), max_length=20, choices=State.choices, blank=True
    )

    panels = [
        FieldPanel("name"),
        FieldPanel("key", required_on_save=False),
        FieldPanel("text"),
        FieldPanel("theme"),
        FieldPanel("audience"),
        FieldPanel("status"),
    ]

    class Meta(WordsRow.Meta):
        verbose_name = _("volet")
        verbose_name_plural = _("volets")


class Outcome(ActionRow, WordsRow):
    """A figure: what was counted, in what unit, when, by whom."""

    override_translatable_fields = [SynchronizedField("action_key")]

    page = parent_of("outcomes")
    indicator = models.CharField(
        _("ce qui est compté"),
        max_length=160,
        help_text=_("Exemple : « familles inscrites à l’achat groupé »."),
    )
    # Null in drafts only: publication asks for it.
    value = models.DecimalField(_("nombre"), max_digits=14, decimal_places=2, null=True)
    unit = models.CharField(
        _("unité"),
        max_length=40,
        help_text=_("familles, personnes, kilos, vélos…"),
    )
    period_start = models.DateField(_("du"), null=True, blank=True)
    period_end = models.DateField(_("au"), null=True, blank=True)
    period_label = models.CharField(
        _("ou durée"),
        max_length=80,
        blank=True,
        help_text=_("Quand les dates ne sont pas connues : « en trois mois »."),
    )
    source = models.CharField(
        _("source"),
        max_length=200,
        help_text=_("Qui a compté, ou d’où vient le chiffre."),
    )
    impact_level = models.CharField(
        _("ce que cela change, pour qui"),
        max_length=20,
        choices=ImpactLevel.choices,
        blank=True,
    )

    panels = [
        FieldPanel("indicator"),
        FieldPanel("value"),
        FieldPanel("unit"),
        FieldPanel("period_start"),
        FieldPanel("period_end"),
        FieldPanel("period_label"),
        FieldPanel("source"),
        FieldPanel("impact_level"),
        FieldPanel("action_key"),
    ]

    class Meta(WordsRow.Meta):
        verbose_name = _("chiffre")
        verbose_name_plural = _("chiffres")

    def __str__(self) -> str:
        return self.indicator

    def clean(self):
        """Refuse a period that ends before it starts."""
        super().clean()
        if (
            self.period_start
            and self.period_end
            and self.period_end < self.period_start
        ):
            raise ValidationError(
                {"period_end": _("La période finit avant d’avoir commencé.")}
            )


class PracticePlace(WordsRow):
    """Where it happens."""

    page = parent_of("places")
    name = models.CharField(_("lieu"), max_length=160)
    territory = models.ForeignKey(
        Territory,
        verbose_name=_("commune"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="practice_places",
    )

    panels = [FieldPanel("name"), FieldPanel("territory")]

    class Meta(WordsRow.Meta):
        verbose_name = _("lieu")
        verbose_name_plural = _("lieux")


class Inspiration(WordsRow):
    """What a practice took up from elsewhere."""

    page = parent_of("inspirations")
    label = models.CharField(_("source d’inspiration"), max_length=160)
    url = models.URLField(_("adresse"), blank=True)

    panels = [FieldPanel("label"), FieldPanel("url")]

    class Meta(WordsRow.Meta):
        verbose_name = _("inspiration")
        verbose_name_plural = _("inspirations")


class PracticeReading(ChosenReading):
    """A page that editors chose to be read after a practice."""

    page = parent_of("chosen_readings")

    class Meta(ChosenReading.Meta):
        abstract = False


class PracticeCredit(WordsRow):
    """Who told, wrote or drew."""

    page = parent_of("credits")
    name = models.CharField(
        _("qui"),
        max_length=160,
        help_text=_("Avec son accord ; « l’équipe du centre social » suffit."),
    )
    role = models.CharField(_("a fait quoi"), max_length=160, blank=True)

    panels = [FieldPanel("name"), FieldPanel("role")]

    class Meta(WordsRow.Meta):
        verbose_name = _("contribution")
        verbose_name_plural = _("contributions")
