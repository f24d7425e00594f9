"""The buttons under the form of a page, for those who submit what they write."""

from django.forms import Media
from django.utils.translation import gettext_lazy as _

from wagtail.admin.action_menu import (
    ActionMenuItem,
    PublishMenuItem,
    SaveDraftMenuItem,
    SubmitForModerationMenuItem,
)


class SubmitMenuItem(SubmitForModerationMenuItem):
    """The library's, in words for those who write rather than the name of a workflow."""

    def get_context_data(self, parent_context):
        """Say whether the page comes back with the changes that were asked for."""
        context = super().get_context_data(parent_context)
        page = context.get("page")
        state = page.current_workflow_state if page else None
        comes_back = state is not None and state.status == state.STATUS_NEEDS_CHANGES
        context["label"] = (
            _("Soumettre de nouveau") if comes_back else _("Soumettre à relecture")
        )
        return context


class SaveAndSubmitMenuItem(ActionMenuItem):
    """Both buttons side by side.

    Saving stays the first of the form: it is what the key Enter and Ctrl-S do. A draft
    saved without meaning it loses nothing and shows nothing to anyone else; a page that
    is submitted so is closed to who was writing it.
    """

    name = "save-and-submit"
    template_name = "practices/admin/save_and_submit.html"

    def __init__(self, save: ActionMenuItem):
        super().__init__(order=save.order)
        self.save = save
        self.submit = SubmitMenuItem(order=save.order)

    def get_context_data(self, parent_context):
        """Return both buttons as they are drawn."""
        return {
            "save": self.save.render_html(parent_context),
            "submit": self.submit.render_html(parent_context),
        }

    @property
    def media(self):
        """Return what lays them out."""
        return Media(css={"all": ["css/admin/save-and-submit.css"]})


def show_submit(menu_items: list, request, context) -> None:
    """Put « Soumettre » beside « Enregistrer le brouillon », out of the menu behind it.

    Who may publish keeps the library's menu. Where a page is under review or locked,
    nothing is offered to submit, and nothing changes.
    """
    kinds = {type(item): item for item in menu_items}
    save, submit = kinds.get(SaveDraftMenuItem), kinds.get(SubmitForModerationMenuItem)
    if save is None or submit is None or PublishMenuItem in kinds:
        return
    menu_items[:] = [
        SaveAndSubmitMenuItem(save),
        *(item for item in menu_items if item not in (save, submit)),
    ]
