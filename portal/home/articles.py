"""What cards, an article and a guide show."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import F
from django.urls import reverse
from django.utils.translation import get_language, override
from django.utils.translation import gettext as _

from portal.core.fields import split_lines
from portal.core.models.base import SOURCE_LANGUAGE
from portal.core.named import named_pages
from portal.core.reading import keys_to_read, readings
from portal.core.translated import live_translations
from portal.home.models import ArticlePage, Publication
from practices.cards import practice_cards
from practices.listing import listed
from practices.models import Theme

NEWEST = 3


@dataclass(frozen=True)
class ArticleCard:
    """What a list shows of an article or a guide."""

    # The key of the French page.
    pk: int
    title: str
    url: str
    lead: str
    lang: str
    # « Article repris », « À lire ailleurs », « Guide à paraître »… or nothing.
    kind: str
    origin: str
    published: datetime | None
    themes: tuple[Theme, ...] = ()
    takeaway: str = ""


def listed_articles():
    """Return the articles that public lists may show: each once, newest first."""
    return ArticlePage.objects.published().sources().newest_first()


def article_cards(articles, language: str) -> list[ArticleCard]:
    """Return one card for each of the French pages ``articles``, in the same order.

    Words are those of the live translation in ``language``, else French ones. Two
    queries whatever their number, three for another language than French.
    """
    sources = list(articles.select_related("locale").defer_streamfields())
    words = live_translations(sources, language)
    themes: dict[int, list[Theme]] = {}
    for theme in (
        Theme.objects.with_label(language)
        .filter(articles__in=[source.pk for source in sources])
        .annotate(article_key=F("articles__pk"))
    ):
        themes.setdefault(theme.article_key, []).append(theme)
    with override(language):
        return [
            _article_card(
                source,
                words.get(source.translation_key, source),
                tuple(themes.get(source.pk, ())),
            )
            for source in sources
        ]


def newest_articles(language: str) -> list[ArticleCard]:
    """Return the cards of the newest articles, without their themes, in one query."""
    newest = listed_articles()[:NEWEST].values("translation_key")
    pages = list(
        ArticlePage.objects.published()
        .filter(
            translation_key__in=newest,
            alias_of=None,
            locale__language_code__in={SOURCE_LANGUAGE, language},
        )
        .newest_first()
        .select_related("locale")
        .defer_streamfields()
    )
    words = {page.translation_key: page for page in pages if not page.is_source}
    with override(language):
        return [
            _article_card(page, words.get(page.translation_key, page))
            for page in pages
            if page.is_source
        ]


def cards_of(keys: list[int], language: str) -> list[ArticleCard]:
    """Return one card for each of the French articles and guides ``keys``, in order."""
    cards = [
        *article_cards(ArticlePage.objects.filter(pk__in=keys), language),
        *_guide_cards(Publication.objects.filter(pk__in=keys), language),
    ]
    rank = {pk: place for place, pk in enumerate(keys)}
    return sorted(cards, key=lambda card: rank[card.pk])


def featured_card(language: str) -> ArticleCard | None:
    """Return the card of the newest article put forward, if there is one."""
    cards = article_cards(listed_articles().filter(featured=True)[:1], language)
    return cards[0] if cards else None


def article_context(page: ArticlePage, request) -> dict:
    """Return what an article shows; of a link card, neither text nor figures."""
    language = get_language() or SOURCE_LANGUAGE
    facts = page.source
    is_open = not facts.is_link_card
    themes, territories = _themes_of(facts, language), list(facts.territories.all())
    also = keys_to_read(
        facts,
        [theme.pk for theme in themes],
        [territory.pk for territory in territories],
    )
    return {
        "facts": facts,
        "is_link_card": facts.is_link_card,
        "themes": themes,
        "territories": territories,
        "takeaways": split_lines(page.key_takeaways) if is_open else [],
        "figures": page.rows("figures") if is_open else [],
        "links": page.rows("links"),
        "readings": readings(also, named_pages(also, language), request),
        "notice_french": page.is_shown_in_french_instead,
    }


def publication_context(page: Publication, request) -> dict:
    """Return what a guide shows: its facts, and the practices it gathers."""
    language = get_language() or SOURCE_LANGUAGE
    picks = page.rows("picks")
    keys = [pick.practice_id for pick in picks]
    shown = set(listed().filter(pk__in=keys).values_list("pk", flat=True))
    cards = practice_cards([key for key in keys if key in shown], language)
    words = {pick.practice_id: pick.words.word for pick in picks}
    return {
        "facts": page.source,
        "interest_url": _interest_url(page.source),
        "picks": [{"card": card, "word": words[card.pk]} for card in cards],
        "notice_french": page.is_shown_in_french_instead,
    }


def _interest_url(guide: Publication) -> str:
    """Return where to ask to be told that a French guide is out, or nothing."""
    # A preview shows pages that have not been saved yet.
    if guide.is_out or guide.pk is None:
        return ""
    return reverse("home:ask_interest", args=[guide.pk])


def _article_card(
    source: ArticlePage, words: ArticlePage, themes: tuple[Theme, ...] = ()
) -> ArticleCard:
    kind = ""
    if source.is_link_card:
        kind = _("À lire ailleurs")
    elif source.is_republished:
        kind = _("Article repris")
    takeaways = [] if source.is_link_card else split_lines(words.key_takeaways)
    return ArticleCard(
        pk=source.pk,
        title=words.title,
        url=words.get_url() or "",
        lead=words.lead,
        lang=words.locale.language_code,
        kind=kind,
        origin=source.source_name or words.contributor,
        published=source.first_published_at,
        themes=themes,
        takeaway=takeaways[0] if takeaways else "",
    )


def _guide_cards(guides, language: str) -> list[ArticleCard]:
    """Return the cards of the French pages ``guides``."""
    sources = list(guides.select_related("locale"))
    words = live_translations(sources, language)
    cards = []
    for source in sources:
        page = words.get(source.translation_key, source)
        cards.append(
            ArticleCard(
                pk=source.pk,
                title=page.title,
                url=page.get_url() or "",
                lead=page.lead,
                lang=page.locale.language_code,
                kind=_("Guide") if source.is_out else _("Guide à paraître"),
                origin=page.publisher,
                published=source.first_published_at,
            )
        )
    return cards


def _themes_of(facts: ArticlePage, language: str) -> list[Theme]:
    if language == SOURCE_LANGUAGE:
        return list(facts.themes.all())
    return list(Theme.objects.with_label(language).filter(articles=facts.pk))
