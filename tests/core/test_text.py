"""Plain text, cut after some words."""

import pytest

from portal.core.text import first_words


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Un deux", "Un deux"),
        ("Un\u00a0: deux  trois quatre", "Un\u00a0: deux trois…"),
        ("Pour 12\u202f000\u00a0€ par\nan", "Pour 12\u202f000\u00a0€ par…"),
        ("  ", ""),
    ],
)
def test_spaces_that_hold_words_together_stay(text, shown):
    assert first_words(text, 3) == shown
