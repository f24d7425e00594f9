"""What engines read of a page: schema.org, as JSON that no reader sees."""

import json
from typing import Any

from django.utils.safestring import SafeString, mark_safe

# What would close the element or open another: written as JSON may write them.
ESCAPES = {ord(sign): f"\\u{ord(sign):04X}" for sign in "<>&"}


def structured_data(page, told: dict[str, Any]) -> dict[str, Any]:
    """Return what a page under a licence says of itself; facts of its French page.

    The words are those of ``page``; ``told`` is what its context adds, or says better:
    an article unless it says what else. What was taken up names the original, under the
    licence of the original.
    """
    facts = page.source
    licence = facts.licence_url
    if getattr(facts, "is_republished", False):
        licence = facts.source_licence_url
    published, changed = facts.first_published_at, page.last_published_at
    said = {
        "@context": "https://schema.org",
        "@type": "Article",
        "name": page.title,
        "description": page.meta_description,
        "url": page.full_url,
        "inLanguage": page.words_language,
        "license": licence,
        "isBasedOn": getattr(facts, "source_url", ""),
        "datePublished": published.date().isoformat() if published else "",
        "dateModified": changed.date().isoformat() if changed else "",
        **told,
    }
    return {name: value for name, value in said.items() if value}


def as_json(data: dict[str, Any]) -> SafeString:
    """Return ``data`` as JSON that may stand in a script element."""
    return mark_safe(json.dumps(data, ensure_ascii=False).translate(ESCAPES))  # noqa: S308


def place(name: str) -> dict[str, str]:
    """Return a place by its name."""
    return {"@type": "Place", "name": name, "address": name}


def virtual_place(url: str) -> dict[str, str]:
    """Return where one follows online."""
    return {"@type": "VirtualLocation", "url": url}
