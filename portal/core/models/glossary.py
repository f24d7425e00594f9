"""The glossary: acronyms and words of the trade, explained by editors."""

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from wagtail.admin.panels import FieldPanel
from wagtail.search import index
from wagtail_localize.fields import SynchronizedField

from portal.core.fields import LinesField
from portal.core.models.terms import NAME_PANELS, Term


class GlossaryTerm(Term):
    """An acronym or a word, and what it means."""

    override_translatable_fields = [
        *Term.override_translatable_fields,
        SynchronizedField("acronym"),
        SynchronizedField("variants"),
    ]

    # A glossary defines; the other terms describe.
    description = None  # type: ignore[assignment]
    acronym = models.CharField(
        _("sigle"),
        max_length=20,
        blank=True,
        help_text=_("Tel qu’on l’écrit : « CTG ». Laissez vide pour un mot entier."),
    )
    variants = LinesField(
        _("autres noms"),
        blank=True,
        help_text=_("Un par ligne : la recherche les lit."),
    )
    definition = models.TextField(
        _("définition"),
        help_text=_("Une à trois phrases, pour quelqu’un qui entend le mot ici."),
    )
    url = models.URLField(_("pour en savoir plus"), blank=True)

    panels = [
        FieldPanel("acronym"),
        *NAME_PANELS,
        FieldPanel("definition"),
        FieldPanel("variants"),
        FieldPanel("url"),
    ]
    search_fields = [
        index.SearchField("acronym"),
        index.AutocompleteField("acronym"),
        index.SearchField("name"),
        index.AutocompleteField("name"),
        index.AutocompleteField("folded_name"),
        index.SearchField("variants"),
        index.SearchField("definition"),
        index.FilterField("locale_id"),
    ]

    class Meta(Term.Meta):
        verbose_name = _("mot du lexique")
        verbose_name_plural = _("mots du lexique")

    def __str__(self) -> str:
        return f"{self.acronym} – {self.name}" if self.acronym else self.name

    def get_absolute_url(self) -> str:
        """The place of the glossary where it is explained."""
        return f"{reverse('glossary')}#{self.slug}"

    @property
    def headword(self) -> str:
        """What one looks it up by: the acronym, or the name."""
        return self.acronym or self.name
