"""The walk of the table through the demonstration: what a row names is shown there."""

import re
from collections.abc import Iterable, Iterator
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.apps import apps
from django.db import models
from django.urls import resolve
from django.utils import timezone, translation
from django.utils.html import strip_tags

from wagtail.blocks import StreamValue
from wagtail.fields import RichTextField, StreamField
from wagtail.models import Page, Site

from bs4 import BeautifulSoup

from portal.core.fields import ChoiceSetField, LinesField, split_lines
from portal.core.models import PortalDocument, PortalImage
from portal.core.typography import euros, french_date, month_year, number_fr
from tests.coverage.table import NEVER_SHOWN, NO_EXAMPLE, Held, Row

# How pages say what is yes or no, or what a heading tells: by value, in French.
SAID: dict[str, dict[Any, str]] = {
    "PracticePage.has_resident_group": {True: "les voisines qui rangent"},
    "StructurePage.in_network": {False: "hors du réseau"},
    "StructurePage.social_project_has_transition_axis": {
        True: "un axe consacré à la transition"
    },
    "Accompaniment.is_anonymous": {True: "centre social, de 5 à 9"},
    "Programme.is_flagship": {True: "projet phare"},
    "ApproachStep.is_current": {True: "on en est là"},
    "ArticlePage.featured": {True: "à la une"},
    "PracticePage.featured": {True: "à la une"},
    "Organisation.supports_portal": {True: "avec le soutien de"},
    "YearlyFigure.counted": {"accompagnements": "le portail raconte"},
    "StandardPage.shows_partners": {True: "avec le soutien de"},
    "ThematicDayPage.content_status": {"hypothese": "explore des hypothèses"},
    "Principle.kind": {
        "caracteristique": "comment elle s’y prend",
        "methode": "comment elle s’y prend",
        "idee-force": "ce que nous voulons",
    },
}
ATTRIBUTES = ("alt", "href", "src", "srcset", "id", "datetime", "title", "content")


class Demonstration:
    """The pages of the demonstration, each asked once."""

    def __init__(self, client):
        self.client = client
        self._texts: dict[str, str] = {}

    def text(self, address: str) -> str:
        """Return what a page says, with the addresses it leads to; "" unless 200."""
        if address not in self._texts:
            response = self.client.get(address)
            if response.status_code != 200:
                self._texts[address] = ""
            elif response.headers["Content-Type"].startswith("text/html"):
                self._texts[address] = _text_of(response.content)
            else:
                self._texts[address] = plain(response.content.decode())
        return self._texts[address]

    def problems_of(self, row: Row) -> Iterator[str]:
        """Yield what ``row`` says of the demonstration and is not so."""
        for address in [*row.addresses(), *row.lists()]:
            if not self.text(address):
                yield f"{row.key}: {address} does not answer"
        addresses = [address for address in row.addresses() if self.text(address)]
        for held in row.fields():
            # Pages in another language leave it active.
            with translation.override("fr"):
                problem = self._problem_of(held, addresses)
            if problem:
                yield f"{row.key}: {held} {problem}"

    def _problem_of(self, held: Held, addresses: list[str]) -> str:
        if not addresses and held.remark != NO_EXAMPLE:
            return "is shown at no address"
        says = [
            said
            for address in addresses or ["/"]
            for item in _objects(held, address)
            for said in wordings(held, item)
        ]
        if held.remark == NO_EXAMPLE:
            return "is in the demonstration" if says else ""
        if not says:
            return "holds nothing there"
        is_shown = any(
            plain(said) in self.text(address) for said in says for address in addresses
        )
        if is_shown == (held.remark != NEVER_SHOWN):
            return ""
        verb = "is shown" if is_shown else "is not shown"
        return f"{verb} at {', '.join(addresses)}"


def wordings(held: Held, item: Any) -> list[str]:
    """Return the ways in which a page may say what ``item`` holds; [] for nothing."""
    value = item.get(held.name) if isinstance(item, dict) else _value(item, held.name)
    if str(held) in SAID:
        return [SAID[str(held)][value]] if value in SAID[str(held)] else []
    if value in (None, "", [], False):
        return []
    field = None
    if issubclass(held.owner, models.Model):
        by_name = {field.name: field for field in held.owner._meta.get_fields()}
        field = by_name.get(held.name)
    return [said for said in _say(field, value, item, held) if plain(said)]


def _say(field: Any, value: Any, item: Any, held: Held) -> Iterator[str]:
    if isinstance(field, ChoiceSetField):
        yield from map(str, getattr(item, f"get_{held.name}_labels")())
    elif getattr(field, "choices", None):
        yield str(getattr(item, f"get_{held.name}_display")())
        yield f".svg#{value}"
    elif isinstance(field, LinesField):
        yield from split_lines(value)
    elif isinstance(field, RichTextField):
        yield strip_tags(value.replace("</p>", " "))[:60].rpartition(" ")[0]
    elif isinstance(field, StreamField) or isinstance(value, StreamValue):
        yield from _said_in_blocks(value)
    else:
        yield from _words(value)


def _words(value: Any) -> Iterator[str]:
    if isinstance(value, bool):
        return
    if isinstance(value, datetime):
        local = timezone.localtime(value)
        yield from (french_date(value), month_year(value), f"{local:%H h %M}")
        yield f"{local.hour} h"
    elif isinstance(value, date):
        yield from (french_date(value), month_year(value), f"depuis {value.year}")
    elif isinstance(value, int | float | Decimal):
        yield from (number_fr(value), str(value), euros(value))
    elif isinstance(value, PortalImage):
        yield value.alt_text
    elif isinstance(value, PortalDocument):
        yield value.url
    elif isinstance(value, models.Manager | models.QuerySet):
        for related in value.all():
            yield from _words(related)
    elif isinstance(value, models.Model):
        for name in ("title", "name", "label", "text", "indicator"):
            if getattr(value, name, ""):
                yield str(getattr(value, name))
        yield str(value)
    elif isinstance(value, list | tuple):
        for part in value:
            yield from _words(part)
    else:
        for line in str(value).splitlines():
            yield strip_tags(line)


def _said_in_blocks(stream: Iterable) -> Iterator[str]:
    for block in stream:
        value = block.value
        if hasattr(value, "items"):
            yield from (str(part) for part in value.values() if isinstance(part, str))
        else:
            text = strip_tags(str(getattr(value, "source", value)).replace("</p>", " "))
            yield text.strip()[:60].rpartition(" ")[0] or text


def _value(item: Any, name: str) -> Any:
    value = getattr(item, name, None)
    if isinstance(value, models.Manager):
        return value.all() if value.exists() else None
    return value() if callable(value) else value


def _objects(held: Held, address: str) -> list[Any]:
    """Return the objects to look for at ``address``.

    The page itself, its rows, or what a plain view is about; else any of the model.
    """
    if not issubclass(held.owner, models.Model):
        return list(_blocks(held, address))
    every = list(held.owner._default_manager.all())
    about = _about(address)
    own = [item for item in every if _is_of(item, about)]
    return own or every


def _is_of(item: Any, about: list[Any]) -> bool:
    if item in about:
        return True
    return any(
        getattr(item, field.attname) == other.pk
        for field in item._meta.concrete_fields
        if field.is_relation and "ParentalKey" in type(field).__name__
        for other in about
        if isinstance(other, field.related_model)
    )


def _about(address: str) -> list[Any]:
    page = _page_at(address)
    if page is not None:
        # In another language: its facts too.
        return list({page, getattr(page, "source", page)})
    slug = resolve(address.partition("?")[0]).kwargs.get("slug", "")
    found: list[Any] = []
    for model in _models_with_address():
        found += [
            item
            for item in model._default_manager.filter(slug=slug)
            if item.get_absolute_url() == address
        ]
    return found


def _models_with_address() -> list[type[models.Model]]:
    return [
        model
        for model in apps.get_models()
        if hasattr(model, "get_absolute_url") and not issubclass(model, Page)
    ]


def _page_at(address: str) -> Any:
    path = address.partition("?")[0].strip("/").split("/")
    home = Site.objects.get(is_default_site=True).root_page
    language = "fr"
    if path[0] == "en":
        language, path = "en", path[1:]
    page = home
    for slug in filter(None, path):
        page = page.get_children().filter(slug=slug).first()
        if page is None:
            return None
    with translation.override(language):
        return page.localized.specific


def _blocks(held: Held, address: str) -> Iterator[dict]:
    page = _page_at(address)
    for field in page._meta.fields:
        if isinstance(field, StreamField):
            for block in getattr(page, field.name):
                if isinstance(block.block, held.owner):
                    yield dict(block.value)


def _text_of(html: bytes) -> str:
    soup = BeautifulSoup(html, "html.parser")
    for part in soup.select("head, script"):
        part.decompose()
    said = [soup.get_text(" ")]
    for element in soup.find_all(True):
        said += [str(element.get(name, "")) for name in ATTRIBUTES if element.get(name)]
    return plain(" ".join(said))


def plain(text: str) -> str:
    """Return ``text`` in small letters, its spaces all alike.

    None where a link in the middle of « (SCIC) » made some.
    """
    text = re.sub(r"[\s\u00a0\u202f]+", " ", text.replace("&amp;", "&"))
    text = re.sub(r" ([.,;:)])", r"\1", text).replace("( ", "(")
    return text.strip().casefold()
