"""The texts a page is found by: what anyone may read of it, with where it stands.

A French page answers for its live translations too: it is found by the words of each,
in their language.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.db import models
from django.db.models import Q
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from wagtail.rich_text import get_text_for_indexing

from portal.core.models.base import SOURCE_LANGUAGE
from portal.core.words import Kind, Words, model_at, words_of_kind

# What a word counts for where it stands: the smaller, the more.
TITLE, LEAD, FACTS, STORY = 1, 2, 3, 4
WEIGHTS = (TITLE, LEAD, FACTS, STORY)
# Where what the model is called says little.
LABELS = {
    "resident_group": _("Collectif d’habitant·es"),
    "tagged_items__tag__name": _("Mots-clés"),
}


@dataclass(frozen=True)
class Text:
    """A text of a page."""

    language: str
    # The field or relation it stands in: see `label_of_place`.
    place: str
    weight: int
    text: str


def texts_of(pages: Iterable[Any]) -> dict[int, list[Text]]:
    """Return the texts of each of ``pages`` that anyone may find, by key.

    ``pages`` are of one kind. What is no published French source has none. Some thirty
    queries at most, whatever their number.
    """
    model, found = _published_sources(pages)
    if not found:
        return {}
    words = words_of_kind(model)
    by_key = {page.translation_key: page for page in found.values()}
    translations = (
        model.objects.filter(translation_key__in=by_key, alias_of=None)
        .exclude(pk__in=found)
        .published()
        .select_related("locale")
    )
    texts: dict[int, list[Text]] = {pk: [] for pk in found}
    owners: dict[int, tuple[int, str]] = {}
    for page in [*found.values(), *translations]:
        source = by_key[page.translation_key]
        language = page.locale.language_code
        is_whole = words.is_lead_only is None or not words.is_lead_only(source)
        if is_whole:
            owners[page.pk] = (source.pk, language)
        names = words.fields if is_whole else ("lead",)
        texts[source.pk].append(Text(language, "title", TITLE, page.title))
        texts[source.pk] += _texts_of_fields(page, names, language)
    for pk, text in (
        *_texts_of_rows(model, words, owners),
        *_names(model, words, list(found)),
        *_names_of_terms(model, words, list(found)),
        *_titles_of_pages(model, words, list(found)),
    ):
        texts[pk].append(text)
    return {pk: [text for text in those if text.text] for pk, those in texts.items()}


def label_of_place(model: Kind, place: str) -> str:
    """Return what readers call the field, the relation or the lookup ``place``."""
    if place in LABELS:
        return str(LABELS[place])
    if "__" not in place:
        found: Any = model._meta.get_field(place)
        if hasattr(found, "verbose_name"):
            return capfirst(str(found.verbose_name))
    return capfirst(str(model_at(model, place)._meta.verbose_name_plural))


def _published_sources(pages: Iterable[Any]) -> tuple[Kind, dict[int, Any]]:
    sources = [
        page for page in pages if page.pk and page.is_source and not page.alias_of_id
    ]
    if not sources:
        return models.Model, {}
    model: Kind = type(sources[0])
    keys = [page.pk for page in sources]
    shown = set(
        model.objects.filter(pk__in=keys).published().values_list("pk", flat=True)
    )
    return model, {page.pk: page for page in sources if page.pk in shown}


def _texts_of_fields(page: Any, names: Iterable[str], language: str) -> Iterator[Text]:
    for name in names:
        found, value = page._meta.get_field(name), getattr(page, name)
        weight = LEAD if name == "lead" else _weight_of(found)
        if hasattr(found, "get_searchable_content"):
            value = "\n".join(found.get_searchable_content(value))
        yield Text(language, name, weight, value)


def _weight_of(column: models.Field) -> int:
    """Return what a word of ``column`` counts for: short ones tell facts."""
    short = (models.CharField, models.DecimalField)
    return FACTS if isinstance(column, short) else STORY


def _texts_of_rows(
    model: Kind, words: Words, owners: dict[int, tuple[int, str]]
) -> Iterator[tuple[int, Text]]:
    for relation, columns in words.rows.items():
        row_model: Any = model._meta.get_field(relation).related_model
        weights = [_weight_of(row_model._meta.get_field(column)) for column in columns]
        rows = row_model._default_manager.filter(page__in=list(owners))
        if about := words.shown_with.get(relation):
            others: Any = row_model._meta.get_field(about).related_model
            rows = rows.filter(
                Q(**{about: None}) | Q(**{f"{about}__in": others.objects.published()})
            )
        for owner, *values in rows.values_list("page_id", *columns):
            pk, language = owners[owner]
            for weight in sorted(set(weights)):
                these = [
                    value
                    for its_weight, value in zip(weights, values, strict=True)
                    if its_weight == weight
                ]
                yield pk, Text(language, relation, weight, _line(these))


def _line(values: Iterable[Any]) -> str:
    """Return the values of a row as one line without tags: « 405 familles, 2020 »."""
    line = ""
    for value in values:
        if isinstance(value, Decimal):
            line += f"{value.normalize():f} "
            continue
        text = str(value or "")
        text = get_text_for_indexing(text) if "<" in text else text
        if text:
            line += f", {text}" if line and not line.endswith(" ") else text
    return line


def _names(model: Kind, words: Words, pks: list[int]) -> Iterator[tuple[int, Text]]:
    these = model.objects.filter(pk__in=pks).order_by()
    for lookup in words.names:
        for pk, name in these.values_list("pk", lookup).distinct():
            yield pk, Text(SOURCE_LANGUAGE, lookup, FACTS, name or "")


def _names_of_terms(
    model: Kind, words: Words, pks: list[int]
) -> Iterator[tuple[int, Text]]:
    these = model.objects.filter(pk__in=pks).order_by()
    for lookup, columns in words.terms.items():
        pairs = list(these.values_list("pk", f"{lookup}__translation_key").distinct())
        keys = {key for _pk, key in pairs if key}
        terms: Any = model_at(model, lookup)._default_manager
        named: dict[Any, list[Text]] = defaultdict(list)
        if keys:
            rows = terms.filter(translation_key__in=keys).order_by("pk")
            for key, language, *values in rows.values_list(
                "translation_key", "locale__language_code", *columns
            ):
                named[key] += [Text(language, lookup, FACTS, each) for each in values]
        for pk, key in pairs:
            for text in named[key]:
                yield pk, text


def _titles_of_pages(
    model: Kind, words: Words, pks: list[int]
) -> Iterator[tuple[int, Text]]:
    these = model.objects.filter(pk__in=pks).order_by()
    for lookup in words.pages:
        pairs = list(these.values_list("pk", lookup).distinct())
        others: Any = model_at(model, lookup)
        wanted = {other for _pk, other in pairs if other}
        # A page that nobody may see yet is not found by its name either.
        titles = (
            dict(
                others.objects.filter(pk__in=wanted)
                .published()
                .values_list("pk", "title")
            )
            if wanted
            else {}
        )
        for pk, other in pairs:
            if other in titles:
                yield pk, Text(SOURCE_LANGUAGE, lookup, FACTS, titles[other])
