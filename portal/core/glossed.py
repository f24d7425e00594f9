"""Acronyms of the glossary explained where they are first read.

The first time a text says one, it becomes a link to the glossary that bears the long
form. Never inside a link, a heading or code, and a few a page at most: a page of links
would be read by nobody.
"""

import re
from dataclasses import dataclass
from html import unescape

from django.urls import reverse
from django.utils.html import escape, format_html

from portal.core.fields import split_lines
from portal.core.models import GlossaryTerm
from portal.core.text import fold
from portal.core.typography import colon

TAG = re.compile(r"(<[^>]*>)")
NAME = re.compile(r"</?([a-zA-Z0-9]+)")
HEADINGS = {"h1", "h2", "h3", "h4", "h5", "h6"}
ALREADY_TOLD = {"a", "abbr", "button", "caption", "code", "figcaption"}
LEFT_ALONE = HEADINGS | ALREADY_TOLD | {"summary", "svg", "thead"}


@dataclass(frozen=True)
class Explained:
    """An acronym, what it stands for, and its place in the glossary."""

    acronym: str
    name: str
    slug: str


def acronyms(language: str) -> dict[str, Explained]:
    """Return what to explain, by each way of writing it; one query."""
    found: dict[str, Explained] = {}
    rows = GlossaryTerm.objects.filter(locale__language_code=language)
    for acronym, name, slug, variants in rows.exclude(acronym="").values_list(
        "acronym", "name", "slug", "variants"
    ):
        if acronym == name:
            continue
        told = Explained(acronym, name, slug)
        # « Caf » is another way of writing « CAF »; a longer name explains itself.
        ways = (way for way in split_lines(variants) if fold(way) == fold(acronym))
        for way in (acronym, *ways):
            found[way] = told
    return found


def explain(html: str, known: dict[str, Explained], most: int) -> str:
    """Return ``html`` with the first ``most`` acronyms of ``known`` as links.

    Each is explained once, where it is first said outside what is left alone.
    """
    if not known or most <= 0:
        return html
    # As the text is written: « R&amp;D ».
    written = [re.escape(escape(way)) for way in sorted(known, key=len, reverse=True)]
    pattern = re.compile(rf"(?<![\w&#-])(?:{'|'.join(written)})(?![\w-])")
    told: set[str] = set()
    within = 0
    parts = TAG.split(html)
    for rank, part in enumerate(parts):
        if part.startswith("<"):
            name = NAME.match(part)
            if name and name[1].lower() in LEFT_ALONE and not part.endswith("/>"):
                within = max(0, within + (-1 if part.startswith("</") else 1))
        elif not within and len(told) < most:
            parts[rank] = pattern.sub(
                lambda match: _link(match, known, told, most), part
            )
    return "".join(parts)


def _link(
    match: re.Match, known: dict[str, Explained], told: set[str], most: int
) -> str:
    said = unescape(match[0])
    term = known[said]
    if term.slug in told or len(told) >= most:
        return match[0]
    told.add(term.slug)
    return format_html(
        '<a class="glossed" href="{}#{}" title="{}" data-name="{}">{}</a>',
        reverse("glossary"),
        term.slug,
        f"{said}{colon()}{term.name}",
        term.name,
        said,
    )
