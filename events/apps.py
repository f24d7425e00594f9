"""The events app: thematic days."""

from datetime import timedelta

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class EventsConfig(AppConfig):
    """Days where people meet, from the announcement to the report."""

    name = "events"
    verbose_name = _("Journées")

    def ready(self) -> None:
        """Connect the signals, and say what a day needs before it is published."""
        from events import readiness, signal_handlers
        from events.names import forget_names
        from portal.core.due import register_due
        from practices.readiness import register_rule

        signal_handlers.connect()
        register_due(forget_names, every=timedelta(days=1))
        register_rule("events.thematicdaypage", readiness.missing_in_day)
