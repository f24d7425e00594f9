"""« À lire aussi »: what pages can be read after another, and those chosen by hand."""

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _

from wagtail.admin.panels import PageChooserPanel
from wagtail_localize.fields import SynchronizedField

from portal.core.models.base import SOURCE_LANGUAGE
from portal.core.models.rows import WordsRow

# As many as are shown: the computed ones fill up what editors leave.
AT_MOST = 3


class ReadAlso:
    """A page that is offered after others which share its themes, and its places."""

    # The territories it is about, with all that they lie in.
    places_at = "territories__lineage"


class ChosenReading(WordsRow):
    """A page that editors chose to be read after this one: the French page."""

    override_translatable_fields = [SynchronizedField("other")]

    other = models.ForeignKey(
        "wagtailcore.Page",
        verbose_name=_("page"),
        on_delete=models.CASCADE,
        related_name="+",
    )

    panels = [PageChooserPanel("other")]

    class Meta(WordsRow.Meta):
        abstract = True
        verbose_name = _("page à lire aussi")
        verbose_name_plural = _("pages à lire aussi")

    def clean(self):
        """Refuse a translation and an alias: the French page holds the facts."""
        super().clean()
        if self.other_id and (
            self.other.locale.language_code != SOURCE_LANGUAGE or self.other.alias_of_id
        ):
            raise ValidationError({"other": _("Choisissez la page française.")})
