"""Atom feeds of new practices, whole and by theme."""

from django.conf import settings
from django.contrib.syndication.views import Feed
from django.shortcuts import get_object_or_404
from django.utils.feedgenerator import Atom1Feed
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from portal.core.addresses import absolute
from portal.core.models.base import SOURCE_LANGUAGE
from practices.cards import Card, practice_cards
from practices.listing import about, listed
from practices.models import Theme

AT_MOST = 20


class AbsoluteAtomFeed(Atom1Feed):
    """Atom whose addresses follow ``BASE_URL`` rather than the request's host."""

    def add_root_elements(self, handler):
        """Write the feed's own elements, with our own addresses."""
        self.feed["feed_url"] = absolute(self.feed["feed_path"])
        super().add_root_elements(handler)


class NewPracticesFeed(Feed):
    """The newest practices."""

    feed_type = AbsoluteAtomFeed

    def get_object(self, request) -> dict:
        """Return what the feed is about: its path, title and practices."""
        return {
            "path": request.path,
            "title": _("Les nouvelles pratiques"),
            "pages": listed(),
        }

    def get_feed(self, obj, request):
        """Return the feed, its addresses made of our own origin."""
        feed = super().get_feed(obj, request)
        feed.feed["link"] = absolute("/")
        feed.feed["id"] = absolute(obj["path"])
        return feed

    def feed_extra_kwargs(self, obj) -> dict:
        """Pass the path on to the writer."""
        return {"feed_path": obj["path"]}

    def title(self, obj) -> str:
        """The feed's title."""
        return f"{obj['title']} – {settings.WAGTAIL_SITE_NAME}"

    def link(self, obj) -> str:
        """The feed's address."""
        return absolute(obj["path"])

    def items(self, obj) -> list[Card]:
        """The newest practices, as cards in the reader's language."""
        keys = obj["pages"].values_list("pk", flat=True)[:AT_MOST]
        return practice_cards(keys, get_language() or SOURCE_LANGUAGE)

    def item_title(self, item: Card) -> str:
        """The practice's title."""
        return item.title

    def item_description(self, item: Card) -> str:
        """Its lead."""
        return item.lead

    def item_link(self, item: Card) -> str:
        """Its address."""
        return absolute(item.url)

    def item_author_name(self, item: Card) -> str:
        """The structure that carries it."""
        return item.structure_title

    def item_pubdate(self, item: Card):
        """When it was published."""
        return item.published

    def item_updateddate(self, item: Card):
        """Readers are told once: when it was published."""
        return item.published

    def item_categories(self, item: Card) -> list[str]:
        """Its themes."""
        return [theme.label for theme in item.themes]


class ThemePracticesFeed(NewPracticesFeed):
    """The newest practices of a theme and of those below it."""

    def get_object(self, request, slug: str = "") -> dict:
        """Return what the feed is about, or answer 404 for an unknown theme."""
        theme = get_object_or_404(
            Theme.objects.sources().with_label(get_language()), slug=slug
        )
        return {
            "path": request.path,
            "title": theme.label,
            "pages": about(theme),
        }
