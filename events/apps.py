"""The events app: thematic days."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class EventsConfig(AppConfig):
    """Days where people meet, from the announcement to the report."""

    name = "events"
    verbose_name = _("Journées")

    def ready(self) -> None:
        """Connect the signals, and say what a day needs before it is published."""
        from events import readiness, signal_handlers
        from practices.readiness import register_rule

        signal_handlers.connect()
        register_rule("events.thematicdaypage", readiness.missing_in_day)
