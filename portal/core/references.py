"""What a page refers to, wherever in it, and whether someone may."""

from collections.abc import Iterable, Iterator

from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import FieldDoesNotExist, ValidationError

from wagtail.models import Page, ReferenceIndex
from wagtail.permissions import policy_registry

from portal.core.models import PortalDocument, PortalImage
from portal.core.visibility import visible_pages

# The key of a content type, and that of a row.
Reference = tuple[int, str]
CHOOSE = ["choose", "change", "delete"]


def references_of(page: Page) -> set[Reference]:
    """Return what ``page`` refers to: in its fields, rows, story and rich texts.

    The library's own index of references reads pages the same way; its reading is not
    documented, and a test of ours watches it.
    """
    found = ReferenceIndex._extract_references_from_object(page)
    return {(kind, key) for kind, key, _model_path, _content_path in found}


def foreign_fields(form, user, known: set[Reference]) -> list[tuple]:
    """Return the fields of ``form`` and its rows that refer to what is not ``user``'s.

    In: a form that was sent, and the references that may stay whoever made them.
    Out: pairs of a form and the name of a field. Whether the form is valid does not
    matter: what was typed is shown again either way.
    """
    typed = [
        (part, name, references - known)
        for part in _parts(form)
        for name in part.fields
        if (references := _typed_references(part, name))
    ]
    refused = _refused(user, set().union(*(found for *_field, found in typed)))
    return [(part, name) for part, name, found in typed if found & refused]


def _parts(form) -> Iterator:
    """Yield ``form`` and the forms of its rows, also those about to be deleted."""
    yield form
    for rows in getattr(form, "formsets", {}).values():
        for row in rows.forms:
            yield from _parts(row)


def _typed_references(form, name: str) -> set[Reference]:
    try:
        field = form._meta.model._meta.get_field(name)
    except FieldDoesNotExist:
        return set()
    if not (field.many_to_one or hasattr(field, "extract_references")):
        return set()
    value = form[name].value()
    if value in (None, ""):
        return set()
    if field.many_to_one:
        try:
            found = [(field.related_model, field.target_field.to_python(value))]
        except ValidationError:
            return set()
    else:
        found = [(model, key) for model, key, *_path in field.extract_references(value)]
    return {
        (ReferenceIndex._get_base_content_type(model).pk, str(key))
        for model, key in found
    }


def _refused(user, references: Iterable[Reference]) -> set[Reference]:
    """Return the pictures, documents and pages among these ``user`` may not choose."""
    by_kind: dict[int, set[str]] = {}
    for kind, key in references:
        by_kind.setdefault(kind, set()).add(key)
    refused = set()
    for model in (PortalImage, PortalDocument, Page):
        kind = ContentType.objects.get_for_model(model).pk
        keys = by_kind.get(kind)
        if not keys:
            continue
        if model is Page:
            allowed = visible_pages(user)
        else:
            policy = policy_registry.get_by_type(model)
            allowed = policy.instances_user_has_any_permission_for(user, CHOOSE)
        found = allowed.filter(pk__in=keys).values_list("pk", flat=True)
        refused |= {(kind, key) for key in keys - set(map(str, found))}
    return refused
