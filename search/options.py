"""Where the values of a facet come from, and how they are called in a language.

Each kind of options answers one question: which of these values exist, with their
labels, in the order a list shows them when counts do not decide.
"""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import F, QuerySet, TextChoices, Value
from django.utils.translation import override

from portal.core.text import fold

SLUG = re.compile(r"[\w-]{1,160}")
YEAR = re.compile(r"(?:19|20)[0-9]{2}|2100")


@dataclass(frozen=True)
class Option:
    """A value a facet can take, as a reader sees it."""

    value: str
    label: str
    # The value it lies in, when the list is a tree.
    parent: str = ""


@dataclass(frozen=True)
class ChoiceOptions:
    """The values of a closed list, in the list's order."""

    choices: type[TextChoices]
    by_count: bool = False

    def find(self, values: Iterable[str], language: str) -> list[Option]:
        """Return the options among ``values`` that exist, in order."""
        wanted = set(values)
        with override(language):
            return [
                Option(choice.value, str(choice.label))
                for choice in self.choices
                if choice.value in wanted
            ]


@dataclass(frozen=True)
class YearOptions:
    """Years, the latest first."""

    by_count: bool = False

    def find(self, values: Iterable[str], language: str) -> list[Option]:
        """Return the options among ``values`` that are years, in order."""
        years = {value for value in values if YEAR.fullmatch(value)}
        return [Option(year, year) for year in sorted(years, reverse=True)]


@dataclass(frozen=True)
class RowOptions:
    """Rows with a slug: terms, territories, tags, structures.

    ``sources`` are functions that give the rows that may be shown, annotated with
    ``option_label`` in a language; where two have the same slug, the first one counts.
    They are called, not kept: what may be shown changes.
    """

    sources: tuple[Callable[[str], QuerySet[Any]], ...]
    parent: str = ""
    by_count: bool = True

    def find(self, values: Iterable[str], language: str) -> list[Option]:
        """Return the options among ``values`` that exist, by label."""
        return find_all({"": (self, values)}, language)[""]

    def queries(self, name: str, values: set[str], language: str) -> list[QuerySet]:
        """Return what asks for the rows of the facet ``name`` among ``values``."""
        return [
            source(language)
            .filter(slug__in=values)
            .annotate(
                facet_name=Value(name),
                source_rank=Value(rank),
                parent_slug=F(self.parent) if self.parent else Value(""),
            )
            .order_by()
            .values_list(
                "facet_name", "source_rank", "slug", "option_label", "parent_slug"
            )
            for rank, source in enumerate(self.sources)
        ]


Options = ChoiceOptions | RowOptions | YearOptions


def find_all(
    asked: Mapping[str, tuple[Options, Iterable[str]]], language: str
) -> dict[str, list[Option]]:
    """Return for each facet the options that exist among the values asked, in order.

    Rows of all facets come in one query, so that many facets cost what one does.
    """
    found: dict[str, list[Option]] = {}
    queries: list[QuerySet] = []
    for name, (options, values) in asked.items():
        if isinstance(options, RowOptions):
            found[name] = []
            wanted = {value for value in values if SLUG.fullmatch(value)}
            if wanted:
                queries += options.queries(name, wanted, language)
        else:
            found[name] = options.find(values, language)
    if not queries:
        return found
    first, *others = queries
    seen: set[tuple[str, str]] = set()
    for name, _rank, slug, label, parent in sorted(
        first.union(*others, all=True) if others else first, key=lambda row: row[:2]
    ):
        if (name, slug) not in seen:
            seen.add((name, slug))
            found[name].append(Option(slug, label, parent or ""))
    for name, (options, _values) in asked.items():
        if isinstance(options, RowOptions):
            found[name].sort(key=lambda option: (fold(option.label), option.value))
    return found
