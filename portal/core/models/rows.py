"""Rows of pages.

Rows that hold words can be translated; the facts beside the words are read from the
French page's rows: see ``BasePage.rows()``.
"""

from wagtail.models import Orderable, TranslatableMixin


class WordsRow(TranslatableMixin, Orderable):
    """A row that holds words: the same key in all languages."""

    class Meta(TranslatableMixin.Meta, Orderable.Meta):
        abstract = True
