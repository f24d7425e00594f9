"""Articles, ours and republished ones, and the list they stand under."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from modelcluster.fields import ParentalKey, ParentalManyToManyField
from wagtail.admin.panels import FieldPanel, FieldRowPanel
from wagtail.fields import StreamField
from wagtail.models import PageManager

from portal.core.blocks import ArticleBlock
from portal.core.enums import Licence
from portal.core.fields import LinesField
from portal.core.models import (
    BasePage,
    BasePageQuerySet,
    ChosenReading,
    FoundByWords,
    Licensed,
    ReadAlso,
    RefinedListMixin,
    Republished,
    WordsRow,
)
from portal.home.forms import ArticleForm
from portal.home.panels import ARTICLE_EDIT_HANDLER
from practices.models import Territory, Theme
from practices.readiness import PublishesWhenReady


class ArticleIndexPage(RefinedListMixin, BasePage):
    """The list of articles and guides, newest first."""

    max_count_per_parent = 1
    parent_page_types = ["home.HomePage"]
    subpage_types = ["home.ArticlePage", "home.Publication"]
    page_description = _("La liste des articles et des guides.")
    context_from = "portal.home.lists.articles_context"
    whole_template = "home/article_index_page.html"
    proposed_types = ("home.ArticlePage",)

    lead = models.TextField(_("introduction"), max_length=500, blank=True)

    content_panels = [*BasePage.content_panels, FieldPanel("lead")]

    class Meta:
        verbose_name = _("liste des articles")
        verbose_name_plural = _("listes des articles")


class ArticleQuerySet(BasePageQuerySet):
    """The business filters of articles and guides."""

    def newest_first(self):
        """The most recently published first."""
        return self.order_by("-first_published_at", "-pk")


class ArticlePage(
    PublishesWhenReady, FoundByWords, ReadAlso, Republished, Licensed, BasePage
):
    """An article: written here, taken up from elsewhere, or a link to one."""

    parent_page_types = ["home.ArticleIndexPage"]
    subpage_types: list[str] = []
    page_description = _("Un article, écrit ici ou repris d’ailleurs avec sa licence.")
    context_from = "portal.home.articles.article_context"
    words_from = "portal.home.words.ARTICLE"

    subtitle = models.CharField(
        _("accroche"),
        max_length=200,
        blank=True,
        help_text=_("Une phrase sous le titre, souvent avec un chiffre."),
    )
    lead = models.TextField(
        _("en une à trois phrases"),
        max_length=500,
        help_text=_(
            "Avec vos mots, même pour un article repris : c’est ce que les listes "
            "montrent."
        ),
    )
    body = StreamField(ArticleBlock(), blank=True, verbose_name=_("texte"))
    key_takeaways = LinesField(
        _("à retenir"), blank=True, help_text=_("Une idée par ligne, cinq au plus.")
    )
    event_date = models.DateField(
        _("date de l’évènement"),
        null=True,
        blank=True,
        help_text=_("Le jour dont l’article parle, pas celui où il paraît."),
    )
    event_place = models.CharField(_("lieu de l’évènement"), max_length=160, blank=True)
    themes = ParentalManyToManyField(
        Theme, verbose_name=_("thèmes"), blank=True, related_name="articles"
    )
    territories = ParentalManyToManyField(
        Territory, verbose_name=_("territoires"), blank=True, related_name="articles"
    )
    contributor = models.CharField(
        _("proposé par"),
        max_length=160,
        blank=True,
        help_text=_("Une structure, un partenaire ; une personne avec son accord."),
    )
    featured = models.BooleanField(
        _("à la une"), default=False, help_text=_("Montré en tête de la liste.")
    )

    objects = PageManager.from_queryset(ArticleQuerySet)()

    override_translatable_fields = [
        *BasePage.override_translatable_fields,
        *Republished.override_translatable_fields,
    ]
    base_form_class = ArticleForm
    edit_handler = ARTICLE_EDIT_HANDLER
    search_fields = [
        *BasePage.search_fields,
        *FoundByWords.found_fields,
    ]

    class Meta:
        verbose_name = _("article")
        verbose_name_plural = _("articles")

    @property
    def is_link_card(self) -> bool:
        """True when only the lead and the link may be shown: no licence is known."""
        return self.is_republished and self.source_licence in ("", Licence.UNKNOWN)

    @property
    def told_first_at(self) -> str:  # type: ignore[override]
        """The address of the original, which engines are sent to."""
        return self.source.source_url


class ArticleFigure(WordsRow):
    """A figure the article gives, with where it comes from."""

    page = ParentalKey(ArticlePage, on_delete=models.CASCADE, related_name="figures")
    # Null in drafts only: publication asks for it.
    value = models.DecimalField(_("nombre"), max_digits=14, decimal_places=2, null=True)
    unit = models.CharField(_("unité"), max_length=40, blank=True)
    indicator = models.CharField(_("ce qui est compté"), max_length=160)
    period_label = models.CharField(
        _("quand"), max_length=80, help_text=_("« en 2022 », « le 14 novembre 2019 ».")
    )
    source = models.CharField(
        _("source"),
        max_length=200,
        help_text=_("Qui a compté, ou d’où vient le chiffre."),
    )

    panels = [
        FieldRowPanel([FieldPanel("value"), FieldPanel("unit")]),
        FieldPanel("indicator"),
        FieldRowPanel([FieldPanel("period_label"), FieldPanel("source")]),
    ]

    class Meta(WordsRow.Meta):
        verbose_name = _("chiffre")
        verbose_name_plural = _("chiffres")


class ArticleLink(WordsRow):
    """An address to go further."""

    page = ParentalKey(ArticlePage, on_delete=models.CASCADE, related_name="links")
    label = models.CharField(_("intitulé"), max_length=160)
    url = models.URLField(_("adresse"))

    panels = [FieldRowPanel([FieldPanel("label"), FieldPanel("url")])]

    class Meta(WordsRow.Meta):
        verbose_name = _("lien")
        verbose_name_plural = _("liens")


class ArticleReading(ChosenReading):
    """A page that editors chose to be read after an article."""

    page = ParentalKey(
        ArticlePage, on_delete=models.CASCADE, related_name="chosen_readings"
    )

    class Meta(ChosenReading.Meta):
        abstract = False
