"""Elasticsearch answers what the database does: the same tests judge both."""

import pytest

from tests.search.test_network import (  # noqa: F401 (collected here again)
    oracle,
    test_a_restriction_above_takes_the_numbers_away,
    test_each_practice_is_listed_once,
    test_every_number_and_the_list_are_the_oracles,
    test_so_are_those_of_the_structures,
    test_what_nobody_may_read_is_found_by_no_word,
)

pytestmark = [
    pytest.mark.elasticsearch,
    pytest.mark.slow_site,
    pytest.mark.django_db,
    pytest.mark.usefixtures("followed"),
]
