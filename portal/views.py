"""What belongs to no app: health, robots, errors."""

from django.db import connection
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from portal.core.addresses import absolute


def health(request) -> HttpResponse:
    """Answer 200 when the database answers."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    return HttpResponse("ok", content_type="text/plain")


def robots(request) -> HttpResponse:
    """Tell engines what not to read: the admin and the combinations of filters."""
    return HttpResponse(
        "User-agent: *\n"
        "Disallow: /admin/\n"
        "Disallow: /questions/\n"
        "Disallow: /pratiques/?\n"
        "Disallow: /en/pratiques/?\n"
        f"Sitemap: {absolute('/sitemap.xml')}\n",
        content_type="text/plain",
    )


def not_found(request, exception=None) -> HttpResponse:
    """Answer 404 with ways on."""
    return render(request, "404.html", {"title": _("Page introuvable")}, status=404)
