"""What the démarche is made of: principles, pillars, bodies.

A link belongs to a pillar, a member to a body, by its key: a foreign key between rows
of one page would still point at the original after a copy.
"""

from django.db import models
from django.utils.translation import gettext_lazy as _

from wagtail.admin.panels import FieldPanel, PageChooserPanel
from wagtail_localize.fields import SynchronizedField

from portal.core.models import WordsRow
from portal.home.enums import BodyKind, PrincipleKind
from portal.home.models.approach_rows import parent_of
from practices.models import Organisation, StructurePage


class Pillar(WordsRow):
    """One of the things the démarche does, side by side."""

    override_translatable_fields = [SynchronizedField("key")]

    page = parent_of("pillars")
    key = models.SlugField(
        _("repère"),
        max_length=60,
        help_text=_("Un mot sans espace ni accent, pour y rattacher des liens."),
    )
    title = models.CharField(_("volet"), max_length=160)
    text = models.TextField(_("en quelques phrases"))

    panels = [
        FieldPanel("title"),
        FieldPanel("key", required_on_save=False),
        FieldPanel("text"),
    ]

    class Meta(WordsRow.Meta):
        verbose_name = _("volet")
        verbose_name_plural = _("volets")


class ApproachLink(WordsRow):
    """A page or a document to go further with."""

    override_translatable_fields = [SynchronizedField("pillar_key")]

    page = parent_of("links")
    label = models.CharField(_("intitulé"), max_length=160)
    url = models.URLField(_("adresse"), blank=True)
    document = models.ForeignKey(
        "core.PortalDocument",
        verbose_name=_("ou document"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    pillar_key = models.SlugField(
        _("volet concerné"),
        max_length=60,
        blank=True,
        help_text=_("Le repère du volet ; laissez vide pour toute la démarche."),
    )

    panels = [
        FieldPanel("label"),
        FieldPanel("url"),
        FieldPanel("document"),
        FieldPanel("pillar_key"),
    ]

    class Meta(WordsRow.Meta):
        verbose_name = _("lien")
        verbose_name_plural = _("liens")

    @property
    def target(self) -> str:
        """Where it leads: the document, or the address."""
        return self.document.url if self.document else self.url


class Principle(WordsRow):
    """What the démarche holds to, in a title and a sentence or two."""

    page = parent_of("principles")
    kind = models.CharField(
        _("sorte"),
        max_length=20,
        choices=PrincipleKind.choices,
        default=PrincipleKind.CHARACTERISTIC,
    )
    title = models.CharField(_("titre"), max_length=160)
    text = models.TextField(_("en une ou deux phrases"), blank=True)

    panels = [FieldPanel("kind"), FieldPanel("title"), FieldPanel("text")]

    class Meta(WordsRow.Meta):
        verbose_name = _("principe")
        verbose_name_plural = _("principes")


class GovernanceBody(WordsRow):
    """A body that decides, prepares or drives."""

    override_translatable_fields = [SynchronizedField("key")]

    page = parent_of("bodies")
    key = models.SlugField(
        _("repère"),
        max_length=60,
        help_text=_("Un mot sans espace ni accent, pour y rattacher des membres."),
    )
    kind = models.CharField(
        _("sorte"), max_length=20, choices=BodyKind.choices, default=BodyKind.STEERING
    )
    name = models.CharField(
        _("nom"),
        max_length=160,
        blank=True,
        help_text=_("S’il en a un autre que sa sorte."),
    )
    role = models.TextField(_("ce qu’elle fait"))
    frequency = models.CharField(
        _("se réunit"),
        max_length=120,
        blank=True,
        help_text=_("Par exemple « deux fois par an »."),
    )

    panels = [
        FieldPanel("kind"),
        FieldPanel("key", required_on_save=False),
        FieldPanel("name"),
        FieldPanel("role"),
        FieldPanel("frequency"),
    ]

    class Meta(WordsRow.Meta):
        verbose_name = _("instance")
        verbose_name_plural = _("instances")


class GovernanceMember(WordsRow):
    """Who sits in a body: an organisation, a structure, or a name."""

    override_translatable_fields = [
        SynchronizedField("body_key"),
        SynchronizedField("structure"),
    ]

    page = parent_of("members")
    body_key = models.SlugField(
        _("instance"), max_length=60, help_text=_("Le repère de l’instance.")
    )
    organisation = models.ForeignKey(
        Organisation,
        verbose_name=_("organisme"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    structure = models.ForeignKey(
        StructurePage,
        verbose_name=_("ou structure"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    name = models.CharField(
        _("ou nom"),
        max_length=160,
        blank=True,
        help_text=_("D’un groupe, jamais d’une personne : « des habitants relais »."),
    )

    panels = [
        FieldPanel("body_key"),
        FieldPanel("organisation"),
        PageChooserPanel("structure"),
        FieldPanel("name"),
    ]

    class Meta(WordsRow.Meta):
        verbose_name = _("membre")
        verbose_name_plural = _("membres")
