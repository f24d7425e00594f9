"""The editing forms of pages that are reviewed."""

from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.blocks.base import BlockField

from portal.core.page_form import BasePageForm
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
        if not super().is_valid():
            return False
        if not goes_further:
            return True
        page = self.save(commit=False)
        for lack in missing(page, self.parent_page):
            self.add_error(self._place_of(lack.field), lack.message)
        return not self.errors

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


def label_of_theme(theme) -> str:
    """Return the theme's name after that of the theme it lies in."""
    return f"{theme.parent.name} › {theme.name}" if theme.parent else theme.name
