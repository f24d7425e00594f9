"""From what a file says to what a model holds."""

from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.db import models
from django.utils import timezone

from modelcluster.fields import ParentalManyToManyField
from wagtail.fields import StreamField
from wagtail.models import Locale, Page, TranslatableMixin

from events.models import ThematicDayPage
from portal.core.fields import LinesField
from portal.core.models import PortalDocument, PortalImage
from portal.home.loading.documents import find_document
from portal.home.loading.pictures import find_picture
from portal.home.tree import key_of, source_locale
from practices.models import Organisation, PracticePage, StructurePage, Territory

# What a file says of a page that is no field of its model.
ASIDE = {
    "en",
    "structure",
    "published_on",
    "tags",
    "consent_for_years",
    "contact_for_years",
}
YEAR = timedelta(days=365)


class UnknownReferenceError(LookupError):
    """A file names something that no file describes."""


def resolve(model: Any, name: str) -> Any:
    """Return what a file calls ``name``: a slug, or the code of a territory."""
    if model is PortalImage:
        found = find_picture(name)
    elif model is PortalDocument:
        found = find_document(name)
    elif model is Territory:
        found = Territory.objects.filter(code=name).first()
    elif model is PracticePage:
        found = _loaded(PracticePage, "practice", name)
    elif model is StructurePage:
        found = find_structure(name)
    elif model is ThematicDayPage:
        found = _loaded(ThematicDayPage, "day", name)
    elif model is Page:
        found = _loaded(Page, "practice", name) or _loaded(Page, "day", name)
    elif model is Organisation:
        found = Organisation.objects.filter(slug=name).first()
    else:
        key = key_of(model._meta.model_name, name)
        found = model.objects.filter(
            translation_key=key, locale=source_locale()
        ).first()
    if found is None:
        raise UnknownReferenceError(f"{model._meta.verbose_name}: {name}")
    return found


def find_structure(slug: str) -> StructurePage | None:
    """Return the structure that was loaded as ``slug``, whatever became of its slug."""
    return _loaded(StructurePage, "structure", slug)


def _loaded(model: type[Page], kind: str, slug: str) -> Any:
    return model.objects.filter(
        translation_key=key_of(kind, slug), locale=source_locale()
    ).first()


def new_page(model: type[Page], entry: dict[str, Any], *key: str) -> Page:
    """Return a page that is not in the tree yet, from what its file says."""
    page = model(locale=source_locale(), translation_key=key_of(*key))
    fill_page(page, entry)
    if "published_on" in entry:
        page.first_published_at = instant_of(entry["published_on"])
    if "contact_for_years" in entry:
        # Counts from the day of loading, so that the contact does not go.
        page.contact_until = timezone.localdate() + YEAR * entry["contact_for_years"]
    if "tags" in entry:
        page.tags.add(*entry["tags"])
    return page


def fill_page(page: Page, entry: dict[str, Any]) -> None:
    """Put the fields and rows of ``entry`` into ``page``."""
    for name, said in entry.items():
        if name in ASIDE:
            continue
        field = page._meta.get_field(name)
        if isinstance(field, models.ManyToOneRel):
            setattr(page, name, list(_rows(page, name, field, said)))
        else:
            setattr(page, name, _value(page, field, said))


def fill_english(page: Page, entry: dict[str, Any]) -> None:
    """Put the English words of ``entry`` into a twin of ``page``."""
    fill_page(page, entry.get("en", {}))
    for name, rows in entry.items():
        if name not in ASIDE and _are_rows(page, name):
            for row, said in zip(getattr(page, name).all(), rows, strict=True):
                for word, value in said.get("en", {}).items():
                    setattr(row, word, value)


def fields_of(model: type[Page], entry: dict[str, Any]) -> dict[str, Any]:
    """Return the plain fields of a page, ready to make one."""
    blank = model(locale=source_locale())
    fields = {
        name: _value(blank, model._meta.get_field(name), said)
        for name, said in entry.items()
        if name not in ASIDE
    }
    if "published_on" in entry:
        fields["first_published_at"] = instant_of(entry["published_on"])
    return fields


def instant_of(day: date) -> datetime:
    """Return the morning of ``day``."""
    return timezone.make_aware(datetime.combine(day, time(9)))


def _are_rows(page: Page, name: str) -> bool:
    return isinstance(page._meta.get_field(name), models.ManyToOneRel)


def _value(page: Page, field: models.Field, said: Any) -> Any:
    if isinstance(field, StreamField):
        return field.stream_block.to_python(_blocks(page, field.name, said))
    if isinstance(field, LinesField):
        return "\n".join(said) if isinstance(said, list) else said
    if isinstance(field, ParentalManyToManyField):
        return [resolve(field.related_model, name) for name in said]
    if isinstance(field, models.ForeignKey):
        return resolve(field.related_model, said) if said else None
    if isinstance(field, models.DateTimeField):
        return timezone.make_aware(said)
    if isinstance(field, models.DecimalField):
        return Decimal(str(said))
    return said.strip() if isinstance(said, str) else said


def _blocks(page: Page, name: str, said: list[dict]) -> list[dict]:
    """Return blocks as they are stored, with names that never change."""
    blocks = []
    for rank, block in enumerate(said):
        value = block["value"]
        if isinstance(value, str):
            value = value.strip()
        elif "image" in value:
            value = {**value, "image": resolve(PortalImage, value["image"]).pk}
        key = key_of(str(page.translation_key), name, str(rank))
        blocks.append({"type": block["type"], "value": value, "id": str(key)})
    return blocks


def _rows(page: Page, name: str, relation: models.ManyToOneRel, said: list[dict]):
    model = relation.related_model
    for rank, entry in enumerate(said):
        row = model(sort_order=rank)
        if isinstance(row, TranslatableMixin):
            row.translation_key = _row_key(page, name, rank)
            row.locale = Locale.objects.get(pk=page.locale_id)
        for word, value in entry.items():
            if word != "en":
                field: Any = model._meta.get_field(word)
                setattr(row, word, _value(page, field, value))
        yield row


def _row_key(page: Page, name: str, rank: int) -> UUID:
    return key_of(str(page.translation_key), name, str(rank))
