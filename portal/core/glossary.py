"""The page of the glossary: every term, by letter, each with its own anchor."""

from itertools import groupby

from django.http import Http404
from django.shortcuts import render
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from portal.core.fields import split_lines
from portal.core.models import GlossaryTerm
from portal.core.models.base import SOURCE_LANGUAGE
from portal.core.navigation import page_of_kind
from portal.core.text import fold


def glossary(request):
    """Answer the glossary, in the reader's language where a term is translated."""
    home = page_of_kind(request, "home")
    if home is None:
        raise Http404
    terms = sorted(_terms(), key=lambda term: (fold(term.headword), term.slug))
    return render(
        request,
        "core/glossary.html",
        {
            "title": _("Lexique"),
            "description": _(
                "Les sigles et les mots du réseau, en une phrase ou deux."
            ),
            "breadcrumbs": [{"title": home.title, "url": home.get_url(request)}],
            "letters": [
                {"letter": letter, "entries": [_entry(term) for term in group]}
                for letter, group in groupby(terms, _letter)
            ],
        },
    )


def _terms() -> list[GlossaryTerm]:
    """Return each term once, in the reader's language, else in French."""
    languages = {SOURCE_LANGUAGE, get_language() or SOURCE_LANGUAGE}
    chosen: dict = {}
    for term in GlossaryTerm.objects.filter(
        locale__language_code__in=languages
    ).select_related("locale"):
        known = chosen.get(term.translation_key)
        if known is None or known.locale.language_code == SOURCE_LANGUAGE:
            chosen[term.translation_key] = term
    return list(chosen.values())


def _letter(term: GlossaryTerm) -> str:
    return fold(term.headword)[:1].upper()


def _entry(term: GlossaryTerm) -> dict:
    return {
        "slug": term.slug,
        "headword": term.headword,
        "name": term.name if term.acronym and term.acronym != term.name else "",
        "definition": term.definition,
        # « Caf » teaches nothing beside « CAF ».
        "variants": ", ".join(
            name
            for name in split_lines(term.variants)
            if fold(name) != fold(term.headword)
        ),
        "url": term.url,
        "lang": term.locale.language_code,
    }
