"""The addresses engines should know, with our own origin."""

from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.sitemaps import Sitemap
from django.contrib.sitemaps.views import sitemap
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import reverse

from wagtail.models import Page

from events.models import EventSeries
from portal.core.addresses import absolute
from portal.core.models.base import SOURCE_LANGUAGE, published_q
from practices.models import Territory, Theme


class OwnSitemap(Sitemap):
    """A map whose addresses follow ``BASE_URL``."""

    protocol = urlsplit(settings.BASE_URL).scheme
    # Fifty thousand are allowed; a tenth is made in less than a second.
    limit = 5_000

    def get_domain(self, site=None) -> str:
        """Return the portal's own host and port."""
        return urlsplit(settings.BASE_URL).netloc


class PageSitemap(OwnSitemap):
    """Every public page that has words of its own; a translation with its source."""

    def items(self):
        """Return the pages, translations only where their French page is public."""
        public = Page.objects.filter(published_q(), alias_of=None, depth__gte=2)
        sources = public.filter(locale__language_code=SOURCE_LANGUAGE)
        return public.filter(
            translation_key__in=sources.values("translation_key")
        ).order_by("path")

    def location(self, page: Page) -> str:
        """Return the page's path."""
        return page.get_url()

    def lastmod(self, page: Page):
        """Return when it was last published."""
        return page.last_published_at


class TermSitemap(OwnSitemap):
    """The pages of themes, territories and series."""

    def items(self) -> list:
        """Return the French themes and series, and territories larger than a commune."""
        return [
            *Theme.objects.sources(),
            *Territory.objects.exclude(kind="commune"),
            *EventSeries.objects.sources(),
        ]


KINDS = {"pages": PageSitemap, "terms": TermSitemap}
# As Django's view takes them.
SITEMAPS: dict[str, type[Sitemap] | Sitemap] = {**KINDS}


def whole(request: HttpRequest) -> HttpResponse:
    """Answer every address in one file, or the list of files where that is too long.

    Django's own list of files costs a read of all pages, and names the host asked.
    """
    files = {name: kind().paginator.num_pages for name, kind in KINDS.items()}
    if max(files.values()) == 1:
        return sitemap(request, SITEMAPS)
    addresses = [
        f"{absolute(reverse('sitemap_section', args=[name]))}?p={number + 1}"
        for name, count in files.items()
        for number in range(count)
    ]
    return TemplateResponse(
        request,
        "sitemap_index.xml",
        {"sitemaps": [{"location": address} for address in addresses]},
        content_type="application/xml",
    )
