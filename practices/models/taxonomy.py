"""The lists of terms that editors keep and practices refer to."""

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _

from wagtail.admin.panels import FieldPanel
from wagtail_localize.fields import SynchronizedField

from portal.core.fields import LinesField
from portal.core.models import Term
from practices.enums import FundingKind, Hue, Icon
from practices.models.lineage import refresh_lineage
from practices.models.place import Organisation


class Theme(Term):
    """What a practice is about; a tree of two levels or so."""

    url_name = "practices:theme"
    override_translatable_fields = [
        *Term.override_translatable_fields,
        SynchronizedField("parent"),
    ]

    parent = models.ForeignKey(
        "self",
        verbose_name=_("dans le thème"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="children",
        limit_choices_to={"parent__isnull": True},
    )
    lineage = models.ManyToManyField(
        "self", symmetrical=False, related_name="within", editable=False
    )
    icon = models.CharField(
        _("dessin"), max_length=20, choices=Icon.choices, default=Icon.CITIZENSHIP
    )
    hue = models.CharField(
        _("couleur"), max_length=20, choices=Hue.choices, default=Hue.TEAL
    )
    sort_order = models.PositiveSmallIntegerField(_("rang"), default=100)

    panels = [
        *Term.panels,
        FieldPanel("parent"),
        FieldPanel("icon"),
        FieldPanel("hue"),
        FieldPanel("sort_order"),
    ]

    class Meta(Term.Meta):
        verbose_name = _("thème")
        verbose_name_plural = _("thèmes")
        ordering = ["sort_order", "name", "pk"]

    def clean(self):
        """Refuse a theme inside itself or inside one of its own."""
        super().clean()
        ancestor = self.parent
        while ancestor:
            if self.pk and ancestor.pk == self.pk:
                raise ValidationError(
                    {"parent": _("Un thème ne peut pas être dans lui-même.")}
                )
            ancestor = ancestor.parent

    def save(self, *args, **kwargs):
        """Save, then refresh what lies in what."""
        super().save(*args, **kwargs)
        refresh_themes()


def refresh_themes() -> None:
    """Make every theme's lineage right."""
    parents = {
        pk: {parent} if parent else set()
        for pk, parent in Theme.objects.values_list("pk", "parent_id")
    }
    refresh_lineage(Theme, parents, "from_theme_id", "to_theme_id")


class Audience(Term):
    """Whom a practice is for or with."""

    url_name = "practices:audience"

    sort_order = models.PositiveSmallIntegerField(_("rang"), default=100)

    panels = [*Term.panels, FieldPanel("sort_order")]

    class Meta(Term.Meta):
        verbose_name = _("public")
        verbose_name_plural = _("publics")
        ordering = ["sort_order", "name", "pk"]


class Challenge(Term):
    """What a practice answers to, across themes: ecology, justice, poverty…"""

    url_name = "practices:challenge"

    class Meta(Term.Meta):
        verbose_name = _("enjeu")
        verbose_name_plural = _("enjeux")


class CommunicationTool(Term):
    """How people hear of a practice: a poster, the town's bulletin, a meeting…"""

    url_name = "practices:communication_tool"

    class Meta(Term.Meta):
        verbose_name = _("outil de communication")
        verbose_name_plural = _("outils de communication")


class PolicyScheme(Term):
    """A public policy a practice takes part in (PAT, CTE, PCAET…)."""

    url_name = "practices:policy_scheme"
    override_translatable_fields = [
        *Term.override_translatable_fields,
        SynchronizedField("code"),
        SynchronizedField("variants"),
    ]

    code = models.CharField(_("sigle"), max_length=20, blank=True)
    variants = LinesField(
        _("autres noms"),
        blank=True,
        help_text=_("Un par ligne : la recherche les lit."),
    )
    starts_on = models.DateField(_("du"), null=True, blank=True)
    ends_on = models.DateField(_("au"), null=True, blank=True)
    website = models.URLField(_("pour en savoir plus"), blank=True)

    panels = [
        FieldPanel("code"),
        *Term.panels,
        FieldPanel("variants"),
        FieldPanel("starts_on"),
        FieldPanel("ends_on"),
        FieldPanel("website"),
    ]

    class Meta(Term.Meta):
        verbose_name = _("cadre local")
        verbose_name_plural = _("cadres locaux")

    def __str__(self) -> str:
        return f"{self.code} – {self.name}" if self.code else self.name


class FundingScheme(Term):
    """A grant or a bonus that practices may ask for."""

    url_name = "practices:funding_scheme"

    funder = models.ForeignKey(
        Organisation,
        verbose_name=_("financeur"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="funding_schemes",
    )
    kind = models.CharField(
        _("nature"), max_length=20, choices=FundingKind.choices, blank=True
    )
    criteria = models.TextField(_("critères"), blank=True)
    amount_rule = models.TextField(_("montant"), blank=True)
    starts_on = models.DateField(_("du"), null=True, blank=True)
    ends_on = models.DateField(_("au"), null=True, blank=True)

    panels = [
        *Term.panels,
        FieldPanel("kind"),
        FieldPanel("funder"),
        FieldPanel("criteria"),
        FieldPanel("amount_rule"),
        FieldPanel("starts_on"),
        FieldPanel("ends_on"),
    ]

    class Meta(Term.Meta):
        verbose_name = _("aide mobilisable")
        verbose_name_plural = _("aides mobilisables")


class Ingredient(Term):
    """What makes the difference, seen across the practices that prove it."""

    url_name = "practices:ingredient"

    icon = models.CharField(
        _("dessin"), max_length=20, choices=Icon.choices, default=Icon.NATURE
    )

    panels = [*Term.panels, FieldPanel("icon")]

    class Meta(Term.Meta):
        verbose_name = _("ingrédient")
        verbose_name_plural = _("ingrédients")
