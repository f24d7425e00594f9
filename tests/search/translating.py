"""English pages for the tests of the catalogue."""

from practices.models import PracticePage
from tests import factories


def translate(page: PracticePage, title: str, **words: str) -> PracticePage:
    """Return the live English page of ``page``, with ``words`` in its fields."""
    return factories.translate(page, title=title, **words)
