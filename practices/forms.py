"""The editing forms of pages that are reviewed."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.core.exceptions import NON_FIELD_ERRORS
from django.forms import CharField
from django.utils.translation import gettext as _

from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.blocks.base import BlockField

from portal.core.page_form import BasePageForm
from practices.lacks import Missing, incomplete_row
from practices.readiness import ESSENTIAL_CHOICES, TITLE_LENGTH, missing
from practices.territory_field import TerritoriesField


class ReviewedPageForm(BasePageForm):
    """Let any draft be saved; ask for what is missing before it goes further."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if "title" in self.fields:
            # A draft may hold a longer one: publication asks for a shorter.
            self.fields["title"].widget.attrs["maxlength"] = TITLE_LENGTH
        if "territories" in self.fields:
            self.fields["territories"] = TerritoriesField.like(
                self.fields["territories"]
            )

    def is_valid(self) -> bool:
        """Say what is missing when the form is sent to publish, submit or approve.

        Asked here rather than in ``clean()``: the rows have to be valid first. What
        was typed stays in the form as it was typed.
        """
        goes_further = self._goes_further()
        if not goes_further:
            self.defer_required_fields()
        valid = super().is_valid()
        # What is withheld is not looked at: a sentence would tell its name.
        if not goes_further or self.is_withheld:
            return valid
        page = self.save(commit=False) if valid else self._as_typed()
        with self._without_what_was_emptied(page):
            lacks = missing(page, self.parent_page)
        self._add_lacks(lacks)
        if valid and not self.errors:
            return True
        self._introduce_errors()
        return False

    def _as_typed(self):
        """Return the page with what can be read of a form that holds errors, unsaved.

        Its rows are there too, so that nobody is asked for what they began.
        """
        page = self.instance
        self.save_cluster_m2m()
        for relation, rows in self.formsets.items():
            if rows.is_valid():
                rows.instance = page
                rows.save(commit=False)
            elif relation != "comments":
                getattr(page, relation).set(
                    row.instance
                    for row in rows.forms
                    if (row.has_changed() or row.instance.pk)
                    and not rows._should_delete_form(row)
                )
        return page

    @contextmanager
    def _without_what_was_emptied(self, page) -> Iterator[None]:
        """Let readiness see the texts that are required and were left empty.

        The page keeps what it had where the form is wrong. It has it again afterwards:
        it is drawn around the form.
        """
        kept = {
            name: getattr(page, name)
            for name in self.errors
            if self._is_required_text(name)
        }
        for name in kept:
            setattr(page, name, "")
        yield
        for name, value in kept.items():
            setattr(page, name, value)

    def _is_required_text(self, name: str) -> bool:
        found = self.errors[name].as_data()
        return isinstance(self.fields.get(name), CharField) and all(
            error.code == "required" for error in found
        )

    def _add_lacks(self, lacks: list[Missing]) -> None:
        """Add what is missing to the errors, once each, in the words of readiness."""
        wrong_rows = {
            name for name, rows in self.formsets.items() if not rows.is_valid()
        }
        wrong = set(self.errors)
        for lack in lacks:
            if lack.field in wrong_rows:
                continue
            if lack.field in wrong:
                found = self.errors[lack.field].as_data()
                if any(error.code != "required" for error in found):
                    continue
                # « This field is required » says less.
                del self.errors[lack.field]
                wrong.remove(lack.field)
            self.add_error(self._place_of(lack.field), lack.message)
        for name in sorted(wrong_rows):
            for message in _row_errors(self.formsets[name]):
                self.add_error(None, message)

    def _introduce_errors(self) -> None:
        """Have the library list all that is to do at the top, on whatever tab it is.

        It does so as soon as one error is of no field.
        """
        words = _(
            "Voici tout ce qui reste à compléter ou à corriger. Ce que vous avez écrit "
            "est toujours dans le formulaire."
        )
        others = self.errors.pop(NON_FIELD_ERRORS, [])
        first = self.error_class([words, *others], error_class="nonfield")
        fields = dict(self.errors)
        self.errors.clear()
        self.errors.update({NON_FIELD_ERRORS: first, **fields})

    def _place_of(self, name: str) -> str | None:
        """Return the field that can show an error, or None: the top of the form.

        The editor of a story draws the errors of its blocks only.
        """
        field = self.fields.get(name)
        return None if field is None or isinstance(field, BlockField) else name

    def _goes_further(self) -> bool:
        if self.is_deferred_validation or "action-cancel-workflow" in self.data:
            return False
        if "action-workflow-action" in self.data:
            return self.data.get("workflow-action-name") == "approve"
        return True


class ThemedPageForm(ReviewedPageForm):
    """The form of a page with themes: each is shown with the theme it lies in."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        themes = self.fields.get("themes")
        if themes is not None:
            themes.queryset = themes.queryset.select_related("parent").order_by(
                "parent__sort_order", "sort_order", "name"
            )
            themes.label_from_instance = label_of_theme
        # Marked as required, and asked by `is_valid()` with all that is missing.
        self._mark_essential(True)

    def is_valid(self) -> bool:
        """Ask for everything at once: a required field would hide what else is missing."""
        self._mark_essential(False)
        valid = super().is_valid()
        self._mark_essential(True)
        return valid

    def _mark_essential(self, required: bool) -> None:
        for name in ESSENTIAL_CHOICES:
            if name in self.fields:
                self.fields[name].required = required


class FrenchTermsForm(WagtailAdminModelForm):
    """The form of what refers to terms: to the French ones."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            choices = getattr(field, "queryset", None)
            if choices is not None and hasattr(choices, "sources"):
                field.queryset = choices.sources()


class TerritoryForm(FrenchTermsForm):
    """A territory's form: what it lies in is chosen by name."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if "parents" in self.fields:
            self.fields["parents"] = TerritoriesField.like(self.fields["parents"])


def _row_errors(rows) -> Iterator[str]:
    """Yield what is wrong in a set of rows, as readiness says it of saved ones."""
    for row in rows.forms:
        if row.errors and not rows._should_delete_form(row):
            labels = [row[name].label for name in row.errors if name in row.fields]
            yield incomplete_row(row.instance, labels)
    yield from rows.non_form_errors()


def label_of_theme(theme) -> str:
    """Return the theme's name after that of the theme it lies in."""
    return f"{theme.parent.name} › {theme.name}" if theme.parent else theme.name
