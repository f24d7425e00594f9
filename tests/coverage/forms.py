"""The forms of the admin: what can be entered under each heading."""

from collections.abc import Iterator
from typing import Any

from django.db import models

from wagtail import hooks
from wagtail.admin.panels import FieldPanel, InlinePanel, Panel
from wagtail.admin.viewsets.pages import PageListingViewSet
from wagtail.blocks import BaseStreamBlock, Block
from wagtail.contrib.settings.views import get_setting_edit_handler as get_edit_handler
from wagtail.fields import StreamField

from events.viewsets import EventListsViewSet
from portal.core.models import PortalDocument, PortalImage, PortalSettings
from portal.home.models import ApproachPage, StandardPage
from practices.viewsets import ListsViewSet
from tests.coverage.table import Held, Row

Entered = set[tuple[type, str]]
# Entered in more than one form, or in one of the library's.
ANYWHERE = {
    "« Traduire » on each page and term",
    "page « La démarche » of the tree",
    "pages of the tree",
}


def wrong_places(rows: list[Row]) -> list[str]:
    """Return what ``rows`` say of the forms that is not so."""
    # A tab and a field may bear one heading.
    places: dict[str, Entered] = {}
    for place, there in _places():
        places.setdefault(place, set()).update(there)
    wrong = []
    for row in rows:
        entered: Entered = set()
        for place in row.places():
            if place.lower() in places:
                entered |= places[place.lower()]
            elif place not in ANYWHERE:
                wrong.append(f"{row.key}: no place « {place} » in the admin")
        if ANYWHERE & set(row.places()):
            continue
        wrong += [
            f"{row.key}: {held} is not entered in « {row.entered} »"
            for held in row.fields()
            if _is_typed(held) and (held.owner, held.name) not in entered
        ]
    return wrong


def _is_typed(held: Held) -> bool:
    if not issubclass(held.owner, models.Model):
        return True
    by_name = {field.name: field for field in held.owner._meta.get_fields()}
    field: Any = by_name.get(held.name)
    if field is None or field.auto_created or not getattr(field, "editable", False):
        return False
    # Publishing sets it.
    return held.name != "first_published_at"


def _places() -> Iterator[tuple[str, Entered]]:
    """Yield each place, in small letters, with what is entered there."""
    listings = [
        viewset
        for hook in hooks.get_hooks("register_admin_viewset")
        for viewset in _as_list(hook())
        if isinstance(viewset, PageListingViewSet)
    ]
    pages = [(str(viewset.menu_label), viewset.model) for viewset in listings]
    others = [("Démarche", ApproachPage), ("Pages simples", StandardPage)]
    for label, model in [*pages, *others]:
        handler = model.get_edit_handler()
        for heading, panel in _headings(handler):
            yield f"{label} › {heading}".lower(), set(_entered(panel))
    for group in (ListsViewSet, EventListsViewSet):
        for item in group.items:
            viewset = item()
            label = f"{group.menu_label} › {viewset.menu_label}"
            yield label.lower(), set(_entered(viewset.get_edit_handler()))
    yield (
        "documents",
        {(PortalDocument, field) for field in PortalDocument.admin_form_fields},
    )
    yield "images", {(PortalImage, name) for name in PortalImage.admin_form_fields}
    settings = get_edit_handler(PortalSettings)
    yield "réglages du portail", set(_entered(settings))


def _headings(panel: Panel) -> Iterator[tuple[str, Panel]]:
    for child in getattr(panel, "children", []):
        heading = child.heading
        if isinstance(child, FieldPanel):
            heading = heading or child.db_field.verbose_name
        if heading:
            yield str(heading), child
            yield f"« {heading} »", child
        yield from _headings(child)


def _entered(panel: Panel) -> Iterator[tuple[type, str]]:
    if isinstance(panel, FieldPanel):
        yield panel.model, panel.field_name
        field = panel.model._meta.get_field(panel.field_name)
        if isinstance(field, StreamField):
            yield from _of_block(field.stream_block)
    if isinstance(panel, InlinePanel):
        yield panel.model, panel.relation_name
        yield from _entered(panel.child_edit_handler)
    for child in getattr(panel, "children", []):
        yield from _entered(child)


def _of_block(block: Block) -> Iterator[tuple[type, str]]:
    for name, child in getattr(block, "child_blocks", {}).items():
        if not isinstance(block, BaseStreamBlock):
            yield type(block), name
        yield from _of_block(child)


def _as_list(found: Any) -> list:
    return list(found) if isinstance(found, list | tuple) else [found]
