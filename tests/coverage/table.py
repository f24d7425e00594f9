"""The table of docs/content-coverage.md, cell by cell.

Between backticks in the first cell stand `Model.field`, `field` of the model named last,
or `Model` alone; what follows in brackets may say « never shown », or « not in the
demonstration ». The other cells name places of the admin (`menu › heading`), addresses
and facets in plain words.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from django.apps import apps
from django.db import models

from portal.core import blocks
from search import facets

DOCUMENT = Path(__file__).resolve().parents[2] / "docs" / "content-coverage.md"
LAST = {"U": 36, "L": 47, "K": 26, "E": 28, "R": 20, "X": 8}
IDS = [
    f"{source}{number:02}"
    for source, last in LAST.items()
    for number in range(1, last + 1)
]
# What is not there yet, and so is not looked for.
EXCEPTIONS = {"not yet", "later"}
NOWHERE = {"–", *EXCEPTIONS}
APPS = ("core", "practices", "events", "home")
NEVER_SHOWN, NO_EXAMPLE = "never shown", "not in the demonstration"
TOKEN = rf"`([^`]+)`(?: \(({NEVER_SHOWN}|{NO_EXAMPLE})\))?"
ADDRESS = re.compile(r"(?<![\w/<])/(?:[a-z0-9._-]+/?)*(?:\?[a-z0-9=&-]+)?")
FACETS = re.compile(r"\bfacets? ([A-ZÀ-Ý][^;)(]*)")


class WrongRowError(Exception):
    """A row names something that does not exist."""


@dataclass(frozen=True)
class Held:
    """A field of a model or of a block, as a row names it."""

    owner: type
    name: str
    remark: str = ""

    def __str__(self) -> str:
        return f"{self.owner.__name__}.{self.name}"


@dataclass(frozen=True)
class Row:
    """One element of the sources."""

    key: str
    held: str
    entered: str
    shown: str
    found: str

    @property
    def is_complete(self) -> bool:
        """True when no part of it is for another day."""
        cells = (self.held, self.entered, self.shown, self.found)
        return not any(f"`{word}`" in cell for cell in cells for word in EXCEPTIONS)

    def fields(self) -> list[Held]:
        """Return the fields the first cell names; raises when one does not exist."""
        owner: type | None = None
        found = []
        for match in re.finditer(TOKEN, self.held):
            token, remark = match.groups()
            if token in EXCEPTIONS:
                continue
            model, _dot, field = token.rpartition(".")
            if not model and token[0].isupper():
                owner = _owner(self.key, token)
                continue
            if model:
                owner = _owner(self.key, model)
            if owner is None or not _has(owner, field):
                raise WrongRowError(f"{self.key}: no field « {token} »")
            found.append(Held(owner, field, remark or ""))
        return found

    def addresses(self) -> list[str]:
        """Return the addresses where it is shown."""
        return ADDRESS.findall(self.shown)

    def lists(self) -> list[str]:
        """Return the addresses where it is found."""
        return ADDRESS.findall(self.found)

    def places(self) -> list[str]:
        """Return where it is entered: places of the admin, without remarks."""
        cell = re.sub(r"\([^)]*\)", "", self.entered)
        parts = [part.strip() for part in cell.split(";")]
        return [part for part in parts if part and part.strip("`") not in NOWHERE]

    def facet_labels(self) -> list[str]:
        """Return the labels of the facets it is found by."""
        labels = []
        for listed in FACETS.findall(self.found):
            for name in listed.split(" of ")[0].split(" and ")[0].split(", "):
                if not name[0].isupper():
                    break
                labels.append(name.strip())
        return labels


def read(text: str = "") -> list[Row]:
    """Return the rows of the tables of ``text``, by default of the document."""
    text = text or DOCUMENT.read_text("utf-8")
    rows = []
    for line in text.splitlines():
        if re.match(r"\| [A-Z]\d\d \|", line):
            cells = [cell.strip() for cell in line.strip("|").split("|")]
            if len(cells) != 5:
                raise WrongRowError(f"{cells[0]}: {len(cells)} cells")
            rows.append(Row(*cells))
    return rows


def told_apart(text: str = "") -> dict[str, list[str]]:
    """Return the ids of the lists under the table, by the title of the list."""
    text = text or DOCUMENT.read_text("utf-8")
    lists: dict[str, list[str]] = {}
    title = ""
    for line in text.partition("## Not held yet")[2].splitlines():
        if line.endswith(":") and not line.startswith("-"):
            title = line.rstrip(":")
            lists[title] = []
        elif match := re.match(r"- ([A-Z]\d\d): ", line):
            lists[title].append(match[1])
    return lists


def known_facets() -> set[str]:
    """Return the labels of the facets of all lists."""
    return {str(facet.label) for facet in _facets()}


def _facets() -> Iterator[facets.Facet]:
    for value in vars(facets).values():
        for item in value if isinstance(value, tuple | list) else [value]:
            if isinstance(item, facets.Facet):
                yield item


def _owner(key: str, name: str) -> type:
    for model in apps.get_models():
        if model.__name__ == name and model._meta.app_label in APPS:
            return model
    block = getattr(blocks, name, None)
    if block is None:
        raise WrongRowError(f"{key}: no model « {name} »")
    return block


def _has(owner: type, name: str) -> bool:
    if not issubclass(owner, models.Model):
        return name in owner.base_blocks  # type: ignore[attr-defined]
    names = {field.name for field in owner._meta.get_fields()}
    return name in names or hasattr(owner, name)
