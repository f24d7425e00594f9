"""The views in which a page is approved or sent back: they say what came of it."""

from django.http import Http404
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from wagtail.admin import messages
from wagtail.admin.views.pages.edit import EditView
from wagtail.admin.views.pages.workflow import WorkflowActionView
from wagtail.admin.viewsets.pages import PageViewSet
from wagtail.models import Page


class ReviewedEditView(EditView):
    """The form of a page, with the acts of the review in its footer."""

    def perform_workflow_action(self):
        """Act, knowing whether readers saw the page before."""
        self.was_live = self.page.live
        return super().perform_workflow_action()

    def add_save_confirmation_message(self):
        """Say what came of the review; the library says « updated » of anything."""
        if self.action_name == "perform_workflow_action":
            tell_outcome(
                self.request, self.page.pk, self.workflow_action, self.was_live
            )
        else:
            super().add_save_confirmation_message()


class ReviewActionView(WorkflowActionView):
    """The acts of the review from the home page of the admin, which said nothing."""

    def post(self, request, *args, **kwargs):
        """Act, then say what came of it; 404 where it is the review of another page."""
        if self.task_state.workflow_state.object_id != str(self.object.pk):
            raise Http404
        was_live = self.object.live
        response = super().post(request, *args, **kwargs)
        # A form of the dialog that is not filled in is shown again.
        task_state = type(self.task_state).objects.get(pk=self.task_state.pk)
        if task_state.status != task_state.STATUS_IN_PROGRESS:
            tell_outcome(request, self.object.pk, self.action_name, was_live)
        return response


class ReviewedPageViewSet(PageViewSet):
    """The views of all pages: takes the place of the library's."""

    edit_view_class = ReviewedEditView
    workflow_action_view_class = ReviewActionView


def tell_outcome(request, pk: int, action: str, was_live: bool) -> None:
    """Say what ``action`` of the review made of the page ``pk``.

    ``was_live`` tells a first publication from a change. What is published now can be
    read one click away.
    """
    page = Page.objects.get(pk=pk)
    buttons = []
    if action != "approve":
        text = _("Vous avez demandé des changements à «\u00a0%(page)s\u00a0».")
    elif page.workflow_in_progress:
        text = _("«\u00a0%(page)s\u00a0» est approuvée\u00a0; la relecture continue.")
    elif page.approved_schedule:
        text = _("«\u00a0%(page)s\u00a0» est approuvée et paraîtra le %(date)s.")
    else:
        text = (
            _("«\u00a0%(page)s\u00a0» est mise à jour.")
            if was_live
            else _("«\u00a0%(page)s\u00a0» est publiée.")
        )
        address = page.specific.get_url(request)
        if address:
            buttons.append(messages.button(address, _("Voir la page")))
    told = {"page": page.get_admin_display_title(), "date": _due(page)}
    messages.success(request, text % told, buttons=buttons)


def _due(page: Page) -> str:
    revision = page.scheduled_revision
    due = revision.approved_go_live_at if revision else None
    return date_format(localtime(due), "DATETIME_FORMAT") if due else ""
