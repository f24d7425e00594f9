"""What the tests of the catalogue share: one synthetic network for a whole module."""

from collections.abc import Iterator

from django.db import transaction

import pytest

from portal.home.synthetic import Network, build_network
from search.counting import noted

PRACTICES = 300
SEED = 7


@pytest.fixture(scope="module", autouse=True)
def _tree(tree_of_the_module: None) -> None:
    """Every module finds the site's tree."""


@pytest.fixture(scope="module")
def network(django_db_setup: None, django_db_blocker) -> Iterator[Network]:
    """Several hundred practices of every fate, there until the module ends."""
    with django_db_blocker.unblock(), transaction.atomic():
        yield build_network(practices=PRACTICES, seed=SEED)
        transaction.set_rollback(True)


@pytest.fixture
def counting_searches(settings) -> Iterator[None]:
    """Have searches counted, from none noted and leaving none."""
    settings.COUNT_SEARCHES = True
    noted.take()
    yield
    noted.take()
