"""Who may add under a page sees what they added there, not what others did."""

from wagtail.models import Page
from wagtail.permission_policies.pages import PagePermissionPolicy


class OwnPagesPolicy(PagePermissionPolicy):
    """Wagtail's rights on pages, but for what the right to add alone lets one find.

    The library takes it for a right on all that stands below: its searches, reports and
    histories would tell one structure of the drafts that another proposes.
    """

    def instances_user_has_any_permission_for(self, user, actions):
        """Return the pages where ``user`` may do one of ``actions``.

        Where they may only add: that page, and what they own below.
        """
        others = set(actions) - {"add"}
        if user.is_superuser or not user.is_active or others == set(actions):
            return super().instances_user_has_any_permission_for(user, actions)
        pages = super().instances_user_has_any_permission_for(user, others)
        adding = self._get_permission_codename("add")
        for right in self.get_cached_permissions_for_user(user):
            if right.permission.codename == adding:
                below = Page.objects.descendant_of(right.page)
                pages |= Page.objects.filter(pk=right.page_id)
                pages |= below.filter(owner=user)
        return pages
