"""The rows that say who organises a day, what it shows and what came of it."""

from django.core.exceptions import ValidationError
from django.core.validators import MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from wagtail.admin.panels import FieldPanel
from wagtail_localize.fields import SynchronizedField

from events.enums import IdeaStatus, OutcomeKind
from events.models.rows import day_of
from portal.core.enums import Licence
from portal.core.models import ChosenReading
from practices.models import Organisation, PracticePage, StructurePage
from practices.models.rows import WordsRow


class DayOrganiser(WordsRow):
    """Who organises: a structure of the portal, or another body."""

    page = day_of("organiser_rows")
    structure = models.ForeignKey(
        StructurePage,
        verbose_name=_("structure"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    organisation = models.ForeignKey(
        Organisation,
        verbose_name=_("ou organisme"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    role = models.CharField(_("ce qu’elle fait"), max_length=200, blank=True)

    panels = [
        FieldPanel("structure"),
        FieldPanel("organisation"),
        FieldPanel("role"),
    ]

    class Meta(WordsRow.Meta):
        verbose_name = _("organisateur")
        verbose_name_plural = _("organisateurs")

    def __str__(self) -> str:
        return str(self.structure or self.organisation or "")

    def clean(self):
        """Refuse a row that names two bodies."""
        super().clean()
        if self.structure_id and self.organisation_id:
            raise ValidationError(
                {
                    "organisation": _(
                        "Choisissez une structure ou un organisme, pas les deux\u00a0: "
                        "ajoutez une ligne pour l’autre."
                    )
                }
            )


class PresentedPractice(WordsRow):
    """A practice that is told at a day."""

    page = day_of("presentations")
    practice = models.ForeignKey(
        PracticePage,
        verbose_name=_("pratique"),
        on_delete=models.CASCADE,
        related_name="+",
    )

    panels = [FieldPanel("practice")]

    class Meta(WordsRow.Meta):
        verbose_name = _("pratique présentée")
        verbose_name_plural = _("pratiques présentées")

    def __str__(self) -> str:
        return str(self.practice)


class DayReading(ChosenReading):
    """A page that editors chose to be read after a day."""

    page = day_of("chosen_readings")

    class Meta(ChosenReading.Meta):
        abstract = False


class Deliverable(WordsRow):
    """What a day leaves to read: a document of ours, or an address."""

    page = day_of("deliverables")
    title = models.CharField(_("titre"), max_length=200)
    document = models.ForeignKey(
        "core.PortalDocument",
        verbose_name=_("document"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    url = models.URLField(_("ou adresse"), blank=True)
    pages = models.PositiveIntegerField(
        _("nombre de pages"), null=True, blank=True, validators=[MinValueValidator(1)]
    )
    licence = models.CharField(
        _("licence"), max_length=20, choices=Licence.choices, blank=True
    )
    date = models.DateField(_("paru le"), null=True, blank=True)
    cover = models.ForeignKey(
        "core.PortalImage",
        verbose_name=_("couverture"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text=_("Avec son texte alternatif, son crédit et sa licence."),
    )

    panels = [
        FieldPanel("title"),
        FieldPanel("document"),
        FieldPanel("url"),
        FieldPanel("cover"),
        FieldPanel("pages"),
        FieldPanel("licence"),
        FieldPanel("date"),
    ]

    class Meta(WordsRow.Meta):
        verbose_name = _("livrable")
        verbose_name_plural = _("livrables")

    def __str__(self) -> str:
        return self.title

    @property
    def address(self) -> str:
        """Where it can be read, or an empty string."""
        return self.document.url if self.document else self.url

    @property
    def shown_cover(self):
        """The cover, or None while it lacks its rights."""
        return self.cover if self.cover and self.cover.is_cleared else None


class EventOutcome(WordsRow):
    """What a day led to: an agreement that was signed, a decision."""

    page = day_of("outcomes")
    kind = models.CharField(
        _("nature"),
        max_length=20,
        choices=OutcomeKind.choices,
        default=OutcomeKind.AGREEMENT,
    )
    text = models.TextField(
        _("en une phrase"),
        max_length=400,
        help_text=_("Qui s’engage, avec qui, à quoi."),
    )
    date = models.DateField(_("le"), null=True, blank=True)

    panels = [FieldPanel("kind"), FieldPanel("text"), FieldPanel("date")]

    class Meta(WordsRow.Meta):
        verbose_name = _("suite donnée")
        verbose_name_plural = _("suites données")

    def __str__(self) -> str:
        return self.text


class InspirationCard(WordsRow):
    """A figure that opens a debate: « Et si demain… »."""

    page = day_of("cards")
    title = models.CharField(_("titre"), max_length=120)
    question = models.CharField(
        _("question"), max_length=250, help_text=_("«\u00a0Et si demain…\u00a0?\u00a0»")
    )
    text = models.TextField(_("en quelques phrases"), max_length=500, blank=True)

    panels = [FieldPanel("title"), FieldPanel("question"), FieldPanel("text")]

    class Meta(WordsRow.Meta):
        verbose_name = _("carte d’inspiration")
        verbose_name_plural = _("cartes d’inspiration")

    def __str__(self) -> str:
        return self.title


class WorkshopIdea(WordsRow):
    """An idea born in a workshop, and whether anybody has tried it."""

    override_translatable_fields = [SynchronizedField("workshop_key")]

    page = day_of("ideas")
    text = models.CharField(_("l’idée"), max_length=300)
    workshop_key = models.SlugField(
        _("atelier concerné"),
        max_length=60,
        blank=True,
        help_text=_("Le repère de l’atelier où elle est née, s’il y en a un."),
    )
    status = models.CharField(
        _("où elle en est"),
        max_length=20,
        choices=IdeaStatus.choices,
        default=IdeaStatus.HYPOTHESIS,
    )

    panels = [FieldPanel("text"), FieldPanel("workshop_key"), FieldPanel("status")]

    class Meta(WordsRow.Meta):
        verbose_name = _("idée d’atelier")
        verbose_name_plural = _("idées d’ateliers")

    def __str__(self) -> str:
        return self.text
