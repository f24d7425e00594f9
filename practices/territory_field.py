"""Choosing several territories among thousands by typing the start of their names."""

import csv
from typing import cast

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils.text import slugify
from django.utils.translation import gettext as _

from wagtail.admin.widgets import AdminTagWidget

SUGGESTIONS = 10


def label_of(territory) -> str:
    """Return a name that tells a commune from the grouping it gives its name to."""
    scale = territory.get_kind_display().lower()
    where = f" – {territory.department}" if territory.department else ""
    return f"{territory.name} ({scale}{where})"


def suggest(territories: QuerySet, typed: str) -> list[str]:
    """Return the labels of the territories whose name has a word that starts so.

    Slugs are names without accents, so that « drome » finds « Drôme ».
    """
    start = slugify(typed)
    if not start:
        return []
    found = territories.filter(
        Q(slug__startswith=start) | Q(slug__contains=f"-{start}")
    ).order_by("name", "pk")
    # The ones that start so come first, in the order of names.
    first = sorted(
        found[: SUGGESTIONS * 10],
        key=lambda territory: not territory.slug.startswith(start),
    )
    return [label_of(territory) for territory in first[:SUGGESTIONS]]


class TerritoriesWidget(AdminTagWidget):
    """One line in which each territory is a word that can be removed."""

    def __init__(self, queryset: QuerySet, **kwargs):
        super().__init__(free_tagging=False, **kwargs)
        self.queryset = queryset

    def get_context(self, name, value, attrs):
        """Ask for suggestions where the territories are."""
        context = super().get_context(name, value, attrs)
        context["widget"]["help_text"] = ""
        context["widget"]["attrs"]["data-w-tag-url-value"] = reverse(
            "territory_suggestions"
        )
        return context

    def format_value(self, value):
        """Return the labels as the line holds them; what was typed stays as typed."""
        values = value if isinstance(value, (list, tuple)) else [value]
        pks = [item for item in values if isinstance(item, int)]
        labels = [item for item in values if isinstance(item, str) and item]
        labels += [label_of(item) for item in self.queryset.filter(pk__in=pks)]
        return ", ".join(f'"{label}"' for label in labels)

    def value_from_datadict(self, data, files, name):
        """Return the labels of the line."""
        line = " ".join(data.get(name, "").splitlines())
        cells = next(csv.reader([line], skipinitialspace=True), [])
        return [cell.strip() for cell in cells if cell.strip()]


class TerritoriesField(forms.ModelMultipleChoiceField):
    """Territories by their labels, or by their names where these are enough."""

    def __init__(self, queryset: QuerySet, **kwargs):
        kwargs.setdefault("widget", TerritoriesWidget(queryset))
        super().__init__(queryset, **kwargs)

    @classmethod
    def like(cls, field: forms.ModelMultipleChoiceField) -> "TerritoriesField":
        """Return the field that takes the place of the stock one."""
        return cls(
            cast(QuerySet, field.queryset),
            required=field.required,
            label=field.label,
            help_text=field.help_text,
        )

    def clean(self, value) -> QuerySet:
        """Return the territories that were meant, or say which one is not known."""
        pks = {self._find(label) for label in value or []}
        if self.required and not pks:
            raise ValidationError(self.error_messages["required"], code="required")
        return cast(QuerySet, self.queryset).filter(pk__in=pks)

    def has_changed(self, initial, data) -> bool:
        """Compare labels with labels."""
        return {label_of(territory) for territory in initial or []} != set(data or [])

    def _find(self, label: str) -> int:
        # « Die (commune – 26) », or « Die » when there is one Die only.
        name = label.rpartition(" (")[0] or label
        candidates = list(cast(QuerySet, self.queryset).filter(name=name))
        meant = [item for item in candidates if label_of(item) == label]
        if not meant and name == label:
            meant = candidates
        if len(meant) != 1:
            raise ValidationError(
                _(
                    "«\u00a0%(label)s\u00a0» n’est pas dans la liste des territoires\u00a0: "
                    "choisissez parmi les propositions."
                ),
                params={"label": label},
            )
        return meant[0].pk
