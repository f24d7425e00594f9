"""The list of thematic days."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from wagtail.admin.panels import FieldPanel

from portal.core.models import BasePage, RefinedListMixin


class ThematicDayIndexPage(RefinedListMixin, BasePage):
    """The days to come, then those that were; organisers add theirs under it."""

    max_count_per_parent = 1
    parent_page_types = ["home.HomePage"]
    subpage_types = ["events.ThematicDayPage"]
    page_description = _("La liste des journées, à venir et passées.")
    context_from = "search.catalogue.days_context"
    whole_template = "events/thematic_day_index_page.html"

    lead = models.TextField(_("introduction"), max_length=500, blank=True)

    content_panels = [*BasePage.content_panels, FieldPanel("lead")]

    class Meta:
        verbose_name = _("liste des journées")
        verbose_name_plural = _("listes des journées")
