"""Articles and guides as a list that facets narrow."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import get_language, ngettext_lazy
from django.utils.translation import gettext_lazy as _

from wagtail.models import Page

from portal.core.models.base import SOURCE_LANGUAGE, published_q
from portal.core.typography import french_date
from portal.home.articles import ArticleCard, cards_of, featured_card
from portal.home.models import ArticleIndexPage, ArticlePage, Publication
from search.catalogue import list_context
from search.facet import Facet
from search.faceted import PAGE, Clue, FacetedList, Order, Wording, down
from search.facets import TERRITORY, THEME
from search.options import ChoiceOptions


class Genre(models.TextChoices):
    """What one reads: values stand in addresses, never change one."""

    ARTICLE = "article", _("Article")
    GUIDE = "guide", _("Guide")


@dataclass(frozen=True)
class Shelf:
    """A page of the list, with what is put forward on the first one."""

    featured: ArticleCard | None
    cards: list[ArticleCard]


def published_articles():
    """Return the articles and guides that public lists may show."""
    return Page.objects.type(ArticlePage, Publication).filter(
        published_q(), locale__language_code=SOURCE_LANGUAGE, alias_of=None
    )


def shelf(keys: list[int], language: str) -> list[Shelf]:
    """Return the articles and guides ``keys`` as cards, in order."""
    return [Shelf(None, cards_of(keys, language))]


def _genre(value: str) -> Q:
    kind = "publication" if value == Genre.GUIDE else "articlepage"
    return Q(**{f"{kind}__isnull": False})


def _when(held: Mapping[str, Any]) -> str:
    return french_date(held["published"])


ARTICLES = FacetedList(
    name="articles",
    models=(ArticlePage, Publication),
    pages=published_articles,
    facets=(
        THEME.on(Page, "articlepage__themes__lineage__slug"),
        TERRITORY.on(Page, "articlepage__territories__lineage__slug"),
        Facet(
            "genre",
            _("Article ou guide"),
            (),
            ChoiceOptions(Genre),
            condition=_genre,
            is_always_open=True,
            model=Page,
        ),
    ),
    orders=(
        Order(
            "recent",
            _("nouveauté"),
            lambda language: {"published": F("first_published_at")},
            (down("published"), down(PAGE)),
        ),
    ),
    show=shelf,
    template="home/_articles.html",
    wording=Wording(
        title=_("Articles et guides"),
        none=_("Aucun article"),
        some=ngettext_lazy("%(number)s article", "%(number)s articles", "n"),
        show_some=ngettext_lazy("Voir l’article", "Voir les %(number)s articles", "n"),
        show_all=_("Voir tous les articles"),
        search=_("Chercher un article"),
        example=_("santé, commune…"),
    ),
    clue=Clue({"published": "first_published_at"}, _when),
)


def articles_context(page: ArticleIndexPage, request) -> dict:
    """Return a page of articles; what is put forward comes first, on the first one."""
    context: dict[str, Any] = list_context(page, request, ARTICLES)
    results = context["results"]
    if not results.chips and results.page_obj.number == 1:
        featured = featured_card(get_language() or SOURCE_LANGUAGE)
        context["results"] = replace(
            results,
            shown=[
                Shelf(
                    featured,
                    [
                        card
                        for card in each.cards
                        if featured is None or card.pk != featured.pk
                    ],
                )
                for each in results.shown
            ],
        )
    return {
        **context,
        "feed_url": reverse("article_feed"),
        "notice_french": page.is_shown_in_french_instead,
    }
