"""The editing form of every page."""

import re
from collections.abc import Iterator

from django.http import QueryDict
from django.utils.module_loading import import_string
from django.utils.translation import gettext as _

from wagtail.admin.forms import WagtailAdminPageForm

from portal.core.reserved import is_reserved
from portal.core.slugs import slug_input

# Named, because they look at models, which look at this form.
FOREIGN_FIELDS = "portal.core.references.foreign_fields"
REFERENCES_OF = "portal.core.references.references_of"


# What word processors leave in a text that is copied: the line break of slides above all.
# Feeds refuse them. A null character is refused with a message of its own.
CONTROLS = re.compile("[\x01-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\ufffe\uffff]")


def _readable(data: QueryDict | None) -> QueryDict | None:
    """Return what was typed, a space in the place of each control character."""
    if data is None or not any(map(CONTROLS.search, _values(data))):
        return data
    clean = data.copy()
    for name, values in data.lists():
        clean.setlist(name, [CONTROLS.sub(" ", value) for value in values])
    return clean


def _values(data: QueryDict) -> Iterator[str]:
    for _name, values in data.lists():
        yield from values


def _references_of(page) -> set:
    return import_string(REFERENCES_OF)(page)


def _as_before(_typed, initial):
    return initial


class BasePageForm(WagtailAdminPageForm):
    """Offer French terms only; refuse the addresses of our own views."""

    def __init__(self, data=None, *args, **kwargs):
        super().__init__(_readable(data), *args, **kwargs)
        # True once the form was found to hold what its user could not have chosen.
        self.is_withheld = False
        self.known_references = (
            _references_of(self.instance)
            if self.is_bound and self.instance.pk
            else set()
        )
        if "slug" in self.fields:
            # The model makes one from the title when nobody types any.
            self.fields["slug"].required = False
            self.fields["slug"].widget.attrs |= slug_input().attrs
        for field in self.fields.values():
            # Terms and pages have French originals; people and places have not.
            choices = getattr(field, "queryset", None)
            if choices is not None and hasattr(choices, "sources"):
                field.queryset = choices.sources()

    def is_valid(self) -> bool:
        """Refuse pictures, documents and pages that the user could not have chosen.

        A form can be sent with any number in it.
        """
        valid = super().is_valid()
        if self.is_bound and self.for_user and not self.for_user.is_superuser:
            foreign = import_string(FOREIGN_FIELDS)(
                self, self.for_user, self.known_references
            )
            if foreign:
                self._withhold(foreign)
                valid = False
        return valid

    def _withhold(self, foreign: list[tuple]) -> None:
        """Refuse these fields; the form shows again what was there before.

        A chooser shows the title of whatever number it holds.
        """
        self.is_withheld = True
        for form, name in foreign:
            form.fields[name].bound_data = _as_before
            # They tell of what was typed: a number that exists from one that does not.
            form.errors.pop(name, None)
        self.add_error(
            None,
            _(
                "Une image, un document ou une page choisis ici ne sont pas à "
                "votre disposition\u00a0: choisissez-en d’autres."
            ),
        )

    def _post_clean(self):
        """Look at the slug once the model has made one from the title."""
        super()._post_clean()
        if self.parent_page and is_reserved(
            self.instance.slug, self.parent_page.depth + 1
        ):
            self.add_error(
                "slug" if "slug" in self.fields else None,
                _("Cette adresse est prise par le portail lui-même\u00a0: changez-la."),
            )
