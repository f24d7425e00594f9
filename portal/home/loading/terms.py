"""The terms of the demonstration: themes, audiences, schemes, and the bodies that help.

A term in English is a row with the key and the slug of the French one.
"""

from typing import Any

from django.db import transaction

from wagtail.models import Locale

from events.models import EventSeries, EventType, PersonName
from portal.home.loading.files import read
from portal.home.loading.pictures import find_picture
from portal.home.loading.places import territories_by_code
from portal.home.tree import english, key_of, source_locale
from practices.models import (
    Audience,
    Challenge,
    CommunicationTool,
    FundingScheme,
    Ingredient,
    Organisation,
    PolicyScheme,
    Theme,
)

# Themes first, parents before children as in the file; schemes refer to organisations.
TERMS = {
    "themes": Theme,
    "audiences": Audience,
    "policy_schemes": PolicyScheme,
    "funding_schemes": FundingScheme,
    "ingredients": Ingredient,
    "event_types": EventType,
    "event_series": EventSeries,
    "challenges": Challenge,
    "communication_tools": CommunicationTool,
}


def load_terms() -> int:
    """Make the organisations and terms that are missing; return how many were."""
    file = read("terms.toml")
    made = 0
    with transaction.atomic():
        made += _load_organisations(file["organisations"])
        funders = {body.slug: body for body in Organisation.objects.all()}
        for section, model in TERMS.items():
            made += _load_section(model, file.get(section, []), funders)
        made += _sign_agreements(funders)
        made += _load_person_names(file["person_names"])
    return made


def _sign_agreements(bodies: dict[str, Organisation]) -> int:
    """Say who signed the CTG, and what schemes they carry; return how many were told.

    Territories come before the bodies and terms they refer to.
    """
    places = territories_by_code()
    schemes = {
        scheme.slug: scheme
        for scheme in PolicyScheme.objects.filter(locale=source_locale())
    }
    told = 0
    for entry in read("territories.toml")["ctg"]:
        place = places[entry["code"]]
        if entry.get("signatories") and not place.signatories.exists():
            place.signatories.set(bodies[slug] for slug in entry["signatories"])
            told += 1
            place.policy_schemes.set(
                schemes[slug] for slug in entry.get("policy_schemes", [])
            )
    return told


def _load_organisations(entries: list[dict[str, Any]]) -> int:
    known = set(Organisation.objects.values_list("slug", flat=True))
    places = territories_by_code()
    missing = [entry for entry in entries if entry["slug"] not in known]
    for entry in missing:
        territory = places[entry["territory"]] if "territory" in entry else None
        logo = find_picture(entry["logo"]) if "logo" in entry else None
        aliases = "\n".join(entry.get("aliases", ()))
        Organisation.objects.create(
            **{**entry, "territory": territory, "logo": logo, "aliases": aliases}
        )
    return len(missing)


def _load_person_names(entries: list[dict[str, Any]]) -> int:
    known = set(PersonName.objects.values_list("name", flat=True))
    missing = [entry for entry in entries if entry["name"] not in known]
    for entry in missing:
        PersonName.objects.create(
            name=entry["name"], aliases="\n".join(entry["aliases"])
        )
    return len(missing)


def _load_section(model, entries: list[dict[str, Any]], funders: dict) -> int:
    source, translation = source_locale(), english()
    known = set(model.objects.values_list("translation_key", "locale_id"))
    made = 0
    for rank, entry in enumerate(entries, start=1):
        fields = {name: value for name, value in entry.items() if name != "en"}
        key = key_of(model._meta.model_name, entry["slug"])
        wordings: list[tuple[Locale, dict[str, Any] | None]] = [
            (source, {}),
            (translation, entry.get("en")),
        ]
        for locale, words in wordings:
            if words is None or (key, locale.pk) in known:
                continue
            row = _term(model, {**fields, **words}, locale, funders)
            row.translation_key = key
            if hasattr(row, "sort_order"):
                row.sort_order = fields.get("sort_order", rank * 10)
            row.save()
            made += 1
    return made


def _term(model, fields: dict[str, Any], locale: Locale, funders: dict):
    values = dict(fields)
    if "parent" in values:
        # The parent is a fact: in every language, the French theme.
        values["parent"] = Theme.objects.get(
            translation_key=key_of("theme", values["parent"]), locale=source_locale()
        )
    if "funder" in values:
        values["funder"] = funders[values["funder"]]
    if "variants" in values:
        values["variants"] = "\n".join(values["variants"])
    return model(locale=locale, **values)
