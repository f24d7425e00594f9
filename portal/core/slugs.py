"""Addresses made from titles: « L’article » gives « l-article », not « larticle »."""

import re

from django.utils.text import slugify

from wagtail.admin.widgets.slug import SlugInput

# What elides in French, after a letter; both Python and browsers read it.
APOSTROPHE = r"\b['’‘]"


def slug_of(title: str) -> str:
    """Return the end of an address for ``title``; empty where no letter can stand there.

    >>> slug_of("L’art d'écrire")
    'l-art-d-ecrire'
    """
    return slugify(re.sub(APOSTROPHE, "-", title))


def slug_input() -> SlugInput:
    """Return the field of an address, that the browser writes as `slug_of` does."""
    return SlugInput(formatters=[(APOSTROPHE, "-")])
