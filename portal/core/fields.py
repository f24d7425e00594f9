"""Model fields for small closed lists and for one-item-a-line texts."""

from collections.abc import Iterable

from django import forms
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

SEPARATOR = "|"


class ChoiceSetField(models.CharField):
    """Several values of one closed list, in the list's order.

    In Python a list of slugs; in the database ``|a|b|``, so that one value is found
    with ``contains`` of ``|a|`` on any database. No value may hold a ``|``.
    """

    def __init__(self, *args, **kwargs):
        kwargs.setdefault("max_length", 255)
        kwargs.setdefault("default", list)
        super().__init__(*args, **kwargs)

    def to_python(self, value) -> list[str]:
        """Return the slugs of ``value``: a list, or text from the database."""
        if value in (None, ""):
            return []
        if isinstance(value, str):
            value = [slug for slug in value.split(SEPARATOR) if slug]
        return self._in_order(value)

    def from_db_value(self, value, expression, connection) -> list[str]:
        """Return the slugs stored in ``value``."""
        return self.to_python(value)

    def get_prep_value(self, value) -> str:
        """Return what is stored for the slugs ``value``."""
        slugs = self.to_python(value)
        return f"|{SEPARATOR.join(slugs)}|" if slugs else ""

    def value_to_string(self, obj) -> str:
        """Return what revisions and serialisers keep."""
        return self.get_prep_value(self.value_from_object(obj))

    def validate(self, value, model_instance):
        """Refuse values that are not of the list, and an empty required set."""
        known = {slug for slug, _label in self.flatchoices}
        unknown = [slug for slug in value if slug not in known]
        if unknown:
            raise ValidationError(
                _("« %(value)s » n’est pas un choix possible."),
                params={"value": ", ".join(unknown)},
            )
        if not value and not self.blank:
            raise ValidationError(self.error_messages["blank"], code="blank")

    def run_validators(self, value):
        """The text's length cannot be wrong: the list is closed."""

    def formfield(self, **kwargs):
        """Return check boxes."""
        return forms.MultipleChoiceField(
            choices=self.flatchoices,
            required=not self.blank,
            label=kwargs.get("label", capfirst(self.verbose_name)),
            help_text=self.help_text,
            widget=forms.CheckboxSelectMultiple,
        )

    def contribute_to_class(self, cls, name, private_only=False):
        """Add ``get_<name>_labels()`` instead of the single-value display method."""
        super().contribute_to_class(cls, name, private_only)

        def get_labels(instance) -> list:
            labels = dict(self.flatchoices)
            return [labels.get(slug, slug) for slug in getattr(instance, name)]

        setattr(cls, f"get_{name}_labels", get_labels)

    def _in_order(self, slugs: Iterable[str]) -> list[str]:
        wanted = list(dict.fromkeys(slugs))
        order = {slug: i for i, (slug, _label) in enumerate(self.flatchoices)}
        return sorted(wanted, key=lambda slug: order.get(slug, len(order)))


def split_lines(text: str) -> list[str]:
    """Return the non-empty lines of ``text``, without bullets typed by hand."""
    lines = (line.strip().lstrip("-–•* ").strip() for line in (text or "").splitlines())
    return [line for line in lines if line]


class LinesField(models.TextField):
    """A list of short texts, one a line: easier to type than one box an item."""
