"""The strict client refuses what no public page may hold."""

from django.http import HttpResponse
from django.urls import path

import pytest

from tests.harness.client import StrictClient, find_html_problems

pytestmark = pytest.mark.one_database

WHOLE = '<!doctype html><html lang="fr"><title>T</title>{}</html>'


@pytest.mark.parametrize(
    "part",
    [
        "<script>alert(1)</script>",
        "<script type=module>import 'x'</script>",
        "<style>p{}</style>",
        '<p style="color:red">x</p>',
        '<a href="/" onclick="x()">x</a>',
        '<a href="javascript:x()">x</a>',
        "<p>{{ titre }}</p>",
        "<p>{% titre %}</p>",
        "<p>{# titre #}</p>",
    ],
)
def test_refused(part):
    assert find_html_problems(WHOLE.format(part))


@pytest.mark.parametrize(
    "part",
    [
        "<p>Bonjour</p>",
        '<script src="/static/x.js" type="module"></script>',
        '<script type="application/ld+json">{"@context": "x"}</script>',
    ],
)
def test_accepted(part):
    assert find_html_problems(WHOLE.format(part)) == []


def test_document_without_language_is_refused():
    assert find_html_problems("<!doctype html><html><p>x</p></html>")


def test_fragment_needs_no_language():
    assert find_html_problems("<ul><li>x</li></ul>") == []


def bad_page(request):
    """Answer with what the client must refuse."""
    return HttpResponse(WHOLE.format("<style>p{}</style>"))


urlpatterns = [path("mauvaise/", bad_page), path("admin/mauvaise/", bad_page)]


def test_client_fails_on_public_pages_only(settings):
    settings.ROOT_URLCONF = __name__
    settings.MIDDLEWARE = []
    with pytest.raises(AssertionError, match="inline style"):
        StrictClient().get("/mauvaise/")
    assert StrictClient().get("/admin/mauvaise/").status_code == 200
