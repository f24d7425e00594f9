"""The review: whoever wrote the latest words does not approve them."""

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from wagtail.models import AbstractGroupApprovalTask, TaskState

from portal.core.errors import PublicationRefusedError
from practices.readiness import require_ready


class ReviewTask(AbstractGroupApprovalTask):
    """A member of the chosen groups reads, then approves or asks for changes."""

    class Meta:
        verbose_name = _("relecture")
        verbose_name_plural = _("relectures")

    @classmethod
    def get_description(cls):
        """Say it to whoever builds a workflow."""
        return _("Les groupes choisis relisent ; personne n’approuve son propre texte.")

    def locked_for_user(self, obj, user):
        """Leave what is under review open to who could publish it anyway."""
        if obj.permissions_for_user(user).can_publish():
            return False
        return super().locked_for_user(obj, user)

    def get_actions(self, obj, user):
        """Offer nothing to whoever submitted or wrote the latest words."""
        if is_by(obj, user):
            return []
        return super().get_actions(obj, user)

    def on_action(self, task_state, user, action_name, **kwargs):
        """Act; approving asks first whether the page is ready."""
        if action_name == "approve":
            page = task_state.workflow_state.content_object
            # The reviewer may have corrected the text in the same request.
            if is_by(page, user):
                raise PublicationRefusedError(
                    page,
                    [
                        gettext(
                            "Vos corrections sont enregistrées. Quelqu’un d’autre doit "
                            "les approuver\u00a0: personne n’approuve son propre texte."
                        )
                    ],
                )
            require_ready(task_state.revision.as_object())
        return super().on_action(task_state, user, action_name, **kwargs)

    def get_task_states_user_can_moderate(self, user, **kwargs):
        """Leave out of the dashboard what the user wrote."""
        states = super().get_task_states_user_can_moderate(user, **kwargs)
        if states.query.is_empty():
            return TaskState.objects.none()
        return states.exclude(revision__user=user).exclude(
            workflow_state__requested_by=user
        )


def is_by(page, user) -> bool:
    """True when ``user`` submitted ``page`` or wrote its latest revision."""
    revision = page.get_latest_revision()
    state = page.current_workflow_state
    return user.pk in {
        revision.user_id if revision else None,
        state.requested_by_id if state else None,
    }
