"""What pages cost the database and weigh, on small and large networks.

The figures come from the project's budgets for public pages; a browser weighs the
demonstration's pages in `tests/browser/`, and this looks at what growth does to them.
"""

from dataclasses import dataclass

from django.db import connection
from django.db.models import Count
from django.test.utils import CaptureQueriesContext

import pytest
from bs4 import BeautifulSoup

from events.models import ThematicDayPage
from portal.home.loading.news import load_glossary
from portal.home.synthetic import Network, build_network
from portal.home.tree import ensure_english, ensure_tree
from practices.models import AmbassadorPage, Organisation, PracticePage, StructurePage
from tests.harness.client import StrictClient

pytestmark = [pytest.mark.django_db, pytest.mark.slow_site]

SIZES = (40, 300)


@dataclass(frozen=True)
class Budget:
    """The most SQL queries and elements."""

    queries: int
    elements: int


PAGE = Budget(25, 220)
LIST = Budget(25, 310)
FULL_FICHE = Budget(45, 350)
DAY = Budget(30, 220)


def addresses(network: Network) -> dict[str, tuple[str, Budget]]:
    """Return what to look at by name, the same names whatever the size."""
    full = PracticePage.objects.get(pk=network.full)
    published = StructurePage.objects.published().sources()
    busiest = published.annotate(n=Count("practices")).order_by("-n", "pk").first()
    person = AmbassadorPage.objects.published().sources().order_by("-pk").first()
    partner = (
        Organisation.objects.annotate(n=Count("partnerships"))
        .order_by("-n", "pk")
        .first()
    )
    day = ThematicDayPage.objects.published().sources().exclude(takeaways="").get()
    criteria = "q=habitants&theme=mobilite&theme=alimentation&territoire=drome"
    return {
        "home": ("/", PAGE),
        "English home": ("/en/", PAGE),
        "catalogue": ("/pratiques/", LIST),
        "catalogue, criteria": (f"/pratiques/?{criteria}", LIST),
        "English catalogue, criteria": (f"/en/pratiques/?{criteria}", LIST),
        "all criteria": (f"/pratiques/?{criteria}&ouvert=tout", LIST),
        "English criteria": (f"/en/pratiques/?{criteria}&ouvert=tout", LIST),
        "all criteria of all": ("/pratiques/?ouvert=tout", LIST),
        "structures, text": ("/structures/?q=centre", LIST),
        "English structures, criteria": ("/en/structures/?ouvert=tout", LIST),
        "days, text": ("/journees/?q=habitants", LIST),
        "articles, text": ("/actualites/?q=habitants", LIST),
        "full fiche": (full.url, FULL_FICHE),
        "English address of the full fiche": (f"/en{full.url}", FULL_FICHE),
        "structure": (busiest.url, LIST),
        "structures": ("/structures/", LIST),
        "English structures": ("/en/structures/", LIST),
        "ambassadors": ("/ambassadeurs/", LIST),
        "English ambassadors": ("/en/ambassadeurs/", LIST),
        "ambassador": (person.url, PAGE),
        "English address of an ambassador": (f"/en{person.url}", PAGE),
        "crowded structure": (person.structure.url, LIST),
        "themes": ("/themes/", PAGE),
        "theme": ("/themes/mobilite/", LIST),
        "territories": ("/territoires/", PAGE),
        "territory": ("/territoires/drome/", LIST),
        "audience": ("/publics/familles/", LIST),
        "organisations": ("/organismes/", LIST),
        "organisation": (partner.get_absolute_url(), LIST),
        "funding schemes": ("/aides/", PAGE),
        "policy schemes": ("/cadres/", PAGE),
        "démarche": ("/demarche/", FULL_FICHE),
        "articles": ("/actualites/", LIST),
        "English articles": ("/en/actualites/", LIST),
        "article": ("/actualites/article-1/", PAGE),
        "English article": ("/en/actualites/article-1/", PAGE),
        "link card": ("/actualites/article-2/", PAGE),
        "republished article": ("/actualites/article-3/", PAGE),
        "guide": ("/actualites/guide/", PAGE),
        "glossary": ("/lexique/", LIST),
        "policy scheme": ("/cadres/pat/", LIST),
        "English policy scheme": ("/en/cadres/pat/", LIST),
        "challenge": ("/enjeux/justice-sociale/", LIST),
        "ingredient": ("/ingredients/des-ambassadeurs/", LIST),
        "site map": ("/plan-du-site/", LIST),
        "days": ("/journees/", LIST),
        "English days": ("/en/journees/", LIST),
        "day": (day.url, DAY),
        "English address of the day": (f"/en{day.url}", DAY),
        "series": (day.series.get_absolute_url(), LIST),
    }


def measure(client: StrictClient, address: str) -> Budget:
    """Return what one page takes, once caches that live long are filled."""
    client.get(address, follow=True)
    with CaptureQueriesContext(connection) as queries:
        response = client.get(address)
    if response.status_code == 302:
        return measure(client, response["Location"])
    assert response.status_code == 200, address
    soup = BeautifulSoup(response.content, "html.parser")
    for drawing in soup.find_all("svg"):
        drawing.clear()
    return Budget(len(queries), len(soup.find_all(True)))


def measure_all(client: StrictClient, size: int) -> dict[str, tuple[Budget, Budget]]:
    network = build_network(size, seed=size)
    load_glossary()
    ensure_english(ensure_tree())
    return {
        name: (measure(client, address), budget)
        for name, (address, budget) in addresses(network).items()
    }


@pytest.mark.parametrize("size", SIZES)
def test_pages_keep_to_their_budgets(client, size, capsys) -> None:
    excesses = []
    with capsys.disabled():
        for name, (cost, most) in measure_all(client, size).items():
            line = f"{size} practices, {name}: {cost.queries} queries, {cost.elements} elements"
            print(f"\n  {line}", end="")  # noqa: T201
            if cost.queries > most.queries or cost.elements > most.elements:
                excesses.append(line)
    assert excesses == [], "\n".join(excesses)
