"""Guides made of practices."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, PageChooserPanel
from wagtail.models import PageManager
from wagtail_localize.fields import SynchronizedField

from portal.core.enums import Licence
from portal.core.models import BasePage, FoundByWords, PortalDocument, WordsRow
from portal.home.enums import PublicationStatus
from portal.home.models.article import ArticleQuerySet
from portal.home.panels import PUBLICATION_EDIT_HANDLER
from practices.forms import ReviewedPageForm
from practices.models import PracticePage
from practices.readiness import PublishesWhenReady


class PublicationQuerySet(ArticleQuerySet):
    """The business filters of guides."""

    def out(self):
        """Guides that can be read."""
        return self.filter(status=PublicationStatus.OUT)


class Publication(PublishesWhenReady, FoundByWords, BasePage):
    """A guide: a document, out or to come, and the practices it gathers.

    It stands among the articles: it is announced there, and by the same people.
    """

    parent_page_types = ["home.ArticleIndexPage"]
    subpage_types: list[str] = []
    page_description = _("Un guide, paru ou à paraître, fait de pratiques choisies.")
    context_from = "portal.home.articles.publication_context"
    words_from = "portal.home.words.GUIDE"

    lead = models.TextField(
        _("en une à trois phrases"),
        max_length=500,
        help_text=_("Ce qu’on y trouve, et pour qui il est fait."),
    )
    status = models.CharField(
        _("parution"),
        max_length=20,
        choices=PublicationStatus.choices,
        default=PublicationStatus.UPCOMING,
    )
    released_on = models.DateField(
        _("date de parution"),
        null=True,
        blank=True,
        help_text=_("Passée ou prévue ; laissez vide si elle n’est pas connue."),
    )
    publisher = models.CharField(_("publié par"), max_length=160, blank=True)
    document = models.ForeignKey(
        "core.PortalDocument",
        verbose_name=_("document"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    reading_url = models.URLField(
        _("ou adresse"), blank=True, help_text=_("S’il est à lire sur un autre site.")
    )
    picture = models.ForeignKey(
        "core.PortalImage",
        verbose_name=_("couverture"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text=_("Avec son texte alternatif, son crédit et sa licence."),
    )
    licence = models.CharField(
        _("licence"), max_length=20, choices=Licence.choices, blank=True
    )

    objects = PageManager.from_queryset(PublicationQuerySet)()

    base_form_class = ReviewedPageForm
    edit_handler = PUBLICATION_EDIT_HANDLER
    search_fields = [
        *BasePage.search_fields,
        *FoundByWords.found_fields,
    ]

    class Meta:
        verbose_name = _("guide")
        verbose_name_plural = _("guides")

    @property
    def is_out(self) -> bool:
        """True when it can be read."""
        return self.status == PublicationStatus.OUT

    def withholds(self, document: PortalDocument) -> bool:
        """True while the guide is to come: its file is not to be read yet."""
        return not self.is_out and document.pk == self.document_id

    @property
    def target(self) -> str:
        """Where it can be read, or an empty string."""
        return self.document.url if self.document else self.reading_url

    @property
    def licence_url(self) -> str:
        """The address of the licence's text, or an empty string."""
        return Licence(self.licence).url if self.licence else ""


class PublicationPick(WordsRow):
    """A practice of the guide, and why it was chosen."""

    override_translatable_fields = [SynchronizedField("practice")]

    page = ParentalKey(Publication, on_delete=models.CASCADE, related_name="picks")
    practice = models.ForeignKey(
        PracticePage,
        verbose_name=_("pratique"),
        on_delete=models.CASCADE,
        related_name="+",
    )
    word = models.CharField(
        _("pourquoi elle"),
        max_length=300,
        blank=True,
        help_text=_("Un mot de la rédaction : ce qu’on y apprend."),
    )

    panels = [PageChooserPanel("practice"), FieldPanel("word")]

    class Meta(WordsRow.Meta):
        verbose_name = _("pratique choisie")
        verbose_name_plural = _("pratiques choisies")
