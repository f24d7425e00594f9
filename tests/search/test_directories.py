"""The directory of ambassadors and the list of days: facets as exact as practices'."""

from datetime import timedelta

from django.utils import timezone

import pytest
from bs4 import BeautifulSoup

from events.models import ThematicDayPage
from portal.home.lists import ARTICLES
from portal.home.models import ArticlePage, Publication
from practices.models import AmbassadorPage
from search.lists import AMBASSADORS, DAYS
from tests.search import saying
from tests.search.judging import judge
from tests.search.oracle import Oracle, over, up

pytestmark = [pytest.mark.slow_site, pytest.mark.django_db]


@pytest.fixture(scope="module")
def oracle(network, django_db_blocker) -> Oracle:
    with django_db_blocker.unblock():
        return Oracle()


def french(model) -> list:
    return [
        page
        for page in model.objects.all()
        if page.locale.language_code == "fr" and not page.alias_of_id
    ]


def agrees(page: AmbassadorPage) -> bool:
    """Return whether the person may be named today."""
    today = timezone.localdate()
    return page.is_anonymous or (
        page.consent_given_on is not None
        and page.consent_given_on <= today
        and page.consent_until is not None
        and page.consent_until > today
    )


def test_ambassadors_are_the_oracle_s(network, oracle) -> None:
    entries, order, words = {}, {}, {}
    pages = french(AmbassadorPage)
    for page in pages:
        if not agrees(page) or not oracle.is_visible(page):
            continue
        commune = page.structure.commune
        around = [*page.territories.all(), *([commune] if commune else [])]
        entries[page.pk] = {
            "theme": {each.slug for theme in page.themes.all() for each in up(theme)},
            "territoire": {each.slug for place in around for each in over(place)},
            "offre": set(page.offers),
        }
        order[page.pk] = (page.slug, page.pk)
        words[page.pk] = saying.ambassador(oracle, page)
    assert 3 < len(entries) < len(pages)
    judge(AMBASSADORS, entries, sorted(entries, key=order.__getitem__), words)


def test_days_are_the_oracle_s(network, oracle) -> None:
    now = timezone.now()
    entries, order, words = {}, {}, {}
    pages = french(ThematicDayPage)
    for page in pages:
        if not oracle.is_visible(page):
            continue
        around = [*page.territories.all()]
        around += [row.territory for row in page.sessions.all() if row.territory]
        words[page.pk] = saying.day(oracle, page, agrees)
        bodies = set()
        for row in page.organiser_rows.all():
            if row.organisation:
                bodies.add(row.organisation.slug)
            if row.structure and oracle.is_visible(row.structure):
                bodies.add(row.structure.slug)
        entries[page.pk] = {
            "theme": {each.slug for theme in page.themes.all() for each in up(theme)},
            "territoire": {each.slug for place in around for each in over(place)},
            "organisateur": bodies,
            "rencontre": {page.event_type.slug} if page.event_type else set(),
        }
        never = now + timedelta(days=100_000)
        if page.ends_at is None or page.ends_at > now:
            order[page.pk] = (0, (page.starts_at or never).timestamp(), page.pk)
        else:
            order[page.pk] = (1, -page.ends_at.timestamp(), -page.pk)
    assert 10 < len(entries) < len(pages)
    judge(DAYS, entries, sorted(entries, key=order.__getitem__), words)


def test_articles_and_guides_are_the_oracle_s(network, oracle) -> None:
    entries, order, words = {}, {}, {}
    pages = [*french(ArticlePage), *french(Publication)]
    for page in pages:
        if not oracle.is_visible(page):
            continue
        order[page.pk] = (-page.first_published_at.timestamp(), -page.pk)
        if isinstance(page, Publication):
            entries[page.pk] = {
                "theme": set(),
                "territoire": set(),
                "genre": {"guide"},
            }
            words[page.pk] = saying.guide(oracle, page)
            continue
        entries[page.pk] = {
            "theme": {each.slug for theme in page.themes.all() for each in up(theme)},
            "territoire": {
                each.slug for place in page.territories.all() for each in over(place)
            },
            "genre": {"article"},
        }
        words[page.pk] = saying.article(oracle, page)
    assert 3 < len(entries) < len(pages)
    judge(ARTICLES, entries, sorted(entries, key=order.__getitem__), words)


@pytest.mark.parametrize(
    ("address", "name"),
    [
        ("/ambassadeurs/", "offre"),
        ("/journees/", "organisateur"),
        ("/actualites/", "genre"),
    ],
)
def test_a_value_leads_to_what_it_says(client, network, address, name) -> None:
    soup = BeautifulSoup(client.get(address).content, "html.parser")
    value = soup.select_one(f'[data-portal-key^="{name}-"]')
    number = value.next_sibling.strip()

    narrowed = BeautifulSoup(client.get(value["href"]).content, "html.parser")

    assert narrowed.find(id="compte").get_text().split()[0] == number
    for query in ("offre=rien&organisateur=rien", "tri=date", "page=99", "q=x"):
        assert client.get(f"{address}?{query}").status_code == 200
