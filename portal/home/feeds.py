"""The Atom feed of articles."""

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from portal.core.models.base import SOURCE_LANGUAGE
from portal.home.articles import ArticleCard, article_cards, listed_articles
from practices.feeds import AT_MOST, NewPracticesFeed


class NewArticlesFeed(NewPracticesFeed):
    """The newest articles, in the reader's language."""

    def get_object(self, request) -> dict:
        """Return what the feed is about: its path, title and articles."""
        return {
            "path": request.path,
            "title": _("Les nouveaux articles"),
            "pages": listed_articles(),
        }

    def items(self, obj) -> list[ArticleCard]:  # type: ignore[override]
        """The newest articles, as cards."""
        return article_cards(obj["pages"][:AT_MOST], get_language() or SOURCE_LANGUAGE)

    def item_author_name(self, item: ArticleCard) -> str:  # type: ignore[override]
        """Who tells it."""
        return item.origin
