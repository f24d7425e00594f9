"""The videos of a day: each a picture, a link and a transcript."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from wagtail.admin.panels import FieldPanel
from wagtail.fields import RichTextField

from events.enums import Captions
from events.models.rows import day_of
from portal.core.blocks import RICH_TEXT_FEATURES
from practices.models.rows import WordsRow


class DayVideo(WordsRow):
    """A video of a day, seen elsewhere, with what is said in it to be read here."""

    page = day_of("videos")
    title = models.CharField(_("titre"), max_length=200)
    url = models.URLField(
        _("adresse"),
        help_text=_(
            "La page montre une image et un lien\u00a0: rien n’est chargé avant."
        ),
    )
    # Null in drafts only: publication asks for it, as for the transcript.
    still = models.ForeignKey(
        "core.PortalImage",
        verbose_name=_("image"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    transcript = RichTextField(
        _("transcription"),
        features=RICH_TEXT_FEATURES,
        blank=True,
        help_text=_("Tout ce qui s’y dit, pour qui n’entend pas ou préfère lire."),
    )
    # Nothing where nobody has looked: the page then says nothing of it.
    captions = models.CharField(
        _("sous-titres"),
        max_length=10,
        choices=Captions.choices,
        blank=True,
        help_text=_(
            "Regardez sur le site de la vidéo. La page le dit à côté du lien\u00a0; sans "
            "réponse, elle n’en dit rien."
        ),
    )

    panels = [
        FieldPanel("title"),
        FieldPanel("url"),
        FieldPanel("captions"),
        FieldPanel("still"),
        FieldPanel("transcript"),
    ]

    class Meta(WordsRow.Meta):
        verbose_name = _("vidéo")
        verbose_name_plural = _("vidéos")

    def __str__(self) -> str:
        return self.title
