"""Terms: words of a shared list that pages refer to."""

from django.db import models
from django.db.models import OuterRef, Subquery
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from wagtail.admin.panels import FieldPanel, TitleFieldPanel
from wagtail.models import TranslatableMixin
from wagtail.search import index
from wagtail_localize.fields import SynchronizedField

from portal.core.models.base import SOURCE_LANGUAGE
from portal.core.slugs import slug_input
from portal.core.text import fold

# The address is written from the name as it is typed, as that of a page is.
NAME_PANELS = [
    TitleFieldPanel("name", classname="", placeholder=False),
    FieldPanel("slug", widget=slug_input()),
]


class TermQuerySet(models.QuerySet):
    """The business filters of terms."""

    def sources(self):
        """The French terms, the ones pages refer to."""
        return self.filter(locale__language_code=SOURCE_LANGUAGE)

    def with_label(self, language: str | None):
        """Annotate ``localized_name``: the name in ``language``, else in French."""
        if language in (None, SOURCE_LANGUAGE):
            return self
        translation = self.model._default_manager.filter(
            translation_key=OuterRef("translation_key"),
            locale__language_code=language,
        ).values("name")[:1]
        return self.annotate(localized_name=Coalesce(Subquery(translation), "name"))


class Term(TranslatableMixin, index.Indexed, models.Model):
    """A term of a list that editors keep; pages refer to the French one."""

    # The name of the view that shows what refers to a term.
    url_name: str = ""
    override_translatable_fields = [SynchronizedField("slug")]

    name = models.CharField(_("nom"), max_length=120)
    slug = models.SlugField(
        _("adresse"),
        max_length=120,
        help_text=_("Sert dans les adresses ; la même dans toutes les langues."),
    )
    description = models.TextField(
        _("description"),
        blank=True,
        help_text=_("Une ou deux phrases, affichées en tête de la page du terme."),
    )

    objects = TermQuerySet.as_manager()

    panels = [*NAME_PANELS, FieldPanel("description")]
    search_fields = [
        index.SearchField("name"),
        index.AutocompleteField("name"),
        index.AutocompleteField("folded_name"),
        index.SearchField("description"),
        index.FilterField("locale_id"),
    ]

    class Meta(TranslatableMixin.Meta):
        abstract = True
        unique_together = [("translation_key", "locale"), ("slug", "locale")]
        ordering = ["name", "pk"]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        """The address of the page that shows what refers to this term."""
        return reverse(self.url_name, args=[self.slug])

    @property
    def folded_name(self) -> str:
        """The name without accents: choosers find it however it is typed."""
        return fold(self.name)

    @property
    def label(self) -> str:
        """The name in the language asked with ``with_label()``, else in French."""
        return getattr(self, "localized_name", self.name)
