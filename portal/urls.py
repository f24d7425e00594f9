"""The only place that knows every app's addresses."""

from django.conf.urls.i18n import i18n_patterns
from django.contrib.sitemaps.views import sitemap
from django.urls import include, path

from wagtail import urls as wagtail_urls
from wagtail.admin import urls as wagtailadmin_urls
from wagtail.documents import urls as wagtaildocs_urls

from portal.core.glossary import glossary
from portal.core.media_views import serve_media
from portal.home import sitemaps
from portal.home.feeds import NewArticlesFeed
from portal.home.pages import site_map
from portal.views import health, robots

handler404 = "portal.views.not_found"

urlpatterns = [
    path("admin/", include(wagtailadmin_urls)),
    path("api/", include("search.urls")),
    path("documents/", include(wagtaildocs_urls)),
    path("media/<path:path>", serve_media, name="media"),
    path("health/", health),
    path("robots.txt", robots),
    path("sitemap.xml", sitemaps.whole, name="sitemap"),
    path(
        "sitemap-<section>.xml",
        sitemap,
        {"sitemaps": sitemaps.SITEMAPS},
        name="sitemap_section",
    ),
]
urlpatterns += i18n_patterns(
    path("plan-du-site/", site_map, name="site_map"),
    path("lexique/", glossary, name="glossary"),
    path("actualites.atom", NewArticlesFeed(), name="article_feed"),
    path("", include("portal.home.urls")),
    path("", include("practices.urls")),
    path("", include("events.urls")),
    path("", include(wagtail_urls)),
    prefix_default_language=False,
)
