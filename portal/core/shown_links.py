"""The addresses elsewhere that readers are led to, and what shows each."""

import json
import re
from collections import defaultdict
from collections.abc import Callable, Iterator
from html import unescape
from typing import Any

from django.apps import apps
from django.conf import settings
from django.db import models
from django.db.models.functions import Cast

from modelcluster.fields import ParentalKey
from wagtail.fields import RichTextField, StreamField
from wagtail.models import TranslatableMixin
from wagtail.snippets.models import get_snippet_models

from portal.core.models import BasePage
from portal.core.models.base import SOURCE_LANGUAGE

# What the column of checked links holds.
MOST_CHARACTERS = 500
ADDRESS = re.compile(r"https?://\S+", re.IGNORECASE)
HREF = re.compile(r'<a\s[^>]*?href="([^"]*)"', re.IGNORECASE)

# A term: the label of its model, and its key.
TermKey = tuple[str, int]


def shown_links() -> dict[str, set[int]]:
    """Return the addresses that French public pages show, with the keys of the pages.

    Those in columns, texts and blocks of pages and of their rows: translations are of
    these.
    """
    found: dict[str, set[int]] = defaultdict(set)
    for model in apps.get_models():
        if issubclass(model, BasePage):
            pages: Any = model.objects.published().sources()
            for url, page in _of(model, pages):
                found[url].add(page)
    return dict(found)


def shown_term_links() -> dict[str, set[TermKey]]:
    """Return the addresses that the terms of lists show, with the French terms."""
    found: dict[str, set[TermKey]] = defaultdict(set)
    for model in get_snippet_models():
        if issubclass(model, BasePage):
            continue
        terms: Any = model._default_manager.all()
        if hasattr(terms, "published"):
            terms = terms.published()
        if issubclass(model, TranslatableMixin):
            terms = terms.filter(locale__language_code=SOURCE_LANGUAGE)
        for url, key in _of(model, terms):
            found[url].add((model._meta.label_lower, key))
    return dict(found)


def _of(model: type[models.Model], items: Any) -> Iterator[tuple[str, int]]:
    """Yield the addresses that ``items`` and their rows show, with the item's key."""
    yield from _addresses(model, items, "pk")
    for relation in model._meta.related_objects:
        if isinstance(relation.field, ParentalKey):
            key = relation.field.name
            rows = relation.related_model._base_manager.filter(
                **{f"{key}__in": items.order_by().values("pk")}
            )
            yield from _addresses(relation.related_model, rows, key)


def _addresses(model: Any, rows: Any, key: str) -> Iterator[tuple[str, int]]:
    """Yield the addresses elsewhere in the columns of ``rows``, with the key ``key``."""
    read: Callable[[str], Iterator[str]]
    for field in model._meta.concrete_fields:
        if isinstance(field, models.URLField):
            held = rows.exclude(**{field.name: ""})
            read = _address
        elif isinstance(field, RichTextField):
            held = rows.filter(**{f"{field.name}__contains": "href="})
            read = _in_text
        elif isinstance(field, StreamField):
            # As text: what leads nowhere is not read, and no block is built.
            as_text = Cast(field.name, models.TextField())
            held = rows.annotate(stored=as_text).filter(stored__contains="http")
            for stored, item in held.values_list("stored", key).iterator():
                yield from ((url, item) for url in _in_blocks(json.loads(stored)))
            continue
        else:
            continue
        for value, item in held.values_list(field.name, key).iterator():
            yield from ((url, item) for url in read(value))


def _in_blocks(value: Any) -> Iterator[str]:
    """Yield the addresses in blocks as they are kept: whole texts, and links in texts."""
    if isinstance(value, str):
        if ADDRESS.fullmatch(value):
            yield from _address(value)
        else:
            yield from _in_text(value)
    elif isinstance(value, dict):
        for part in value.values():
            yield from _in_blocks(part)
    elif isinstance(value, list):
        for part in value:
            yield from _in_blocks(part)


def _in_text(html: str) -> Iterator[str]:
    """Yield the addresses that the links of ``html`` lead to.

    Links to pages and documents of the portal hold no address; some lead to a mail.
    """
    for href in HREF.findall(html):
        url = unescape(href).strip()
        if ADDRESS.fullmatch(url):
            yield from _address(url)


def _address(url: str) -> Iterator[str]:
    """Yield ``url`` if it leads elsewhere and can be noted."""
    is_ours = url.startswith(f"{settings.BASE_URL}/") or url == settings.BASE_URL
    if not is_ours and len(url) <= MOST_CHARACTERS:
        yield url
