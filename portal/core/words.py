"""The words a page is found by: folded, marked, the same on every database.

The index keeps for each French page `t1velo` for a word of its title and `t2velo` for
any other of its words, with those of its live translations. A query asks for marked
words only, so what a database does to raw text changes nothing to what is found.

Each kind of page says in one `Words` where its words come from (`words_from`).
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

from django.apps import apps
from django.db.models import Model, Q
from django.db.models.sql import Query
from django.utils.module_loading import import_string

from wagtail.rich_text import get_text_for_indexing
from wagtail.search import index
from wagtail.search.backends import get_search_backend

from portal.core.models import FoundByWords
from portal.core.text import words_of

TITLE, REST = "t1", "t2"
# A vector of PostgreSQL holds one megabyte; past this length words are cut too.
MAX_WORDS = 15_000
MAX_LENGTH = 40
# A model of pages that are `FoundByWords`: a mixin has no manager that types know.
Kind = type[Any]


@dataclass(frozen=True)
class Words:
    """Where the words of a kind of page come from, besides its title."""

    # The page's own, in each language.
    fields: tuple[str, ...]
    # Those of its rows, in each language.
    rows: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    # The page that a row of a relation is about: a row is shown while that one is.
    shown_with: Mapping[str, str] = field(default_factory=dict)
    # Proper names: the same in all languages.
    names: tuple[str, ...] = ()
    # Terms: a page refers to the French one and is found by its name in any language.
    terms: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    # Other pages, found by their title while anyone may read them.
    pages: tuple[str, ...] = ()
    # True for a page that shows no more than its lead: the rest is not searched either.
    is_lead_only: Callable[[Any], bool] | None = None


def kinds() -> list[Kind]:
    """Return the kinds of pages that are found by their words."""
    return [
        model
        for model in apps.get_models()
        if issubclass(model, FoundByWords) and model.words_from
    ]


def words_of_kind(model: Kind) -> Words:
    """Return where the words of ``model`` come from."""
    return import_string(model.words_from)


def model_at(model: type[Model], lookup: str) -> type[Model]:
    """Return the model that the relations ``lookup`` lead to from ``model``.

    Raises FieldError when they lead nowhere.
    """
    path, *_rest = Query(model).names_to_path(
        lookup.split("__"), model._meta, fail_on_missing=True
    )
    return path[-1].to_opts.model


def marked_words(page: Any) -> str:
    """Return what the index holds for ``page``; nothing for what is no source."""
    return marked_words_of([page]).get(page.pk, "")


def marked_words_of(pages: list[Any]) -> dict[int, str]:
    """Return what the index holds for each of ``pages`` that is a source, by key.

    ``pages`` are of one kind. Some thirty queries at most, whatever their number.
    """
    sources = [
        page for page in pages if page.pk and page.is_source and not page.alias_of_id
    ]
    if not sources:
        return {}
    model = type(sources[0])
    words = words_of_kind(model)
    by_key = {page.translation_key: page for page in sources}
    translations = (
        model.objects.filter(translation_key__in=by_key, alias_of=None)
        .exclude(pk__in=[page.pk for page in sources])
        .published()
    )
    owners: dict[int, int] = {}
    titles: dict[int, set[str]] = defaultdict(set)
    rest: dict[int, set[str]] = defaultdict(set)
    for page in [*sources, *translations]:
        source = by_key[page.translation_key]
        titles[source.pk] |= _marked(TITLE, page.title)
        is_whole = words.is_lead_only is None or not words.is_lead_only(source)
        if is_whole:
            owners[page.pk] = source.pk
        for text in _texts_of(page, words.fields if is_whole else ("lead",)):
            rest[source.pk] |= _marked(REST, text)
    pks = [page.pk for page in sources]
    for pk, text in (
        *_row_texts(model, words, owners),
        *_names(model, words, pks),
        *_term_names(model, words, pks),
        *_page_titles(model, words, pks),
    ):
        rest[pk] |= _marked(REST, text)
    return {
        pk: " ".join([*sorted(titles[pk]), *sorted(rest[pk])][:MAX_WORDS]) for pk in pks
    }


def reindex(model: Kind, pks: Iterable[int]) -> None:
    """Write the index entries of the pages ``pks`` as the database has them now.

    Who may not be found at all (someone who no longer agrees) loses theirs.
    """
    wanted = set(pks)
    pages = model.get_indexed_objects().filter(pk__in=wanted).order_by("pk")
    index_pages(model, list(pages.select_related("locale")))
    for page in model.objects.filter(pk__in=wanted - {page.pk for page in pages}):
        index.remove_object(page)


def index_pages(model: Kind, pages: list[Any]) -> None:
    """Write the index entries of ``pages``, all of the kind ``model``, at once."""
    entries = marked_words_of(pages)
    for page in pages:
        # Found before the method of that name, which would ask page by page.
        page.__dict__["marked_words"] = entries.get(page.pk, "")
    get_search_backend().add_bulk(model, pages)
    for page in pages:
        del page.__dict__["marked_words"]


def reindex_with_source(page: Any) -> None:
    """Write the entry of ``page``, and of the French page that lends its words."""
    model = type(page)
    sources = model.objects.filter(
        translation_key=page.translation_key, alias_of=None
    ).sources()
    reindex(model, {page.pk, *sources.values_list("pk", flat=True)})


@lru_cache(maxsize=20_000)
def _marked(mark: str, text: str) -> frozenset[str]:
    """Return the folded words of ``text``, each behind ``mark``.

    Names of places and terms come back with every page: they are folded once.
    """
    return frozenset(f"{mark}{word[:MAX_LENGTH]}" for word in words_of(text))


def _texts_of(page: Any, names: Iterable[str]) -> Iterator[str]:
    for name in names:
        found, value = page._meta.get_field(name), getattr(page, name)
        if hasattr(found, "get_searchable_content"):
            yield from found.get_searchable_content(value)
        else:
            yield value


def _row_texts(
    model: Kind, words: Words, owners: dict[int, int]
) -> Iterator[tuple[int, str]]:
    for relation, columns in words.rows.items():
        row_model: Any = model._meta.get_field(relation).related_model
        rows = row_model._default_manager.filter(page__in=list(owners))
        if about := words.shown_with.get(relation):
            others: Any = row_model._meta.get_field(about).related_model
            rows = rows.filter(
                Q(**{about: None}) | Q(**{f"{about}__in": others.objects.published()})
            )
        for pk, *values in rows.values_list("page_id", *columns):
            for value in values:
                text = get_text_for_indexing(value) if "<" in value else value
                yield owners[pk], text


def _names(model: type[Any], words: Words, pks: list[int]) -> Iterator[tuple[int, str]]:
    these = model.objects.filter(pk__in=pks).order_by()
    for lookup in words.names:
        for pk, name in these.values_list("pk", lookup).distinct():
            if name:
                yield pk, name


def _term_names(model: Kind, words: Words, pks: list[int]) -> Iterator[tuple[int, str]]:
    these = model.objects.filter(pk__in=pks).order_by()
    for lookup, columns in words.terms.items():
        pairs = list(these.values_list("pk", f"{lookup}__translation_key").distinct())
        keys = {key for _pk, key in pairs if key}
        terms: Any = model_at(model, lookup)._default_manager
        names: dict[Any, list[str]] = defaultdict(list)
        if keys:
            rows = terms.filter(translation_key__in=keys).order_by()
            for key, *values in rows.values_list("translation_key", *columns):
                names[key] += values
        for pk, key in pairs:
            for name in names[key]:
                yield pk, name


def _page_titles(
    model: Kind, words: Words, pks: list[int]
) -> Iterator[tuple[int, str]]:
    these = model.objects.filter(pk__in=pks).order_by()
    for lookup in words.pages:
        pairs = list(these.values_list("pk", lookup).distinct())
        others: Any = model_at(model, lookup)
        shown = {other for _pk, other in pairs if other}
        # A page that nobody may see yet is not found by its name either.
        titles = (
            dict(
                others.objects.filter(pk__in=shown)
                .published()
                .values_list("pk", "title")
            )
            if shown
            else {}
        )
        for pk, other in pairs:
            if other in titles:
                yield pk, titles[other]
