"""The rows that make a day's programme: sessions, workshops, speakers."""

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _

from wagtail.admin.panels import FieldPanel, FieldRowPanel
from wagtail.fields import RichTextField
from wagtail_localize.fields import SynchronizedField

from events.models.rows import day_of, key_field
from portal.core.blocks import RICH_TEXT_FEATURES
from portal.core.models import Consented
from portal.core.models.consent import agreed_q
from practices.models import AmbassadorPage, Territory, Theme
from practices.models.rows import WordsRow


class EventSession(WordsRow):
    """A moment of the programme: from when to when, where, and how many came."""

    override_translatable_fields = [SynchronizedField("key")]

    page = day_of("sessions")
    title = models.CharField(
        _("ce qui se passe"),
        max_length=160,
        help_text=_("«\u00a0Accueil et café\u00a0», «\u00a0Ateliers au choix\u00a0»…"),
    )
    key = key_field(blank=True)
    # Null in drafts only: publication asks for them.
    starts_at = models.DateTimeField(_("début"), null=True)
    ends_at = models.DateTimeField(_("fin"), null=True)
    text = models.TextField(
        _("en deux phrases"),
        max_length=500,
        blank=True,
        help_text=_("De quoi il s’agit, avec qui."),
    )
    place_name = models.CharField(
        _("lieu"),
        max_length=160,
        blank=True,
        help_text=_("La salle ou l’adresse. Vide pour une séance en ligne."),
    )
    territory = models.ForeignKey(
        Territory,
        verbose_name=_("commune"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="event_sessions",
        limit_choices_to={"kind": "commune"},
    )
    attendance_count = models.PositiveIntegerField(
        _("nombre de personnes venues"), null=True, blank=True
    )
    attendance_source = models.CharField(
        _("qui a compté"),
        max_length=200,
        blank=True,
        help_text=_("Ou d’où vient le chiffre\u00a0: il est affiché avec lui."),
    )

    panels = [
        FieldPanel("title"),
        FieldRowPanel([FieldPanel("starts_at"), FieldPanel("ends_at")]),
        FieldPanel("text"),
        FieldPanel("place_name"),
        FieldPanel("territory"),
        FieldPanel("key", required_on_save=False),
        FieldRowPanel(
            [FieldPanel("attendance_count"), FieldPanel("attendance_source")]
        ),
    ]

    class Meta(WordsRow.Meta):
        verbose_name = _("séance")
        verbose_name_plural = _("séances")

    def __str__(self) -> str:
        return self.title

    def clean(self):
        """Refuse a session that ends before it starts."""
        super().clean()
        if self.starts_at and self.ends_at and self.ends_at <= self.starts_at:
            raise ValidationError(
                {"ends_at": _("La séance finit avant d’avoir commencé.")}
            )


class Workshop(WordsRow):
    """One of the workshops of a session: a question, a method, what came of it."""

    override_translatable_fields = [
        SynchronizedField("key"),
        SynchronizedField("session_key"),
        SynchronizedField("theme"),
    ]

    page = day_of("workshops")
    title = models.CharField(_("titre"), max_length=160)
    key = key_field(blank=True)
    session_key = models.SlugField(
        _("séance concernée"),
        max_length=60,
        blank=True,
        help_text=_(
            "Le repère de la séance où il a lieu. Sinon, l’atelier est montré après "
            "le programme."
        ),
    )
    question = models.CharField(
        _("question posée"),
        max_length=250,
        blank=True,
        help_text=_("Ce à quoi l’atelier cherche à répondre."),
    )
    presented_by = models.CharField(
        _("exemple apporté par"),
        max_length=200,
        blank=True,
        help_text=_("La structure ou la collectivité qui raconte, s’il y en a une."),
    )
    territory = models.ForeignKey(
        Territory,
        verbose_name=_("territoire"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    method = models.CharField(
        _("méthode"),
        max_length=200,
        blank=True,
        help_text=_(
            "«\u00a0Scénario joué en journal télévisé\u00a0», «\u00a0Arpentage\u00a0»…"
        ),
    )
    facilitators = models.CharField(
        _("animé par"),
        max_length=250,
        blank=True,
        help_text=_("Avec l’accord des personnes\u00a0; un nom de structure suffit."),
    )
    theme = models.ForeignKey(
        Theme,
        verbose_name=_("thème"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        limit_choices_to={"locale__language_code": "fr"},
    )
    text = RichTextField(_("contenu"), features=RICH_TEXT_FEATURES, blank=True)
    outcome = RichTextField(
        _("ce qui en est sorti"),
        features=RICH_TEXT_FEATURES,
        blank=True,
        help_text=_("À écrire après."),
    )

    panels = [
        FieldPanel("title"),
        FieldPanel("key", required_on_save=False),
        FieldPanel("session_key"),
        FieldPanel("question"),
        FieldPanel("theme"),
        FieldPanel("method"),
        FieldPanel("facilitators"),
        FieldPanel("presented_by"),
        FieldPanel("territory"),
        FieldPanel("text"),
        FieldPanel("outcome"),
    ]

    class Meta(WordsRow.Meta):
        verbose_name = _("atelier")
        verbose_name_plural = _("ateliers")

    def __str__(self) -> str:
        return self.title


class SpeakerQuerySet(models.QuerySet["Speaker"]):
    """The business filters of speakers."""

    def named_today(self):
        """Those with a typed name who agree to it today."""
        return self.exclude(name="").filter(agreed_q())


class Speaker(Consented, WordsRow):
    """Someone who speaks: an ambassador, or a typed name; what they do and for whom."""

    override_translatable_fields = [SynchronizedField("ambassador")]

    page = day_of("speakers")
    # Named by their own page, and no longer once it is withdrawn.
    ambassador = models.ForeignKey(
        AmbassadorPage,
        verbose_name=_("ambassadrice ou ambassadeur"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="talks",
        help_text=_("Si la personne a une page ici. Sinon, écrivez son nom."),
    )
    # Shown while the person agrees to it; then the role alone says who spoke.
    name = models.CharField(
        _("nom"),
        max_length=160,
        blank=True,
        help_text=_(
            "Un nom demande un accord daté\u00a0; sans nom, dites seulement la fonction."
        ),
    )
    role = models.CharField(_("fonction"), max_length=160, blank=True)
    organisation = models.CharField(_("organisme"), max_length=160, blank=True)
    talk = models.CharField(
        _("parle de"),
        max_length=250,
        blank=True,
        help_text=_("Le titre de son intervention, s’il y en a un."),
    )

    objects = SpeakerQuerySet.as_manager()

    panels = [
        FieldPanel("ambassador"),
        FieldPanel("name"),
        FieldRowPanel([FieldPanel("consent_given_on"), FieldPanel("consent_until")]),
        FieldPanel("role"),
        FieldPanel("organisation"),
        FieldPanel("talk"),
    ]

    class Meta(WordsRow.Meta):
        verbose_name = _("intervenant·e")
        verbose_name_plural = _("intervenant·es")

    def __str__(self) -> str:
        return self.name or str(self.ambassador or self.role)

    def clean(self):
        """Refuse two names for one person."""
        super().clean()
        if self.ambassador_id and self.name.strip():
            raise ValidationError(
                {"name": _("Choisissez une page ou écrivez un nom, pas les deux.")}
            )

    @property
    def says_who(self) -> bool:
        """True when readers can tell who speaks."""
        return bool(self.ambassador_id or self.name.strip() or self.role.strip())
