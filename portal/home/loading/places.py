"""The territories of the demonstration, from files of real places."""

from collections.abc import Iterable

from django.db import transaction
from django.utils.text import slugify

from wagtail.search.backends import get_search_backend

from portal.home.loading.files import read, read_rows
from practices.enums import TerritoryKind
from practices.models import Territory, refresh_territories


def load_places() -> int:
    """Make the territories that are missing; return how many were."""
    known = set(Territory.objects.values_list("kind", "code"))
    missing = [
        place for place in _places() if (place["kind"], place["code"]) not in known
    ]
    if not missing:
        return 0
    slugs = set(Territory.objects.values_list("slug", flat=True))
    territories = []
    for place in missing:
        fields = {name: value for name, value in place.items() if name != "within"}
        fields["slug"] = _free_slug(place, slugs)
        territories.append(Territory(**fields))
    with transaction.atomic():
        Territory.objects.bulk_create(territories, batch_size=200)
        by_code = territories_by_code()
        link = Territory.parents.through
        link.objects.bulk_create(
            [
                link(from_territory=by_code[code], to_territory=by_code[parent])
                for place in missing
                for code, parent in _links(place)
            ],
            ignore_conflicts=True,
            batch_size=400,
        )
        refresh_territories()
    get_search_backend().add_bulk(Territory, territories)
    return len(territories)


def territories_by_code() -> dict[str, Territory]:
    """Return every territory by its INSEE, SIREN, department or CTG code."""
    return {territory.code: territory for territory in Territory.objects.all()}


def _links(place: dict) -> Iterable[tuple[str, str]]:
    """Return the pairs (code, code of what it lies in) that ``place`` tells of."""
    if place["kind"] == TerritoryKind.CTG:
        return [(member, place["code"]) for member in place["within"]]
    return [(place["code"], parent) for parent in place["within"]]


def _free_slug(place: dict, taken: set[str]) -> str:
    slug = place.get("slug") or slugify(place["name"])
    if slug in taken:
        slug = f"{slug}-{place['department']}"
    taken.add(slug)
    return slug


def _places() -> list[dict]:
    """Return départements, intercommunalités, communes and CTG, in that order.

    ``within`` holds the codes a place lies in; for a CTG, the codes it holds.
    """
    above = read("territories.toml")
    rows = read_rows("places.csv")
    departments = [
        {**department, "kind": TerritoryKind.DEPARTMENT, "within": []}
        | {"department": department["code"]}
        for department in above["departements"]
    ]
    groups: dict[str, dict] = {}
    for row in rows:
        group = groups.setdefault(
            row["epci_siren"],
            {
                "name": row["epci_name"],
                "code": row["epci_siren"],
                "kind": TerritoryKind.EPCI,
                "department": row["department"],
                "within": [row["department"]],
            },
        )
        group["population"] = group.get("population", 0) + int(row["population"] or 0)
    communes = [
        {
            "name": row["name"],
            "code": row["insee"],
            "kind": TerritoryKind.COMMUNE,
            "department": row["department"],
            "population": int(row["population"]) if row["population"] else None,
            "postcodes": row["postcodes"].replace("|", " "),
            "latitude": float(row["latitude"]) if row["latitude"] else None,
            "longitude": float(row["longitude"]) if row["longitude"] else None,
            "within": [row["epci_siren"], row["department"]],
        }
        for row in rows
    ]
    agreements = [
        {
            "name": ctg["name"],
            "slug": ctg["slug"],
            "code": ctg["code"],
            "description": ctg.get("description", ""),
            "department": ctg.get("department", ""),
            "starts_on": ctg.get("starts_on"),
            "ends_on": ctg.get("ends_on"),
            "kind": TerritoryKind.CTG,
            "within": [*ctg.get("epci", []), *ctg.get("communes", [])],
        }
        for ctg in above["ctg"]
    ]
    return [*departments, *groups.values(), *communes, *agreements]
