"""The démarche and plain pages, which a text finds from the catalogue."""

from django.db.models import F
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from wagtail.models import Page

from portal.core.models.base import SOURCE_LANGUAGE, published_q
from portal.home.models import ApproachPage, StandardPage
from search.faceted import PAGE, FacetedList, Order, Wording, by_text, up


def published_pages():
    """Return the French pages of these kinds that anyone may read."""
    return Page.objects.type(ApproachPage, StandardPage).filter(
        published_q(), locale__language_code=SOURCE_LANGUAGE, alias_of=None
    )


PAGES = FacetedList(
    name="pages",
    models=(ApproachPage, StandardPage),
    pages=published_pages,
    facets=(),
    orders=(
        Order(
            "place",
            _("place"),
            lambda language: {"place": F("path")},
            (by_text("place"), up(PAGE)),
        ),
    ),
    # No page lists them: only what a text finds of them is shown.
    show=lambda keys, language: [],
    template="",
    wording=Wording(
        title=_("Le portail et la démarche"),
        none=_("Aucune page"),
        some=ngettext_lazy("%(number)s page", "%(number)s pages", "n"),
        show_some=ngettext_lazy("Voir la page", "Voir les %(number)s pages", "n"),
    ),
    has_page=False,
)
