"""The language of an address, and where an untranslated address leads."""

from django.conf import settings
from django.http import HttpResponseRedirect
from django.middleware.locale import LocaleMiddleware

from wagtail.models import Page, Site

from portal.core.models.base import SOURCE_LANGUAGE, published_q


class PathLocaleMiddleware(LocaleMiddleware):
    """The path alone decides of the language, so answers do not vary otherwise.

    Django's own says « Vary: Accept-Language » on every French page, which makes shared
    caches keep one copy for each browser's settings.
    """

    def process_response(self, request, response):
        """Return ``response`` with the Vary header Django's would add left out."""
        present = response.get("Vary")
        response = super().process_response(request, response)
        if present is None:
            response.headers.pop("Vary", None)
        else:
            response["Vary"] = present
        return response


class UntranslatedPageMiddleware:
    """An address under /en/ that only exists in French leads to the French page."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        """Return the answer, or a redirection to the French page for a 404."""
        response = self.get_response(request)
        if response.status_code == 404 and request.method in ("GET", "HEAD"):
            french = french_path(request)
            if french:
                return HttpResponseRedirect(french)
        return response


def french_path(request) -> str:
    """Return the path of the live French page the address names, or an empty string."""
    language, _slash, rest = request.path_info.lstrip("/").partition("/")
    site = Site.find_for_request(request)
    if language == SOURCE_LANGUAGE or not rest or "\0" in rest or site is None:
        return ""
    if language not in dict(settings.LANGUAGES):
        return ""
    page = Page.objects.filter(
        published_q(),
        url_path=f"{site.root_page.url_path}{rest.rstrip('/')}/",
        locale__language_code=SOURCE_LANGUAGE,
    ).first()
    return page.get_url(request) if page else ""
