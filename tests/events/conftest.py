"""What the tests of days start from."""

import pytest

from events.models import PersonName, ThematicDayPage
from tests.events.factories import make_day, speaks


@pytest.fixture(scope="module", autouse=True)
def _tree(tree_of_the_module: None) -> None:
    """Every module finds the site's tree."""


@pytest.fixture
def two_days(db) -> tuple[ThematicDayPage, ThematicDayPage]:
    """Two days that write the name of one person in two ways, which the list holds."""
    here = make_day("Ici", speakers=[speaks("Édouard Calmels")])
    there = make_day("Là-bas", speakers=[speaks("Edouard Camels")])
    PersonName.objects.create(name="Édouard Calmels", aliases="Edouard Camels")
    return here, there
