"""The lists that editors keep and days refer to."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from wagtail.admin.panels import FieldPanel

from portal.core.models import Term


class EventType(Term):
    """What kind of meeting it is: a day, a debate, a visit, a training."""

    sort_order = models.PositiveSmallIntegerField(_("rang"), default=100)

    panels = [*Term.panels, FieldPanel("sort_order")]

    class Meta(Term.Meta):
        verbose_name = _("type de rencontre")
        verbose_name_plural = _("types de rencontres")
        ordering = ["sort_order", "name", "pk"]

    def get_absolute_url(self) -> str:
        """A type has no page of its own."""
        return ""


class EventSeries(Term):
    """Several days that belong together: a cycle, with a page that lists them."""

    url_name = "events:series"

    class Meta(Term.Meta):
        verbose_name = _("cycle")
        verbose_name_plural = _("cycles")
