"""Addresses made from titles part the words that an apostrophe joins."""

import json

from django.urls import reverse

import pytest
from bs4 import BeautifulSoup

from portal.core.slugs import APOSTROPHE
from portal.home.models import StandardPage
from practices.models import Theme
from tests.admin_forms import form_data
from tests.factories import make_organiser, make_tree
from tests.harness.client import client_of
from tests.home.factories import place

pytestmark = pytest.mark.django_db
FORMATTERS = "data-w-slug-formatters-value"


@pytest.mark.parametrize(
    ("title", "slug"),
    [
        ("L’art d’écrire aujourd'hui", "l-art-d-ecrire-aujourd-hui"),
        ("« L’été », qu’est-ce ?", "l-ete-qu-est-ce"),
        ("L‘art, l‘eau", "l-art-l-eau"),
        ("Les habitants’ ", "les-habitants"),
    ],
)
def test_a_page_without_an_address_takes_one_from_its_title(title, slug):
    home = make_tree().home
    assert place(home, StandardPage(title=title), live=True).slug == slug
    assert place(home, StandardPage(title=title), live=True).slug == f"{slug}-2"


@pytest.mark.parametrize(
    ("title", "slug"), [("!!!", "page"), ("🚲", "page"), ("Thèmes", "themes-page")]
)
def test_a_title_that_makes_no_address_has_one_all_the_same(title, slug):
    home = make_tree().home
    for expected in (slug, f"{slug}-2"):
        assert place(home, StandardPage(title=title), live=False).slug == expected


@pytest.mark.parametrize("title", ["Deux fois", "!!!", "Thèmes", "a" * 255, "ﬃ" * 200])
def test_the_same_title_twice_is_saved_twice(admin_client, title):
    """The form is read before the page has its place: nothing may be settled there."""
    home = make_tree().home
    url = reverse("wagtailadmin_pages:add", args=["home", "standardpage", home.pk])
    data = {**form_data(admin_client, url), "title": title, "slug": ""}

    answers = [admin_client.post(url, data).status_code for _time in range(3)]

    assert answers == [302] * 3
    slugs = StandardPage.objects.filter(title=title).values_list("slug", flat=True)
    assert len(set(slugs)) == 3 and "" not in slugs
    assert max(map(len, slugs)) <= 255


def test_a_typed_address_stays():
    page = StandardPage(title="L’art", slug="lart")
    assert place(make_tree().home, page, live=True).slug == "lart"


@pytest.mark.parametrize("kind", ["page", "term"])
def test_the_editor_s_browser_writes_it_so(kind):
    client = client_of(make_organiser())
    if kind == "page":
        args = ["home", "articlepage", make_tree().articles.pk]
        url = reverse("wagtailadmin_pages:add", args=args)
    else:
        make_tree()
        url = reverse(Theme.snippet_viewset.get_url_name("add"))

    field = BeautifulSoup(client.get(url).content, "html.parser").select_one("#id_slug")

    ((pattern, _flags), instead) = json.loads(field[FORMATTERS])[0]
    assert (pattern, instead) == (APOSTROPHE, "-")
    assert field["data-controller"] == "w-slug"
