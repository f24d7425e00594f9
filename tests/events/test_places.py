"""What a territory's page tells of days, of members, and one scale at a time."""

from django.db import connection
from django.test.utils import CaptureQueriesContext

import pytest

from practices.enums import TerritoryKind
from practices.models import Territory, refresh_territories
from tests.events.factories import make_day, session
from tests.factories import make_commune, make_structure, restrict, translate

pytestmark = pytest.mark.django_db


@pytest.fixture
def ctg(db):
    """A CTG with one commune in it."""
    place = make_commune("CTG du Diois", kind=TerritoryKind.CTG)
    make_commune("Die").parents.add(place)
    refresh_territories()
    return place


def page(client, url):
    return client.get(url).content.decode()


def test_a_territory_lists_its_public_days_once(client, ctg):
    die = Territory.objects.get(slug="die")
    # Its session is held there too: it is named once.
    day = make_day("Journée à Die", territories=[die])
    make_day("Tenue à Die")
    make_day("Brouillon", territories=[die], live=False)
    restrict(make_day("Privée", territories=[die]))
    make_day("Ailleurs", sessions=[session(territory=make_commune("Lyon"))])
    translate(day, title="A day in Die")

    html = page(client, ctg.get_absolute_url())

    assert html.count(">Journée à Die<") == html.count(">Tenue à Die<") == 1
    for hidden in ("Brouillon", "Privée", "Ailleurs", "A day in Die"):
        assert hidden not in html
    assert "A day in Die" in page(client, f"/en{ctg.get_absolute_url()}")


def test_days_cost_the_same_whatever_their_number(client, ctg):
    def cost():
        page(client, ctg.get_absolute_url())
        with CaptureQueriesContext(connection) as queries:
            page(client, ctg.get_absolute_url())
        return len(queries)

    die = Territory.objects.get(slug="die")
    make_structure("Maison A", commune=die)
    make_day("Une", territories=[die])
    one = cost()
    for number in range(5):
        make_day(f"Journée {number}", territories=[die])
    assert cost() == one <= 25


def test_members_of_public_structures_are_added_up(client, ctg):
    die = Territory.objects.get(slug="die")
    first = make_structure("Maison A", commune=die, members_count=900)
    make_structure("Maison B", commune=die, members_count=100)
    make_structure("Maison C", commune=die)
    make_structure("Cachée", commune=die, members_count=5000, live=False)
    restrict(make_structure("Privée", commune=die, members_count=5000))
    translate(first, title="House A")

    html = page(client, ctg.get_absolute_url())

    assert "1\u202f000 (2 structures le disent)" in html


def test_territories_are_listed_one_scale_at_a_time(client, ctg):
    county = make_commune("Drôme", kind=TerritoryKind.DEPARTMENT)
    die = Territory.objects.get(slug="die")
    die.parents.add(county)
    refresh_territories()
    make_structure("Maison A", commune=die)
    both = (ctg.get_absolute_url(), county.get_absolute_url())

    html = page(client, "/territoires/?echelle=ctg")
    assert both[0] in html and both[1] not in html
    assert html.count('aria-current="true">Convention territoriale globale<') == 1
    for all_scales in ("", "?echelle=", "?echelle=inconnue", "?echelle=%00"):
        html = page(client, f"/territoires/{all_scales}")
        assert all(url in html for url in both)
        assert 'aria-current="true">Toutes les échelles<' in html
