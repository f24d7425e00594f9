"""The rows of a practice that say by what means: costs, funding, partners, documents."""

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from wagtail.admin.panels import FieldPanel
from wagtail_localize.fields import SynchronizedField

from practices.enums import CostKind, DocumentKind
from practices.models.place import Organisation
from practices.models.rows import ActionRow, WordsRow, parent_of
from practices.models.taxonomy import FundingScheme


class CostLine(ActionRow, WordsRow):
    """What one thing costs; totals are computed from these."""

    override_translatable_fields = [SynchronizedField("action_key")]

    page = parent_of("cost_lines")
    label = models.CharField(_("ce qui est payé"), max_length=160)
    # Null in drafts only: publication asks for it.
    amount = models.DecimalField(
        _("montant en euros"),
        max_digits=12,
        decimal_places=2,
        null=True,
        validators=[MinValueValidator(0)],
    )
    kind = models.CharField(
        _("nature"), max_length=20, choices=CostKind.choices, default=CostKind.RUNNING
    )
    year = models.PositiveSmallIntegerField(
        _("année"),
        null=True,
        blank=True,
        validators=[MinValueValidator(1900), MaxValueValidator(2100)],
    )
    fte = models.DecimalField(
        _("équivalent temps plein"),
        max_digits=5,
        decimal_places=2,
        null=True,
        blank=True,
        validators=[MinValueValidator(0)],
    )

    panels = [
        FieldPanel("label"),
        FieldPanel("amount"),
        FieldPanel("kind"),
        FieldPanel("year"),
        FieldPanel("fte"),
        FieldPanel("action_key"),
    ]

    class Meta(WordsRow.Meta):
        verbose_name = _("ligne de coût")
        verbose_name_plural = _("lignes de coût")

    def __str__(self) -> str:
        return self.label


class FundingLine(WordsRow):
    """Who pays."""

    page = parent_of("funding_lines")
    funder = models.ForeignKey(
        Organisation,
        verbose_name=_("financeur"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="funding_lines",
    )
    funder_name = models.CharField(
        _("ou son nom"),
        max_length=160,
        blank=True,
        help_text=_("S’il n’est pas dans la liste."),
    )
    scheme = models.ForeignKey(
        FundingScheme,
        verbose_name=_("aide"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="funding_lines",
        limit_choices_to={"locale__language_code": "fr"},
    )
    amount = models.DecimalField(
        _("montant en euros"),
        max_digits=12,
        decimal_places=2,
        null=True,
        blank=True,
        validators=[MinValueValidator(0)],
    )
    share = models.DecimalField(
        _("part en %"),
        max_digits=5,
        decimal_places=2,
        null=True,
        blank=True,
        validators=[MinValueValidator(0), MaxValueValidator(100)],
    )
    override_translatable_fields = [SynchronizedField("scheme")]

    panels = [
        FieldPanel("funder"),
        FieldPanel("funder_name"),
        FieldPanel("scheme"),
        FieldPanel("amount"),
        FieldPanel("share"),
    ]

    class Meta(WordsRow.Meta):
        verbose_name = _("financement")
        verbose_name_plural = _("financements")

    def clean(self):
        """Refuse two funders on one line; a draft may have none yet."""
        super().clean()
        if self.funder_id and self.funder_name:
            raise ValidationError(
                {
                    "funder_name": _(
                        "Choisissez un financeur ou écrivez son nom, pas les deux."
                    )
                }
            )


class Partnership(ActionRow, WordsRow):
    """Who does what with us."""

    override_translatable_fields = [SynchronizedField("action_key")]

    page = parent_of("partnerships")
    organisation = models.ForeignKey(
        Organisation,
        verbose_name=_("partenaire"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="partnerships",
    )
    organisation_name = models.CharField(
        _("ou son nom"),
        max_length=160,
        blank=True,
        help_text=_("S’il n’est pas dans la liste."),
    )
    role = models.CharField(_("ce qu’il fait"), max_length=200, blank=True)

    panels = [
        FieldPanel("organisation"),
        FieldPanel("organisation_name"),
        FieldPanel("role"),
        FieldPanel("action_key"),
    ]

    class Meta(WordsRow.Meta):
        verbose_name = _("partenaire")
        verbose_name_plural = _("partenaires")

    def __str__(self) -> str:
        return str(self.organisation or self.organisation_name)

    def clean(self):
        """Refuse two partners on one line; a draft may have none yet."""
        super().clean()
        if self.organisation_id and self.organisation_name:
            raise ValidationError(
                {
                    "organisation_name": _(
                        "Choisissez un partenaire ou écrivez son nom, pas les deux."
                    )
                }
            )


class PracticeDocument(WordsRow):
    """A document that can be reused, or an agreement worth mentioning."""

    page = parent_of("documents")
    kind = models.CharField(
        _("nature"),
        max_length=20,
        choices=DocumentKind.choices,
        default=DocumentKind.OTHER,
    )
    title = models.CharField(_("titre"), max_length=160)
    partner = models.ForeignKey(
        Organisation,
        verbose_name=_("signé avec"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="agreements",
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
        FieldPanel("kind"),
        FieldPanel("title"),
        FieldPanel("partner"),
        FieldPanel("document"),
        FieldPanel("url"),
    ]

    class Meta(WordsRow.Meta):
        verbose_name = _("document")
        verbose_name_plural = _("documents")


class CoCarrier(WordsRow):
    """Another structure that carries the practice too."""

    page = parent_of("co_carriers")
    structure = models.ForeignKey(
        "practices.StructurePage",
        verbose_name=_("structure"),
        on_delete=models.PROTECT,
        related_name="co_carried",
    )
    role = models.CharField(_("ce qu’elle fait"), max_length=200, blank=True)

    panels = [FieldPanel("structure"), FieldPanel("role")]

    class Meta(WordsRow.Meta):
        verbose_name = _("co-porteur")
        verbose_name_plural = _("co-porteurs")
