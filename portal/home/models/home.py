"""Pages that gather the others: home and plain pages."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from wagtail.admin.panels import FieldPanel
from wagtail.fields import StreamField

from portal.core.blocks import ProseBlock
from portal.core.models import BasePage, FoundByWords


class HomePage(BasePage):
    """The first page: what this is, search, themes, newest practices."""

    max_count_per_parent = 1
    parent_page_types = ["wagtailcore.Page"]
    page_description = _("La page d’accueil du portail.")
    # Homes of all languages are siblings: they cannot share a slug.
    override_translatable_fields = []
    context_from = "portal.home.pages.home_context"

    headline = models.CharField(
        _("promesse"), max_length=120, help_text=_("Une phrase qui donne envie.")
    )
    lead = models.TextField(
        _("en une phrase"), max_length=500, help_text=_("Ce qu’on trouve ici.")
    )
    picture = models.ForeignKey(
        "core.PortalImage",
        verbose_name=_("image"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )

    content_panels = [
        *BasePage.content_panels,
        FieldPanel("headline"),
        FieldPanel("lead"),
        FieldPanel("picture"),
    ]

    class Meta:
        verbose_name = _("accueil")
        verbose_name_plural = _("accueils")


class StandardPage(FoundByWords, BasePage):
    """A plain page: legal notice, accessibility, privacy…"""

    parent_page_types = ["home.HomePage", "home.StandardPage"]
    subpage_types = ["home.StandardPage"]
    page_description = _("Une page simple : mentions légales, accessibilité…")
    context_from = "portal.home.pages.plain_context"
    words_from = "portal.home.words.PLAIN"

    lead = models.TextField(_("introduction"), max_length=500, blank=True)
    body = StreamField(ProseBlock(), blank=True, verbose_name=_("texte"))
    shows_partners = models.BooleanField(
        _("montre les partenaires du portail"),
        default=False,
        help_text=_(
            "Au bas de la page\u00a0: les organismes marqués «\u00a0soutient le "
            "portail\u00a0» dans les listes, avec leur logo."
        ),
    )

    content_panels = [
        *BasePage.content_panels,
        FieldPanel("lead"),
        FieldPanel("body"),
        FieldPanel("shows_partners"),
    ]
    search_fields = [
        *BasePage.search_fields,
        *FoundByWords.found_fields,
    ]

    class Meta:
        verbose_name = _("page simple")
        verbose_name_plural = _("pages simples")
