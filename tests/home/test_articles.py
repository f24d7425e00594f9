"""Articles, guides, their list and their feed."""

from datetime import date, timedelta

from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from wagtail.models import PageViewRestriction

import feedparser
import pytest
import time_machine
from bs4 import BeautifulSoup

from portal.core.enums import Licence
from portal.core.errors import PublicationRefusedError
from portal.home.models import ArticleFigure, ArticleLink, ArticlePage
from portal.home.tree import english, ensure_english
from practices.readiness import missing
from tests.factories import make_theme, make_tree
from tests.home.factories import make_article, republished, words

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.usefixtures("tree_of_the_module"),
]


def soup_of(client, address):
    return BeautifulSoup(client.get(address).content, "html.parser")


def titles(soup):
    return [title.text.strip() for title in soup.select(".card__title")]


def fields_missing(page):
    return [lack.field for lack in missing(page)]


def hidden_articles():
    """Every way an article may not be read, and what copies it."""
    make_article("Brouillon caché", live=False)
    private = make_article("Privé caché")
    PageViewRestriction.objects.create(page=private, restriction_type="login")
    ended = make_article("Fini caché")
    ArticlePage.objects.filter(pk=ended.pk).update(
        expire_at=timezone.now() - timedelta(days=1)
    )
    make_article("Retiré caché").unpublish()
    original = make_article("Original")
    original.create_alias(parent=make_tree().articles, update_slug="alias-cache")


def test_the_list_shows_each_public_article_once(client):
    hidden_articles()
    make_article("Plus récent")

    soup = soup_of(client, "/actualites/")

    assert titles(soup) == ["Plus récent", "Original"]
    assert "caché" not in soup.text


def test_feed_home_and_map_show_no_hidden_article(client):
    hidden_articles()

    feed = feedparser.parse(client.get("/actualites.atom").content)
    assert not feed.bozo
    assert [entry.title for entry in feed.entries] == ["Original"]
    for address in ("/", "/plan-du-site/", "/sitemap.xml"):
        html = client.get(address).content.decode()
        assert "caché" not in html, address
        assert "-cache/" not in html.replace("alias-cache/", ""), address


def test_what_is_featured_comes_first_and_once(client):
    make_article("À la une", featured=True)
    make_article("Autre")

    soup = soup_of(client, "/actualites/")

    assert titles(soup) == ["À la une", "Autre"]
    assert soup.select_one("[aria-labelledby=a-la-une] .card__title")


def test_the_list_is_cut_into_pages(client):
    for number in range(14):
        make_article(f"Article numéro {number}")

    assert len(titles(soup_of(client, "/actualites/"))) == 12
    second = soup_of(client, "/actualites/?page=2")
    assert titles(second) == ["Article numéro 1", "Article numéro 0"]


def test_the_list_costs_the_same_whatever_its_length(client):
    theme = make_theme()
    costs = []
    for number in (2, 9):
        for n in range(number):
            make_article(f"Article {number} {n}", themes=[theme])
        client.get("/actualites/")
        with CaptureQueriesContext(connection) as queries:
            client.get("/actualites/")
        costs.append(len(queries))

    assert costs[0] == costs[1] <= 25


def test_an_article_shows_its_facts(client):
    article = make_article(
        "Une rencontre",
        subtitle="120 personnes",
        event_date=date(2019, 11, 14),
        event_place="Logonna-Daoulas",
        key_takeaways="Se connaître.\nÉvaluer.",
        themes=[make_theme("Santé")],
        figures=[
            ArticleFigure(
                value=120,
                unit="personnes",
                indicator="personnes venues",
                period_label="ce jour-là",
                source="La CRESS",
            )
        ],
        links=[ArticleLink(label="En savoir plus", url="https://plus.example/")],
    )

    soup = soup_of(client, article.url)

    assert "14 novembre 2019" in soup.select_one(".facts").text
    assert [line.text for line in soup.select(".takeaways__list li")] == [
        "Se connaître.",
        "Évaluer.",
    ]
    assert "source\u00a0: La CRESS" in soup.select_one(".figure__source").text
    assert soup.select_one('a[href="https://plus.example/"]')
    assert soup.select_one("a.theme-tag")["href"] == "/themes/sante/"
    assert soup.select_one("link[rel=canonical]")["href"].endswith(article.url)


def test_a_republished_article_says_where_it_comes_from(client):
    article = make_article(**republished())

    soup = soup_of(client, article.url)

    notice = soup.select_one("aside.notice").text
    assert "Un autre réseau" in notice
    assert "L’autre équipe" in notice
    assert "CC BY 4.0" in notice
    assert "Résumé." in notice
    canonical = soup.select_one("link[rel=canonical]")["href"]
    assert canonical == "https://source.example/article"


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("source_name", ""),
        ("source_url", ""),
        ("source_licence", ""),
        ("changes_made", ""),
    ],
)
def test_what_is_owed_to_an_author_is_asked(field, value):
    article = make_article(live=False, **republished(**{field: value}))

    assert field in fields_missing(article)
    with pytest.raises(PublicationRefusedError):
        article.save_revision().publish()


def test_an_unknown_licence_allows_a_link_card_only(client):
    article = make_article(
        live=False,
        **republished(
            source_licence=Licence.UNKNOWN, key_takeaways="Une idée.", changes_made=""
        ),
    )
    assert fields_missing(article) == ["body", "key_takeaways"]

    card = make_article(
        "Ailleurs",
        **republished(source_licence=Licence.UNKNOWN, changes_made="", body=[]),
    )

    soup = soup_of(client, card.url)
    assert soup.select_one('main a.button[href="https://source.example/article"]')
    assert not soup.select_one(".prose")
    assert "À lire ailleurs" in soup_of(client, "/actualites/").text


def test_a_text_that_slipped_in_is_not_copied(client):
    """A licence that turns out unknown hides the text at once."""
    article = make_article(**republished(body=words("Texte d’un autre")))
    ArticlePage.objects.filter(pk=article.pk).update(source_licence=Licence.UNKNOWN)

    assert "Texte d’un autre" not in client.get(article.url).content.decode()


def test_an_article_of_ours_needs_a_text():
    article = make_article(live=False, body=[])

    assert fields_missing(article) == ["body"]


def test_five_ideas_are_enough():
    lines = "\n".join(f"Idée {number}." for number in range(6))

    assert fields_missing(make_article(live=False, key_takeaways=lines)) == [
        "key_takeaways"
    ]


TESTIMONY = {
    "text": "Nous avons essayé.",
    "person": "Dominique Exemple",
    "role": "maire",
    "consent_given_on": date(2026, 1, 1),
    "consent_expires_on": date(2026, 12, 31),
}


@pytest.mark.parametrize(
    ("today", "is_named"), [("2026-12-31", True), ("2027-01-01", False)]
)
def test_a_witness_is_named_while_they_agree(client, today, is_named):
    with time_machine.travel("2026-06-01", tick=False):
        article = make_article(body=[("testimony", TESTIMONY)])

    with time_machine.travel(f"{today} 12:00", tick=False):
        html = client.get(article.url).content.decode()

    assert "Nous avons essayé." in html
    assert ("Dominique Exemple" in html) == is_named


@pytest.mark.parametrize(
    ("change", "is_named"),
    [
        ({}, True),
        ({"consent_expires_on": date(2026, 5, 31)}, False),
        ({"consent_given_on": None, "person": ""}, False),
    ],
)
@time_machine.travel("2026-06-01 12:00", tick=False)
def test_a_witness_who_changed_their_mind_is_named_nowhere(client, change, is_named):
    ensure_english(make_tree())
    article = make_article(body=[("testimony", TESTIMONY)])
    translation = article.copy_for_translation(english())
    translation.save_revision().publish()
    article.body = [("testimony", {**TESTIMONY, **change})]
    article.save_revision().publish()

    for url in (article.url, translation.url):
        html = client.get(url).content.decode()
        assert "Nous avons essayé." in html
        assert ("Dominique Exemple" in html) == is_named


def test_a_witness_who_has_not_agreed_is_asked_first(client):
    told = {**TESTIMONY, "consent_given_on": None}
    article = make_article(live=False, body=[("testimony", told)])

    assert fields_missing(article) == ["body"]


def test_english_readers_get_english_words(client):
    ensure_english(make_tree())
    article = make_article(
        "Une rencontre", event_date=date(2019, 11, 14), themes=[make_theme("Santé")]
    )
    make_article("Pas traduit")
    translation = article.copy_for_translation(english())
    translation.title = "A meeting"
    translation.save_revision().publish()

    soup = soup_of(client, "/en/actualites/")
    assert set(titles(soup)) == {"A meeting", "Pas traduit"}
    assert soup.select_one(".card__title a[lang=fr]").text == "Pas traduit"
    page = soup_of(client, translation.url)
    assert page.h1.text == "A meeting"
    assert "14 November 2019" in page.select_one(".facts").text
    assert "Santé" in page.select_one(".theme-tags").text


def test_withdrawing_an_article_withdraws_its_translations(client):
    ensure_english(make_tree())
    article = make_article("Une rencontre")
    translation = article.copy_for_translation(english())
    translation.save_revision().publish()

    article.unpublish()

    assert client.get(translation.url).status_code == 404
