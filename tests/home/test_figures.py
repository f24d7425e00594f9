"""The figures of the démarche: typed, drawn, and counted by the portal."""

from datetime import datetime
from decimal import Decimal

from wagtail.models import PageViewRestriction

import pytest
from bs4 import BeautifulSoup

from events.states import PARIS
from portal.home.figures import count_sentence
from portal.home.models import (
    YearlyFigure,
)
from practices.models import Accompaniment
from tests.events.factories import make_day, session
from tests.factories import make_practice, make_structure, translate
from tests.home.factories import make_approach
from tests.practices.factories import make_ambassador

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.usefixtures("tree_of_the_module"),
]


def soup_of(client, address):
    return BeautifulSoup(client.get(address).content, "html.parser")


def figure(year, value, **fields):
    return YearlyFigure(
        **{
            "indicator": "projets soutenus",
            "year": year,
            "value": Decimal(value),
            "unit": "projets",
            "source": "le dépliant",
            **fields,
        }
    )


def test_years_of_one_figure_stand_together(client):
    page = make_approach(figures=[figure(2021, 44), figure(2022, 42)])

    figures = soup_of(client, page.url).select(".figure")

    assert len(figures) == 1
    assert figures[0].b.text.strip().startswith("42")
    source = figures[0].select_one(".figure__source").text
    assert "en 2022" in source
    rows = [row.text for row in figures[0].select("tr")]
    assert rows == ["202144 projets", "202242 projets"]
    assert "source\u00a0: le dépliant" in source


def test_years_are_drawn_from_zero_beside_the_same_table(client):
    page = make_approach(figures=[figure(2021, 44), figure(2022, 22), figure(2023, 0)])

    drawn = soup_of(client, page.url).select_one(".figure")

    assert drawn.svg["aria-hidden"] == "true"
    bars = [int(bar["width"]) for bar in drawn.svg.select("rect")]
    assert bars == [112, 56, 0]
    assert drawn.table["aria-label"] == "projets soutenus"
    assert [row.th.text for row in drawn.select("tr")] == ["2021", "2022", "2023"]


def test_one_year_alone_is_not_drawn(client):
    page = make_approach(figures=[figure(2021, 44)])

    assert soup_of(client, page.url).select(".figure svg, .figure table") == []


def test_what_the_portal_counts_stands_beside_the_typed_figure(client):
    for slug, is_public in (("une", True), ("deux", True), ("cachee", False)):
        Accompaniment.objects.create(
            slug=slug,
            is_public=is_public,
            is_anonymous=True,
            structure_type="centre-social",
            starting_point="Un tri à faire.",
        )
    page = make_approach(
        figures=[figure(2022, 16, counted="accompagnements", note="selon leur souhait")]
    )

    text = " ".join(soup_of(client, page.url).select_one(".figure").text.split())

    assert text.startswith("16")
    assert "selon leur souhait" in text
    assert "Aujourd’hui, le portail raconte 2 accompagnements." in text


def test_what_is_counted_is_public_and_counted_once():
    practice = make_practice()
    translate(practice, title="A practice")
    make_practice(practice.structure, live=False)
    axis = {"social_project_has_transition_axis": True}
    make_structure("Avec un axe", **axis)
    make_structure("Brouillon", live=False, **axis)
    make_structure("Hors réseau", in_network=False, **axis)
    private = make_structure("Privée", **axis)
    PageViewRestriction.objects.create(page=private, restriction_type="login")
    make_ambassador(practice.structure)
    day = make_day(sessions=[session(datetime(2024, 5, 4, 9, tzinfo=PARIS))])
    day.create_alias(update_slug="bis", parent=day.get_parent())
    make_day(sessions=[session(datetime(2024, 5, 5, 9, tzinfo=PARIS))], live=False)

    said = {
        "pratiques": "1 pratique.",
        "structures": "2 structures du réseau.",
        "axe-transition": (
            "1 structure du réseau a un axe «\u00a0transition\u00a0» dans son projet "
            "social."
        ),
        "ambassadeurs": "1 ambassadrice ou ambassadeur.",
        "journees": "1 journée passée.",
    }
    for kind, end in said.items():
        assert count_sentence(kind).endswith(end), kind
