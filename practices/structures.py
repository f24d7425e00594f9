"""Lists of the structures of the network, by intercommunalité."""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from django.db.models import Count, F, OuterRef, Subquery
from django.utils.translation import gettext

from portal.core.translated import live_translations
from practices.enums import TerritoryKind
from practices.listing import listed
from practices.models import StructurePage, StructureQuerySet, Territory

HUES = ("mobility", "food", "energy", "digital", "citizenship", "teal")


@dataclass(frozen=True)
class StructureEntry:
    """What a list shows of a structure."""

    title: str
    url: str
    lang: str
    type_label: str
    commune: str
    initials: str
    hue: str
    practice_count: int


@dataclass(frozen=True)
class StructureGroup:
    """An intercommunalité, how many structures it has, and those that are named."""

    name: str
    # Empty for structures whose commune lies in none.
    url: str
    count: int
    structures: list[StructureEntry]


def network() -> StructureQuerySet:
    """Return the structures that lists show, each with ``epci``, in their order.

    That is by intercommunalité, then by name; slugs are names without accents, which
    any database sorts alike.
    """
    epci = Territory.objects.filter(
        kind=TerritoryKind.EPCI, within=OuterRef("commune")
    ).order_by("slug")
    return (
        StructurePage.objects.published()
        .sources()
        .in_network()
        .annotate(
            epci=Subquery(epci.values("pk")[:1]),
            epci_slug=Subquery(epci.values("slug")[:1]),
        )
        .order_by(F("epci_slug").asc(nulls_last=True), "slug", "pk")
    )


def by_territory(
    structures: StructureQuerySet, language: str, *, counted: bool = True
) -> list[StructureGroup]:
    """Return ``structures``, some of `network()`, in groups; four queries at most.

    Unless ``counted``, nobody asks how many practices each has.
    """
    return _grouped(_rows(structures), language, counted=counted)


def in_order(keys: Iterable[int], language: str) -> list[StructureGroup]:
    """Return the structures ``keys`` in their order: in groups where it is by territory.

    In another order, such as that of a search, one group without a name holds them.
    """
    wanted = list(keys)
    rows = _rows(network().filter(pk__in=wanted))
    ranks = {key: rank for rank, key in enumerate(wanted)}
    ordered = sorted(rows, key=lambda row: ranks[row.pk])
    if ordered == rows:
        return _grouped(rows, language, counted=True)
    return [StructureGroup("", "", len(ordered), structure_entries(ordered, language))]


def _rows(structures: StructureQuerySet) -> list[Any]:
    return list(structures.select_related("commune", "locale").defer_streamfields())


def _grouped(rows: list[Any], language: str, *, counted: bool) -> list[StructureGroup]:
    entries = dict(
        zip(
            (row.pk for row in rows),
            structure_entries(rows, language, counted=counted),
            strict=True,
        )
    )
    territories = Territory.objects.in_bulk({row.epci for row in rows if row.epci})
    return [
        _group(territories.get(epci), [entries[row.pk] for row in members])
        for epci, members in groupby(rows, key=lambda row: row.epci)
    ]


def largest_territories(number: int) -> list[StructureGroup]:
    """Return the ``number`` intercommunalités with most structures, none named."""
    sizes = list(
        network()
        .order_by()
        .values("epci")
        .annotate(size=Count("pk"))
        .order_by("-size", "epci")
        .values_list("epci", "size")[:number]
    )
    territories = Territory.objects.in_bulk([epci for epci, _size in sizes if epci])
    return [_group(territories.get(epci), [], size) for epci, size in sizes]


def structure_entries(
    structures: list[StructurePage], language: str, *, counted: bool = True
) -> list[StructureEntry]:
    """Return what a list shows of ``structures`` (French pages), in the same order.

    Names are those of the live translation in ``language``, else French ones.
    """
    words = live_translations(structures, language)
    counts = _practice_counts(structures) if counted else {}
    return [
        _entry(
            structure,
            words.get(structure.translation_key, structure),
            counts.get(structure.pk, 0),
        )
        for structure in structures
    ]


def initials(name: str) -> str:
    """Return one or two capital letters for ``name``: « MPT du Petit Charran » → PC."""
    words = [word for word in name.replace("-", " ").split() if word[0].isupper()]
    telling = [word for word in words if not word.isupper()] or words
    return "".join(word[0] for word in telling[:2])


def _practice_counts(structures: list[StructurePage]) -> dict[int, int]:
    return dict(
        listed()
        .filter(structure__in=[structure.pk for structure in structures])
        .order_by()
        .values("structure")
        .annotate(n=Count("pk"))
        .values_list("structure", "n")
    )


def _entry(
    structure: StructurePage, words: StructurePage, practice_count: int
) -> StructureEntry:
    return StructureEntry(
        title=words.title,
        url=words.get_url() or "",
        lang=words.locale.language_code,
        type_label=str(structure.get_structure_type_display()),
        commune=structure.commune.name if structure.commune else "",
        initials=initials(structure.title),
        hue=HUES[structure.pk % len(HUES)],
        practice_count=practice_count,
    )


def _group(
    territory: Territory | None, structures: list[StructureEntry], count: int = 0
) -> StructureGroup:
    return StructureGroup(
        name=territory.name if territory else gettext("Ailleurs"),
        url=territory.get_absolute_url() if territory else "",
        count=count or len(structures),
        structures=structures,
    )
