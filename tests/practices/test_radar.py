"""The three dimensions of a structure's practices: drawn, and said in words."""

import pytest
from bs4 import BeautifulSoup

from portal.core.charts import radar_of
from tests.factories import make_practice, make_structure, translate

pytestmark = [pytest.mark.django_db, pytest.mark.one_database]


def radar(client, address: str):
    soup = BeautifulSoup(client.get(address).content, "html.parser")
    drawing = soup.select_one("svg.radar")
    if drawing is None:
        return None
    said = drawing.find_parent("dd")
    assert drawing["aria-hidden"] == "true"
    drawing.extract()
    return drawing.polygon["points"], " ".join(said.text.split())


def test_the_largest_count_reaches_the_end_of_its_axis():
    found = radar_of([("a", 4), ("b", 2), ("c", 0)])

    assert found.points == "110,24 134,94 110,80"
    assert radar_of([("a", 0), ("b", 0), ("c", 0)]) is None
    assert radar_of([("a", 0), ("b", 7), ("c", 0)]) is None


def test_three_published_practices_are_drawn_and_said(client):
    structure = make_structure("Maison A")
    make_practice(structure, dimensions=["interne", "externe"])
    page = make_practice(structure, dimensions=["externe"])
    make_practice(structure, dimensions=["transversale"], live=False)
    make_practice(make_structure("Maison B"), dimensions=["transversale"])
    translate(page, title="Workshop")
    assert radar(client, structure.url) is None

    make_practice(structure, dimensions=["externe"])

    points = "110,61 159,108 110,80"
    said = "Interne\u00a0: 1 · Externe\u00a0: 3 · Transversale\u00a0: 0"
    assert radar(client, structure.url) == (points, " ".join(said.split()))
    # The alias under /en/ counts the same practices, in English words.
    drawn, words = radar(client, f"/en{structure.url}")
    assert drawn == points
    assert [part.split(":")[1].strip() for part in words.split(" · ")] == [
        "1",
        "3",
        "0",
    ]
