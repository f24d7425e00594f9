"""The pages every instance stands on."""

from io import StringIO

from django.core.management import call_command

from wagtail.models import Page, Site

import pytest

from events.models import ThematicDayIndexPage
from portal.home.models import HomePage, StandardPage
from portal.home.tree import english, ensure_english, ensure_tree
from practices.models import StructureIndexPage
from search.models import CataloguePage


@pytest.fixture
def tree(db):
    """The tree of a new instance."""
    return ensure_tree()


def test_the_tree_replaces_the_welcome_page(tree):
    assert list(Page.objects.filter(depth=2).values_list("slug", flat=True)) == [
        "accueil"
    ]
    assert not any(Page.find_problems())


def test_the_tree_is_made_of_our_pages(tree):
    assert isinstance(tree.home, HomePage)
    assert isinstance(tree.catalogue, CataloguePage)
    assert isinstance(tree.structures, StructureIndexPage)
    assert isinstance(tree.days, ThematicDayIndexPage)
    assert tree.catalogue.url_path.endswith("/pratiques/")
    assert tree.structures.url_path.endswith("/structures/")
    assert tree.days.url_path.endswith("/journees/")
    assert tree.days.show_in_menus


def test_the_tree_is_live(tree):
    assert not Page.objects.filter(depth__gt=1, live=False).exists()
    assert not Page.objects.filter(depth__gt=1, first_published_at=None).exists()


def test_the_site_answers_at_the_address_of_the_settings(db, settings):
    settings.BASE_URL = "https://pratiques.example.org"

    tree = ensure_tree()

    site = Site.objects.get()
    assert (site.hostname, site.port) == ("pratiques.example.org", 443)
    assert site.is_default_site
    assert site.root_page_id == tree.home.pk


def test_the_site_follows_an_address_that_changes(tree, settings):
    settings.BASE_URL = "http://localhost:8001"

    ensure_tree()

    assert Site.objects.get().port == 8001


def test_twice_changes_nothing(tree, django_assert_num_queries):
    before = list(Page.objects.order_by("pk").values())

    again = ensure_tree()

    assert again == tree
    assert list(Page.objects.order_by("pk").values()) == before


def test_words_of_editors_are_kept(tree):
    tree.home.headline = "Chez nous"
    tree.home.save()

    assert ensure_tree().home.headline == "Chez nous"


def test_an_interrupted_start_goes_on(tree):
    tree.catalogue.delete()

    again = ensure_tree()

    assert again.catalogue.live
    assert again.home == tree.home


def test_the_english_homes_share_no_slug(tree):
    pages = ensure_english(tree)

    assert pages.home.slug == "accueil-en"
    assert pages.catalogue.slug == tree.catalogue.slug
    assert pages.structures.translation_key == tree.structures.translation_key
    assert all(
        page.live and page.locale == english()
        for page in (pages.home, pages.catalogue, pages.structures, pages.days)
    )


def test_english_twice_changes_nothing(tree):
    first = ensure_english(tree)

    assert ensure_english(tree) == first


def test_a_new_site_has_plain_pages_to_write(db):
    call_command("build_site", stdout=StringIO())
    call_command("build_site", stdout=StringIO())

    pages = StandardPage.objects.all()
    assert {page.slug for page in pages} == {
        "mentions-legales",
        "accessibilite",
        "vie-privee",
    }
    assert not any(page.live for page in pages)


def test_a_new_site_says_what_is_left_to_write(db):
    said = StringIO()

    call_command("build_site", stdout=said)

    assert (
        "To write and publish: Mentions légales (mentions-legales)" in said.getvalue()
    )
