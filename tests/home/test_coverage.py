"""docs/content-coverage.md names what exists; `test_demo.py` walks it where it shows."""

import pytest

from tests.coverage import table
from tests.coverage.forms import wrong_places

pytestmark = pytest.mark.one_database

ROW = (
    "| U01 | `PracticePage.title` | Pratiques › Essentiel | /pratiques/ | facet Thème |"
)


def test_every_element_of_the_sources_has_its_row() -> None:
    assert sorted(row.key for row in table.read()) == sorted(table.IDS)
    assert len(table.IDS) == 157 + table.LAST["X"]


def test_every_field_exists() -> None:
    for row in table.read():
        row.fields()


def test_every_place_of_the_admin_exists_and_holds_the_fields() -> None:
    assert wrong_places(table.read()) == []


def test_every_facet_exists() -> None:
    known = table.known_facets()
    unknown = [
        (row.key, label)
        for row in table.read()
        for label in row.facet_labels()
        if label not in known
    ]
    assert unknown == []


def test_what_is_not_there_yet_is_told_apart() -> None:
    told = [key for keys in table.told_apart().values() for key in keys]

    assert len(told) == len(set(told))
    assert set(told) == {row.key for row in table.read() if not row.is_complete}


@pytest.mark.parametrize(
    ("right", "wrong"),
    [
        ("PracticePage.title", "PracticePage.titel"),
        ("PracticePage", "PracticePages"),
    ],
)
def test_a_field_that_does_not_exist_is_told(right, wrong) -> None:
    (row,) = table.read(ROW.replace(right, wrong))
    with pytest.raises(table.WrongRowError, match=wrong):
        row.fields()


@pytest.mark.parametrize(
    ("right", "wrong", "told"),
    [
        ("Essentiel", "Essentiels", "no place « Pratiques › Essentiels »"),
        ("Essentiel", "Liens", "PracticePage.title is not entered"),
        ("PracticePage.title", "PracticePage.context", "PracticePage.context is not"),
    ],
)
def test_a_wrong_place_is_told(right, wrong, told) -> None:
    problems = wrong_places(table.read(ROW.replace(right, wrong)))

    assert told in problems[0]


def test_a_facet_is_read_to_the_end_of_its_name() -> None:
    (row,) = table.read(
        ROW.replace("Thème", "Où ça en est (of it); facets Thème, Type of days, words")
    )
    assert row.facet_labels() == ["Où ça en est", "Thème", "Type"]
