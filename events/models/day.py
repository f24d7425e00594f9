"""The thematic day: one page from the announcement to the report."""

from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _

from modelcluster.fields import ParentalManyToManyField
from wagtail.fields import RichTextField, StreamField
from wagtail.models import PageManager
from wagtail.search import index
from wagtail_localize.fields import SynchronizedField

from events.enums import AttendanceMode, ContentStatus, DayState
from events.models.feedback import Feedback
from events.models.query import DayQuerySet
from events.models.terms import EventSeries, EventType
from events.panels import DAY_EDIT_HANDLER
from events.states import span_of, state_at
from portal.core.blocks import RICH_TEXT_FEATURES, ProseBlock
from portal.core.fields import LinesField
from portal.core.models import BasePage, FoundByWords, Licensed, ReadAlso
from practices.forms import ThemedPageForm
from practices.models import (
    Audience,
    Organisation,
    PracticePage,
    StructurePage,
    Territory,
    Theme,
)
from practices.readiness import PublishesWhenReady


class ThematicDayPage(
    PublishesWhenReady, FoundByWords, ReadAlso, Feedback, Licensed, BasePage
):
    """A day where people meet around what they do."""

    parent_page_types = ["events.ThematicDayIndexPage"]
    subpage_types: list[str] = []
    page_description = _(
        "Une journée, un débat, une visite\u00a0: du programme au bilan."
    )
    context_from = "events.pages.day_context"
    words_from = "events.words.DAY"

    # --- Essentials ---
    lead = models.TextField(
        _("en une à trois phrases"),
        max_length=500,
        help_text=_("Pourquoi venir, et avec quoi on repart."),
    )
    event_type = models.ForeignKey(
        EventType,
        verbose_name=_("type de rencontre"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="days",
        limit_choices_to={"locale__language_code": "fr"},
    )
    series = models.ForeignKey(
        EventSeries,
        verbose_name=_("cycle"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="days",
        limit_choices_to={"locale__language_code": "fr"},
        help_text=_("Si la rencontre fait partie d’une suite."),
    )
    themes = ParentalManyToManyField(
        Theme, verbose_name=_("thèmes"), blank=True, related_name="days"
    )
    territories = ParentalManyToManyField(
        Territory,
        verbose_name=_("territoires"),
        blank=True,
        related_name="days",
        help_text=_("Ceux que la rencontre concerne, en plus des lieux des séances."),
    )
    audiences = ParentalManyToManyField(
        Audience, verbose_name=_("publics"), blank=True, related_name="days"
    )
    context = RichTextField(
        _("contexte"),
        features=RICH_TEXT_FEATURES,
        blank=True,
        help_text=_("D’où vient cette rencontre, dans quelle suite elle s’inscrit."),
    )
    content_status = models.CharField(
        _("ce qui est raconté"),
        max_length=20,
        choices=ContentStatus.choices,
        default=ContentStatus.EXPERIENCE,
        help_text=_(
            "Des hypothèses pour demain sont annoncées comme telles\u00a0: personne ne doit "
            "les prendre pour des pratiques éprouvées."
        ),
    )
    organisers = models.ManyToManyField(
        Organisation,
        through="events.DayOrganiser",
        verbose_name=_("organismes"),
        related_name="days",
        editable=False,
    )
    structures = models.ManyToManyField(
        StructurePage,
        through="events.DayOrganiser",
        verbose_name=_("structures"),
        related_name="days",
        editable=False,
    )
    practices = models.ManyToManyField(
        PracticePage,
        through="events.PresentedPractice",
        verbose_name=_("pratiques présentées"),
        related_name="related_events",
        editable=False,
    )

    # --- Coming ---
    attendance_mode = models.CharField(
        _("comment on y participe"),
        max_length=20,
        choices=AttendanceMode.choices,
        default=AttendanceMode.ON_SITE,
    )
    online_url = models.URLField(_("adresse pour suivre en ligne"), blank=True)
    practical_info = RichTextField(
        _("venir"),
        features=RICH_TEXT_FEATURES,
        blank=True,
        help_text=_("Gare, covoiturage, repas, garde d’enfants, prix."),
    )
    access_info = models.TextField(
        _("accessibilité"),
        max_length=500,
        blank=True,
        help_text=_(
            "Fauteuil, boucle magnétique, langue des signes\u00a0: ce qui est prévu, et "
            "ce qui ne l’est pas."
        ),
    )
    next_label = models.CharField(
        _("prochain rendez-vous"),
        max_length=200,
        blank=True,
        help_text=_("Ce qui vient après, même ailleurs\u00a0: son nom et son lieu."),
    )
    next_on = models.DateField(_("le"), null=True, blank=True)
    next_url = models.URLField(_("adresse"), blank=True)

    # --- Two facts, each with its reason; the state follows ---
    cancelled_on = models.DateField(
        _("annulée le"),
        null=True,
        blank=True,
        help_text=_("Le jour où l’annulation a été décidée."),
    )
    cancelled_reason = models.CharField(
        _("pourquoi elle est annulée"), max_length=300, blank=True
    )
    postponed_to = models.DateField(
        _("reportée au"),
        null=True,
        blank=True,
        help_text=_("Changez ensuite les heures des séances, dès qu’elles sont sûres."),
    )
    postponed_reason = models.CharField(
        _("pourquoi elle est reportée"), max_length=300, blank=True
    )

    # --- After ---
    takeaways = LinesField(
        _("à retenir"),
        blank=True,
        help_text=_("Cinq idées au plus, une par ligne."),
    )
    report = StreamField(ProseBlock(), blank=True, verbose_name=_("compte rendu"))

    # --- Derived: never typed ---
    starts_at = models.DateTimeField(
        _("début"), null=True, editable=False, db_index=True
    )
    ends_at = models.DateTimeField(_("fin"), null=True, editable=False, db_index=True)
    is_postponed = models.BooleanField(_("reportée"), default=False, editable=False)
    has_report = models.BooleanField(_("compte rendu"), default=False, editable=False)

    objects = PageManager.from_queryset(DayQuerySet)()

    override_translatable_fields = [
        *BasePage.override_translatable_fields,
        SynchronizedField("event_type"),
        SynchronizedField("series"),
    ]
    base_form_class = ThemedPageForm
    edit_handler = DAY_EDIT_HANDLER
    search_fields = [
        *BasePage.search_fields,
        *FoundByWords.found_fields,
        index.FilterField("starts_at"),
        index.FilterField("ends_at"),
    ]

    class Meta:
        verbose_name = _("journée")
        verbose_name_plural = _("journées")

    def clean(self):
        """Refuse what is false even in a draft."""
        super().clean()
        errors = {}
        if self.cancelled_reason and not self.cancelled_on:
            errors["cancelled_on"] = _("Dites quel jour l’annulation a été décidée.")
        if self.postponed_reason and not self.postponed_to:
            errors["postponed_to"] = _("Dites à quelle date elle est reportée.")
        if errors:
            raise ValidationError(errors)

    def full_clean(self, *args, **kwargs):
        """Derive first, so that what is validated is what is saved."""
        self.derive()
        super().full_clean(*args, **kwargs)

    def save(self, *args, **kwargs):
        """Save with the derived columns right."""
        self.derive()
        super().save(*args, **kwargs)

    def derive(self) -> None:
        """Compute when it takes place and whether there is a report.

        A translation takes them from its French page.
        """
        facts = self.source if self.locale_id else self
        if facts is self:
            hours = [(row.starts_at, row.ends_at) for row in self.sessions.all()]
            span = span_of(hours, self.postponed_to)
            self.starts_at, self.ends_at, self.is_postponed = span
            self.has_report = bool(self.report)
        else:
            self.starts_at, self.ends_at = facts.starts_at, facts.ends_at
            self.is_postponed, self.has_report = facts.is_postponed, facts.has_report

    def state_at(self, at: datetime) -> DayState:
        """Return where it stands at the instant ``at``: a fact of the French page."""
        return state_at(self.source, at)
