"""The core app."""

from datetime import timedelta

from django.apps import AppConfig


class CoreConfig(AppConfig):
    """Holds what every page shares."""

    name = "portal.core"
    label = "core"

    def ready(self) -> None:
        """Register what the worker has to do from time to time, and who sees what."""
        from wagtail.models import AbstractPage
        from wagtail.permissions import register_permission_policy

        from portal.core.due import register_due
        from portal.core.link_check import check_links, collect_links
        from portal.core.own_pages import OwnPagesPolicy
        from portal.core.schedule import publish_scheduled
        from portal.core.tasks import forget_finished, recover_interrupted

        register_permission_policy(AbstractPage, OwnPagesPolicy())
        register_due(publish_scheduled)
        register_due(recover_interrupted)
        register_due(forget_finished, every=timedelta(days=1))
        register_due(collect_links, every=timedelta(days=1))
        register_due(check_links)
