"""Programmes, shared resources and accompaniments of the demonstration."""

from decimal import Decimal
from typing import Any

from django.db import models, transaction

from wagtail.models import Locale

from portal.home.loading.fields import resolve
from portal.home.loading.files import read
from portal.home.tree import english, key_of, source_locale
from practices.models import (
    Accompaniment,
    AccompanimentDocument,
    AccompanimentEffect,
    AccompanimentSession,
    Programme,
    ProgrammeFigure,
    ProgrammePractice,
    SharedResource,
    Theme,
)
from practices.models import PracticePage as Practice

TOLD: dict[str, Any] = {
    "sessions": AccompanimentSession,
    "effects": AccompanimentEffect,
    "documents": AccompanimentDocument,
}


def load_demarche() -> int:
    """Make what is missing, each with its rows, whole or not at all; return how many."""
    file = read("demarche.toml")
    made = 0
    for entry in file["programmes"]:
        made += _load_term(Programme, entry, _fill_programme)
    for entry in file["accompaniments"]:
        made += _load_accompaniment(entry)
    return made


def load_resources() -> int:
    """Make the shared resources that are missing, before practices that use them."""
    return sum(
        _load_term(SharedResource, entry, _fill_resource)
        for entry in read("demarche.toml")["resources"]
    )


def _load_term(model, entry: dict[str, Any], fill) -> int:
    """Make a term in French and in English, of the same key; ``fill`` adds its rows."""
    key = key_of(model._meta.model_name, entry["slug"])
    if model.objects.filter(translation_key=key).exists():
        return 0
    fields = {
        name: said
        for name, said in entry.items()
        if name not in {"en", "figures", "practices", "themes"}
    }
    with transaction.atomic():
        wordings: list[tuple[Locale, dict[str, Any]]] = [
            (source_locale(), {}),
            (english(), entry["en"]),
        ]
        for locale, words in wordings:
            row = model(locale=locale, translation_key=key)
            _set(row, {**fields, **words})
            row.full_clean()
            row.save()
            fill(row, entry, bool(words))
    return 1


def _fill_resource(
    row: SharedResource, entry: dict[str, Any], in_english: bool
) -> None:
    if not in_english:
        row.themes.set(resolve(Theme, slug) for slug in entry["themes"])


def _fill_programme(row: Programme, entry: dict[str, Any], in_english: bool) -> None:
    for rank, said in enumerate(entry.get("figures", [])):
        own = {name: value for name, value in said.items() if name != "en"}
        ProgrammeFigure.objects.create(
            programme=row,
            sort_order=rank,
            locale=row.locale,
            translation_key=key_of("programme", entry["slug"], "figures", str(rank)),
            **{**own, **(said["en"] if in_english else {})},
        )
    if not in_english:
        for rank, slug in enumerate(entry["practices"]):
            ProgrammePractice.objects.create(
                programme=row, sort_order=rank, practice=resolve(Practice, slug)
            )


def _load_accompaniment(entry: dict[str, Any]) -> int:
    if Accompaniment.objects.filter(slug=entry["slug"]).exists():
        return 0
    fields = {
        name: said for name, said in entry.items() if name not in {"ingredients", *TOLD}
    }
    ingredient = Accompaniment._meta.get_field("ingredients").related_model
    with transaction.atomic():
        row = Accompaniment(is_public=True)
        _set(row, fields)
        row.ingredients = [resolve(ingredient, slug) for slug in entry["ingredients"]]
        row.full_clean()
        row.save()
        for relation, model in TOLD.items():
            for rank, said in enumerate(entry.get(relation, [])):
                told = model(accompaniment=row, sort_order=rank)
                _set(told, said)
                told.full_clean()
                told.save()
    return 1


def _set(row: models.Model, said: dict[str, Any]) -> None:
    """Put what a file says into the plain fields of a row."""
    for name, value in said.items():
        field: Any = row._meta.get_field(name)
        if isinstance(field, models.ForeignKey):
            value = resolve(field.related_model, value)
        elif isinstance(field, models.DecimalField):
            value = Decimal(str(value))
        setattr(row, name, value)
