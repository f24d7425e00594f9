"""What the home page and the site map show."""

from django.db.models import Count, Window
from django.http import Http404
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from wagtail.models import Page

from events.next_day import next_day
from portal.core.models.base import SOURCE_LANGUAGE, published_q
from portal.core.navigation import page_of_kind
from portal.home.approach import current_step
from portal.home.articles import newest_articles
from portal.home.models import HomePage, StandardPage
from practices.cards import practice_cards
from practices.listing import listed
from practices.models import Organisation, StructurePage
from practices.structures import by_territory, largest_territories, network
from practices.views import theme_counts

NEWEST = 6
STRUCTURES_MAPPED = 40
# More than these would make the page heavy and the list unread.
STRUCTURES_NAMED = 15
TERRITORIES_NAMED = 12


def home_context(page: HomePage, request) -> dict:
    """Return themes, newest practices, the next day and the structures by territory."""
    language = get_language() or SOURCE_LANGUAGE
    structures = network()
    structure_count = structures.count()
    # Counted with the rows they are: a query less than counting apart.
    newest = list(
        listed()
        .featured_first()
        .annotate(total=Window(Count("pk")))
        .values_list("pk", "total")[:NEWEST]
    )
    approach = page_of_kind(request, "approach")
    return {
        "themes": [theme for theme, _description in theme_counts(language)],
        "newest": practice_cards([pk for pk, _total in newest], language),
        # A large network is shown by its territories; the list has its own page.
        "structures_by_territory": (
            by_territory(structures, language, counted=False)
            if structure_count <= STRUCTURES_NAMED
            else largest_territories(TERRITORIES_NAMED)
        ),
        "next_day": next_day(language, timezone.now()),
        "approach": approach,
        "approach_url": approach.get_url(request) if approach else "",
        "step": current_step(approach),
        "articles": newest_articles(language),
        "practice_count": newest[0][1] if newest else 0,
        "structure_count": structure_count,
    }


def plain_context(page: StandardPage, request) -> dict:
    """Return the bodies that support the portal, where the French page shows them."""
    partners = Organisation.objects.filter(supports_portal=True)
    return {
        "partners": (
            list(partners.select_related("logo").order_by("name", "pk"))
            if page.source.shows_partners
            else []
        )
    }


def site_map(request):
    """Answer the map of the site: public pages but the practices, as a tree, and lists."""
    home = page_of_kind(request, "home")
    if home is None:
        raise Http404
    pages = Page.objects.filter(published_q(), depth__lte=4).descendant_of(
        home, inclusive=True
    )
    if home.locale.language_code != SOURCE_LANGUAGE:
        # What nobody may read in French is named in no language.
        french = Page.objects.filter(
            published_q(), locale__language_code=SOURCE_LANGUAGE
        )
        pages = pages.filter(translation_key__in=french.values("translation_key"))
    if StructurePage.objects.published().count() > STRUCTURES_MAPPED:
        # Their own list names them all, a page at a time.
        pages = pages.not_type(StructurePage)
    return render(
        request,
        "home/site_map.html",
        {
            "title": _("Plan du site"),
            "description": "",
            "breadcrumbs": [{"title": home.title, "url": home.get_url(request)}],
            "tree": [
                *_tree(pages.order_by("path").specific(defer=True), request),
                *_lists(),
            ],
        },
    )


def _lists() -> list[dict]:
    """Return the lists that are no pages, as entries of the map."""
    return [
        {"title": title, "url": reverse(name), "children": []}
        for title, name in (
            (_("Thèmes"), "practices:theme_index"),
            (_("Territoires"), "practices:territory_index"),
            (_("Publics"), "practices:audience_index"),
            (_("Enjeux"), "practices:challenge_index"),
            (_("Ingrédients"), "practices:ingredient_index"),
            (_("Outils de communication"), "practices:communication_tool_index"),
            (_("Cadres locaux"), "practices:policy_scheme_index"),
            (_("Aides mobilisables"), "practices:funding_scheme_index"),
            (_("Organismes"), "practices:organisation_index"),
            (_("Cycles"), "events:series_index"),
            (_("Livrables des journées"), "events:deliverables"),
            (_("Méthodes d’atelier"), "events:methods"),
            (_("Lexique"), "glossary"),
            (_("Programmes"), "practices:programme_index"),
            (_("Accompagnements"), "practices:accompaniment_index"),
            (_("Ressources partagées"), "practices:shared_resource_index"),
            (_("Les pratiques en données ouvertes"), "search:api"),
        )
        # That one is in French alone.
        if name != "search:api" or get_language() == SOURCE_LANGUAGE
    ]


def _tree(pages, request) -> list[dict]:
    """Return pages in the order of their paths as nested ``title, url, children``.

    What stands under a page that is not shown is left out with it.
    """
    root: list[dict] = []
    children_of: dict[str, list[dict]] = {}
    for page in pages:
        siblings = children_of.get(page.path[: -page.steplen]) if children_of else root
        if siblings is None:
            continue
        children_of[page.path] = []
        siblings.append(
            {
                "title": page.title,
                "url": page.get_url(request),
                "children": children_of[page.path],
            }
        )
    return root
