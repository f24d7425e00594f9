"""Which rows lend words to which pages: read off where each kind says its words are."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache

from django.db.models import Model, Q, QuerySet

from wagtail.models import Page

from portal.core.models import Term
from portal.core.words import Kind, kinds, model_at, words_of_kind

# A page is found by its title only while it is published.
LENT_BY_PAGES = ("title", "live")


@dataclass
class Loan:
    """What a model lends: the columns that matter, and how pages refer to its rows."""

    # The column pages refer by: a term counts in all its languages.
    key_name: str
    columns: set[str] = field(default_factory=set)
    lookups: dict[Kind, set[str]] = field(default_factory=lambda: defaultdict(set))

    def referring(self, key: str) -> Iterator[tuple[Kind, list[int]]]:
        """Yield for each kind the keys of its French pages that refer to ``key``."""
        last = "" if self.key_name == "pk" else f"__{self.key_name}"
        for kind, lookups in self.lookups.items():
            condition = Q()
            for lookup in sorted(lookups):
                pages: QuerySet = kind.objects.filter(**{f"{lookup}{last}": key})
                condition |= Q(pk__in=pages.order_by().values("pk"))
            found = kind.objects.sources().filter(condition).order_by()
            yield kind, list(found.values_list("pk", flat=True))


@cache
def loans() -> dict[type[Model], Loan]:
    """Return what each model lends."""
    found: dict[type[Model], Loan] = {}

    def lend(kind: Kind, lookup: str, *columns: str) -> None:
        model = model_at(kind, lookup)
        key_name = "translation_key" if issubclass(model, Term) else "pk"
        loan = found.setdefault(model, Loan(key_name))
        loan.columns.update(columns)
        loan.lookups[kind].add(lookup)

    for kind in kinds():
        words = words_of_kind(kind)
        for lookup in words.names:
            *path, column = lookup.split("__")
            lend(kind, "__".join(path), column)
            for rank in range(1, len(path)):
                between = "__".join(path[:rank])
                # A row of the page itself is saved with it; another page is not.
                if issubclass(model_at(kind, between), Page):
                    lend(kind, between, f"{path[rank]}_id")
        for lookup, columns in words.terms.items():
            # A term moved in its tree lends the names it lies in.
            has_parent = hasattr(model_at(kind, lookup), "parent_id")
            lend(kind, lookup, *columns, *(["parent_id"] if has_parent else []))
        for lookup in words.pages:
            lend(kind, lookup, *LENT_BY_PAGES)
    return found
