"""Publishing many pages at once: the ready ones, and why not the others."""

from django.db import transaction
from django.utils.translation import gettext as _

from wagtail.admin import messages
from wagtail.admin.views.pages.bulk_actions.publish import PublishBulkAction

from portal.core.errors import PublicationRefusedError


class PublishReadyBulkAction(PublishBulkAction):
    """Publish what misses nothing, and list what the other pages miss."""

    def __init__(self, request, model):
        super().__init__(request, model)
        self.refusals: list[PublicationRefusedError] = []

    def get_execution_context(self):
        """Hand over where refusals are kept."""
        return {**super().get_execution_context(), "refusals": self.refusals}

    @classmethod
    def execute_action(
        cls, objects, include_descendants=False, user=None, refusals=None, **kwargs
    ):
        """Publish each page on its own."""
        refusals = [] if refusals is None else refusals
        parents = children = 0
        for page in objects:
            parents += cls._publish(page.specific, user, refusals)
            if include_descendants:
                for child in page.get_descendants().not_live().specific():
                    if user is None or child.permissions_for_user(user).can_publish():
                        children += cls._publish(child, user, refusals)
        return parents, children

    def get_success_message(self, num_parent_objects, num_child_objects):
        """Say what each refused page misses, then what was published."""
        for refusal in self.refusals:
            messages.error(
                self.request,
                _("«\u00a0%(page)s\u00a0» n’est pas publiée. %(missing)s")
                % {
                    "page": refusal.page.get_admin_display_title(),
                    "missing": " ".join(refusal.messages),
                },
            )
        if not num_parent_objects and self.refusals:
            return None
        return super().get_success_message(num_parent_objects, num_child_objects)

    @staticmethod
    def _publish(page, user, refusals) -> int:
        try:
            with transaction.atomic():
                revision = page.get_latest_revision() or page.save_revision(user=user)
                revision.publish(user=user)
        except PublicationRefusedError as refusal:
            refusals.append(refusal)
            return 0
        return 1
