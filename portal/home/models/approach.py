"""The démarche: one page that says where it comes from, how it works, where it goes."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from wagtail.fields import RichTextField

from portal.core.blocks import RICH_TEXT_FEATURES
from portal.core.fields import LinesField
from portal.core.models import BasePage, FoundByWords
from portal.home.panels import APPROACH_EDIT_HANDLER
from practices.forms import ReviewedPageForm
from practices.readiness import PublishesWhenReady


class ApproachPage(PublishesWhenReady, FoundByWords, BasePage):
    """The démarche of a federation and its partners."""

    max_count_per_parent = 1
    parent_page_types = ["home.HomePage"]
    subpage_types: list[str] = []
    page_description = _(
        "La démarche : ses étapes, ses volets, ses chiffres, ses pas suivants."
    )
    context_from = "portal.home.approach.approach_context"
    words_from = "portal.home.words.APPROACH"

    lead = models.TextField(
        _("en une à trois phrases"),
        max_length=500,
        help_text=_("Ce que c’est et ce qu’elle cherche, pour quelqu’un d’ailleurs."),
    )
    start_date = models.DateField(
        _("depuis le"),
        null=True,
        blank=True,
        help_text=_("Seule l’année est montrée."),
    )
    origin = RichTextField(
        _("origine"),
        features=RICH_TEXT_FEATURES,
        blank=True,
        help_text=_("D’où elle vient, qui l’a décidée."),
    )
    edition = models.CharField(
        _("édition"),
        max_length=80,
        blank=True,
        help_text=_("La version du dépliant : « édition 2022 »."),
    )
    leaflet = models.ForeignKey(
        "core.PortalDocument",
        verbose_name=_("dépliant"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    means = LinesField(
        _("moyens"),
        blank=True,
        help_text=_("Ce qui est mis en commun : temps, postes, lieux. Un par ligne."),
    )
    picture = models.ForeignKey(
        "core.PortalImage",
        verbose_name=_("image"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text=_("Avec son texte alternatif, son crédit et sa licence."),
    )

    base_form_class = ReviewedPageForm
    edit_handler = APPROACH_EDIT_HANDLER
    search_fields = [
        *BasePage.search_fields,
        *FoundByWords.found_fields,
    ]

    class Meta:
        verbose_name = _("démarche")
        verbose_name_plural = _("démarches")
