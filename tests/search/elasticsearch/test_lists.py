"""What is found elsewhere and what is proposed: the same tests, by Elasticsearch."""

import pytest

from tests.search.test_elsewhere import (  # noqa: F401 (collected here again)
    test_hidden_plain_pages_are_not_found,
    test_no_practice_matches_and_another_list_does,
    test_the_demarche_is_found_by_its_former_name_and_plain_pages,
    test_the_demarche_lends_its_english_words,
    test_what_may_not_be_read_is_not_found,
)
from tests.search.test_proposals import (  # noqa: F401
    practice,
    test_in_english_translated_names_come_once,
    test_nothing_that_nobody_may_read_is_proposed,
    test_practices_structures_themes_and_places_by_the_beginning,
)
from tests.search.test_words import (  # noqa: F401
    test_a_rare_word_counts_for_more_than_a_usual_one,
)

pytestmark = [
    pytest.mark.elasticsearch,
    pytest.mark.django_db,
    pytest.mark.usefixtures("followed"),
]
