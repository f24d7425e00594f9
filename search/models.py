"""The catalogue page, and what is kept to find pages by their words."""

import uuid

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from wagtail.admin.panels import FieldPanel
from wagtail.models import Page

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


class IndexedText(models.Model):
    """A text of a published French page or of its translation, as readers see it.

    Kept to say where a word was found; written with the page's index entry.
    """

    # Who deletes the page takes its words out of the counts, which these rows tell:
    # they must not go before (search/signal_handlers.py).
    page = models.ForeignKey(
        Page,
        on_delete=models.DO_NOTHING,
        db_constraint=False,
        related_name="+",
        verbose_name=_("page"),
    )
    language = models.CharField(_("langue"), max_length=10)
    place = models.CharField(_("endroit"), max_length=100)
    weight = models.PositiveSmallIntegerField(_("poids"))
    text = models.TextField(_("texte"))

    # Not a use of the page that an editor could look for.
    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("texte cherché")
        verbose_name_plural = _("textes cherchés")

    def __str__(self) -> str:
        return f"{self.page_id} {self.language} {self.place}"


class IndexedWord(models.Model):
    """A word of the published pages, and how many of them hold it.

    What a mistyped word is corrected by: never a word that nobody may read.
    """

    language = models.CharField(_("langue"), max_length=10)
    surface = models.CharField(_("mot"), max_length=60)
    stem = models.CharField(_("racine"), max_length=60)
    pages = models.IntegerField(_("nombre de pages"))

    class Meta:
        verbose_name = _("mot cherché")
        verbose_name_plural = _("mots cherchés")
        constraints = [
            models.UniqueConstraint(
                fields=["language", "surface"], name="one_row_for_a_word"
            )
        ]

    def __str__(self) -> str:
        return self.surface


class IndexVersion(models.Model):
    """What the words of the index are called now: another name at each change.

    The one row is written first whenever words change, so that those who write them
    wait for one another; a name, not a number, so that what was undone keeps its own.
    """

    token = models.UUIDField(_("version"), default=uuid.uuid4)

    class Meta:
        verbose_name = _("version des mots cherchés")
        verbose_name_plural = _("versions des mots cherchés")

    def __str__(self) -> str:
        return str(self.token)


class IndexChange(models.Model):
    """That something changed in what lists hold: each process reads what it missed.

    Rows follow one another as they are committed: who writes one holds the one row of
    `IndexVersion` until then.
    """

    # What was undone leaves its number to another: the token tells them apart.
    token = models.UUIDField(_("jeton"), default=uuid.uuid4)
    pages = models.JSONField(
        _("pages"), null=True, help_text=_("Rien : tout peut avoir changé.")
    )
    made_at = models.DateTimeField(_("date"), default=timezone.now)

    class Meta:
        verbose_name = _("changement des listes")
        verbose_name_plural = _("changements des listes")

    def __str__(self) -> str:
        return f"{self.made_at:%Y-%m-%d %H:%M:%S}"


class CountedSearchQuerySet(models.QuerySet):
    """What is told of searches, and what is not."""

    def told(self):
        """Return the rows whose text was asked often enough to be kept."""
        return self.exclude(text="")


class CountedSearch(models.Model):
    """How many times a text was looked for in a list on one day.

    The text is empty, and only its digest is held, until it has been asked three times
    on two days (search/counting.py). Nothing tells who asked.
    """

    # Of the words, with the secret of the site: equal for equal words, not readable.
    digest = models.CharField(_("empreinte"), max_length=64)
    text = models.CharField(_("texte"), max_length=200, blank=True)
    language = models.CharField(_("langue"), max_length=10)
    listing = models.CharField(_("liste"), max_length=30)
    day = models.DateField(_("jour"), db_index=True)
    # Slugs between bars, so that one can be looked for: « |alimentation|mobilite| ».
    themes = models.CharField(_("thèmes"), max_length=400, blank=True)
    territories = models.CharField(_("territoires"), max_length=400, blank=True)
    # The text was there already: a theme or a territory was added to it.
    is_refinement = models.BooleanField(_("précision"), default=False)
    times = models.PositiveIntegerField(_("nombre de fois"), default=0)
    results = models.PositiveIntegerField(_("résultats la dernière fois"), default=0)

    objects = CountedSearchQuerySet.as_manager()

    # Not a use of anything that an editor could look for.
    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("recherche comptée")
        verbose_name_plural = _("recherches comptées")
        constraints = [
            models.UniqueConstraint(
                fields=[
                    "digest",
                    "day",
                    "listing",
                    "language",
                    "themes",
                    "territories",
                    "is_refinement",
                ],
                name="one_row_for_a_search_of_a_day",
            )
        ]
        indexes = [
            models.Index(fields=["text", "listing", "language"], name="search_counted")
        ]

    def __str__(self) -> str:
        return f"{self.text or self.digest} {self.day}"
