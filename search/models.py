"""The catalogue page."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from wagtail.admin.panels import FieldPanel

from portal.core.models import BasePage, RefinedListMixin


class CataloguePage(RefinedListMixin, BasePage):
    """Text search and facets over the published practices."""

    max_count_per_parent = 1
    parent_page_types = ["home.HomePage"]
    subpage_types: list[str] = []
    page_description = _("Le catalogue des pratiques, avec ses filtres.")
    context_from = "search.catalogue.catalogue_context"

    lead = models.TextField(_("introduction"), max_length=500, blank=True)

    content_panels = [*BasePage.content_panels, FieldPanel("lead")]

    class Meta:
        verbose_name = _("catalogue")
        verbose_name_plural = _("catalogues")
