"""Pages of terms: what each means, and what refers to it."""

from collections.abc import Iterable
from typing import Any

from django.db.models import Count
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from portal.core.fields import split_lines
from portal.core.models import Term
from portal.core.models.base import SOURCE_LANGUAGE
from portal.core.typography import french_date
from practices.listing import about, listed
from practices.models import Theme
from practices.referring import sections_about
from practices.totals import totals
from practices.view_frame import (
    breadcrumbs,
    catalogue,
    entry,
    facts_of,
    index,
    language,
    listing,
)


def term_index(request, model: type[Term], title: str):
    """Answer the list of the terms of ``model``; themes with how many they hold."""
    if model is Theme:
        entries = [
            _entry(theme, words, theme.count)
            for theme, words in _with_words(
                theme for theme, _description in theme_counts(language())
            )
        ]
    else:
        entries = [
            _entry(term, words)
            for term, words in _with_words(
                model.objects.sources().with_label(language())
            )
        ]
    return index(request, title, [{"label": "", "entries": entries}])


def term(request, model: type[Term], facet: str, index_title: str, slug: str):
    """Answer the page of a term: what it means, and the practices that refer to it."""
    found = get_object_or_404(model.objects.sources().with_label(language()), slug=slug)
    words = words_of_term(found)
    is_theme = model is Theme
    return render(
        request,
        "practices/term_page.html",
        {
            "title": found.label,
            "description": words.description,
            "kind_label": capfirst(model._meta.verbose_name),
            "icon": getattr(found, "icon", ""),
            "hue": getattr(found, "hue", ""),
            "facts": _facts(found, words),
            "children": found.children.sources().with_label(language())
            if is_theme
            else [],
            "sections": sections_about(found, language()),
            "breadcrumbs": breadcrumbs(request, index_title, slug),
            "feed_url": reverse("practices:theme_feed", args=[slug])
            if is_theme
            else "",
            "catalogue_url": catalogue(request, facet, slug),
            "totals": totals(about(found), language()),
            **listing(request, about(found)),
        },
    )


def _with_words(terms: Iterable[Term]) -> list[tuple[Any, Term]]:
    """Return each of the French ``terms`` with itself in the reader's language, if it is."""
    terms = list(terms)
    translated: dict = {}
    if terms and language() != SOURCE_LANGUAGE:
        found = type(terms[0])._default_manager.filter(
            translation_key__in=[term.translation_key for term in terms],
            locale__language_code=language(),
        )
        translated = {term.translation_key: term for term in found}
    return [(term, translated.get(term.translation_key, term)) for term in terms]


def _entry(term: Term, words: Term, count: int | None = None) -> dict:
    is_french = words is term and language() != SOURCE_LANGUAGE
    lang = SOURCE_LANGUAGE if is_french else ""
    return entry(term.label, term.get_absolute_url(), count, words.description, lang)


def words_of_term(found: Term) -> Term:
    """Return the term in the reader's language, else the French one itself."""
    if found.locale.language_code == language():
        return found
    translations = type(found)._default_manager.filter(
        translation_key=found.translation_key, locale__language_code=language()
    )
    return translations.first() or found


def theme_counts(language: str) -> list[tuple[Theme, str]]:
    """Return the top themes, each with ``count``, and their descriptions.

    ``count`` is the number of published practices of the theme or below it; a practice
    of two sub-themes counts once in their theme.
    """
    counts = dict(
        Theme.lineage.through.objects.filter(
            from_theme__practices__in=listed().order_by().values("pk")
        )
        .values("to_theme")
        .annotate(Count("from_theme__practices", distinct=True))
        .values_list("to_theme", "from_theme__practices__count")
    )
    result = []
    for theme in Theme.objects.sources().filter(parent=None).with_label(language):
        theme.count = counts.get(theme.pk, 0)
        result.append((theme, theme.description))
    return result


def _facts(found: Term, words: Term) -> list[dict]:
    """Return what policy and funding schemes say: facts in French, words as read."""
    funder = getattr(found, "funder", None)
    website = getattr(found, "website", "")
    kind = getattr(found, "get_kind_display", str)()
    return facts_of(
        (_("Financeur"), funder and funder.name, funder.get_absolute_url())
        if funder
        else ("", "", ""),
        (_("Nature"), kind, ""),
        (_("Sigle"), getattr(found, "code", ""), ""),
        (_("Aussi appelé"), ", ".join(split_lines(getattr(found, "variants", ""))), ""),
        (_("Critères"), getattr(words, "criteria", ""), ""),
        (_("Montant"), getattr(words, "amount_rule", ""), ""),
        (_("Du"), french_date(getattr(found, "starts_on", None)), ""),
        (_("Au"), french_date(getattr(found, "ends_on", None)), ""),
        (_("Pour en savoir plus"), website, website),
    )
