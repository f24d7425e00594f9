"""The practices app: the knowledge base."""

from datetime import timedelta

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PracticesConfig(AppConfig):
    """Structures, practices and the terms that classify them."""

    name = "practices"
    verbose_name = _("Pratiques")

    def ready(self) -> None:
        """Connect the signals; register what is due, and what publication requires."""
        from portal.core.due import register_due
        from practices import signal_handlers
        from practices.ambassador_readiness import missing_in_ambassador
        from practices.models import purge_questions, withdraw_ended_consents
        from practices.readiness import register_rule
        from practices.reminders import send_reminders

        signal_handlers.connect()
        register_rule("practices.ambassadorpage", missing_in_ambassador)
        register_due(purge_questions, every=timedelta(hours=1))
        register_due(withdraw_ended_consents)
        register_due(send_reminders, every=timedelta(days=1))
