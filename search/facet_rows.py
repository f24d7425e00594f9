"""Rows that some facets take their values from, and what they are called."""

from django.db.models import Case, F, QuerySet, Value, When
from django.db.models.functions import Concat

from taggit.models import Tag

from practices.models import PracticePage, PracticeTag, StructurePage


def scheme_label(name: str) -> Case:
    """Return « PAT – Projet alimentaire territorial », or the name without a code."""
    return Case(
        When(code="", then=F(name)), default=Concat(F("code"), Value(" – "), F(name))
    )


def structures(language: str) -> QuerySet:
    """Return the structures anyone may see; a proper name is not translated."""
    pages = StructurePage.objects.published().sources()
    return pages.annotate(option_label=F("title"))


def tags(language: str) -> QuerySet:
    """Return the keywords that practices anyone may read bear, as they were typed."""
    shown = PracticePage.objects.published().sources().order_by()
    borne = PracticeTag.objects.filter(content_object__in=shown.values("pk"))
    found = Tag.objects.filter(pk__in=borne.values("tag"))
    return found.annotate(option_label=F("name"))
