"""« À lire aussi » after days and articles: chosen by hand, then computed."""

from datetime import timedelta

from django.core.exceptions import ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from wagtail.models import Page, PageViewRestriction

import pytest
from bs4 import BeautifulSoup

from events.models import DayReading
from portal.home.models import ArticlePage, ArticleReading
from portal.home.tree import english, ensure_english
from tests.events.factories import make_day
from tests.factories import (
    make_commune,
    make_practice,
    make_structure,
    make_theme,
    make_tree,
)
from tests.home.factories import make_article

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.usefixtures("tree_of_the_module"),
]


def shown(client, page, prefix: str = "") -> list[str]:
    """Return the titles of « À lire aussi », in order."""
    soup = BeautifulSoup(client.get(f"{prefix}{page.url}").content, "html.parser")
    return [link.text for link in soup.select("[aria-labelledby=a-lire-aussi] a")]


def food():
    return make_theme("Alimentation")


def translated(page, title):
    copy = page.copy_for_translation(english(), copy_parents=True)
    copy.title = title
    copy.save_revision().publish()
    return copy


def hide(page):
    Page.objects.filter(pk=page.pk).update(live=False)


@pytest.mark.parametrize(
    ("make", "row"), [(make_day, DayReading), (make_article, ArticleReading)]
)
def test_what_is_chosen_comes_first_and_the_nearest_fill_up(client, make, row):
    die, nyons = make_commune("Die"), make_commune("Nyons")
    away = make_structure("Ailleurs", commune=nyons)
    near = make_structure("Ici", commune=die)
    make_practice(near, "Voisine", themes=[food()])
    make_article("Article voisin", themes=[food()], territories=[die])
    make_practice(away, "Lointaine et plus récente", themes=[food()])
    make_practice(near, "Autre thème", themes=[make_theme("Énergie")])
    chosen = make_practice(away, "Choisie", themes=[make_theme("Énergie")])
    page = make(themes=[food()], territories=[die])
    assert shown(client, page) == [
        "Article voisin",
        "Voisine",
        "Lointaine et plus récente",
    ]

    page.chosen_readings = [row(other_id=chosen.pk, locale=page.locale)]
    page.save_revision().publish()

    assert shown(client, page) == ["Choisie", "Article voisin", "Voisine"]


def test_only_what_anyone_may_read_is_shown_and_once(client):
    make_practice(title="Brouillon caché", themes=[food()], live=False)
    private = make_structure("Privée")
    PageViewRestriction.objects.create(page=private, restriction_type="login")
    inside = make_practice(private, "Privé caché", themes=[food()])
    ended = make_article("Fini caché", themes=[food()])
    ArticlePage.objects.filter(pk=ended.pk).update(
        expire_at=timezone.now() - timedelta(days=1)
    )
    public = make_article("Public", themes=[food()])
    alias = public.create_alias(parent=make_tree().articles, update_slug="alias")
    draft = make_article("Retiré caché", themes=[food()])
    draft.unpublish()
    page = make_day(
        themes=[food()],
        chosen_readings=[
            DayReading(other_id=key)
            for key in (inside.pk, draft.pk, ended.pk, public.pk, public.pk)
        ],
    )

    assert alias.live
    assert shown(client, page) == ["Public"]


def test_words_are_those_of_the_reader(client):
    ensure_english(make_tree())
    told = make_practice(title="Cuisiner", themes=[food()])
    translated(told, "Cooking")
    make_article("Un article français", themes=[food()])
    page = make_article("Récit", themes=[food()])
    translated(page, "Story")

    soup = BeautifulSoup(client.get(f"/en{page.url}").content, "html.parser")
    links = soup.select("[aria-labelledby=a-lire-aussi] a")

    assert [(link.text, link.get("lang")) for link in links] == [
        ("Un article français", "fr"),
        ("Cooking", None),
    ]
    kinds = [
        small.text for small in soup.select("[aria-labelledby=a-lire-aussi] small")
    ]
    assert kinds == ["Article", "Practice"]


def test_a_withdrawn_french_page_takes_its_translation_along(client):
    ensure_english(make_tree())
    told = make_practice(title="Cuisiner", themes=[food()])
    translated(told, "Cooking")
    page = make_article("Récit", themes=[food()])
    translated(page, "Story")

    hide(told)

    assert shown(client, page, "/en") == []


def test_after_the_practices_of_a_day_nothing_more_is_computed(client):
    practice = make_practice(title="Présentée", themes=[food()])
    make_article("Proche", themes=[food()])

    day = make_day(themes=[food()], presented=[practice])

    assert shown(client, day) == []
    assert shown(client, make_day(themes=[food()])) != []


def test_a_page_without_theme_leads_to_its_place_and_else_to_nothing(client):
    die = make_commune("Die")
    make_article("À Die", territories=[die])

    assert shown(client, make_article("De Die", territories=[die])) == ["À Die"]
    assert shown(client, make_article("De nulle part")) == []


def test_a_translation_cannot_be_chosen():
    ensure_english(make_tree())
    copy = translated(make_article("Récit"), "Story")
    alias = make_article("Autre").create_alias(
        parent=make_tree().articles, update_slug="alias"
    )

    for page in (copy, alias):
        with pytest.raises(ValidationError, match="française"):
            ArticleReading(other=Page.objects.get(pk=page.pk)).clean()


def test_queries_do_not_follow_the_number_of_pages(client):
    page = make_article("Récit", themes=[food()])

    def cost():
        client.get(page.url)
        with CaptureQueriesContext(connection) as queries:
            client.get(page.url)
        return len(queries)

    make_article("Un", themes=[food()])
    before = cost()
    for number in range(5):
        make_article(f"Autre {number}", themes=[food()])
    assert cost() == before
