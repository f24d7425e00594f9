"""The search app."""

from datetime import timedelta

from django.apps import AppConfig
from django.core.checks import register
from django.utils.translation import gettext_lazy as _


class SearchConfig(AppConfig):
    """The catalogue: text search and facets over published practices."""

    name = "search"
    verbose_name = _("Recherche")

    def ready(self) -> None:
        """Register the checks and what is due; connect the signals."""
        from portal.core.due import register_due
        from search import signal_handlers
        from search.checks import check_facets
        from search.counting import erase_searches

        register(check_facets)
        signal_handlers.connect()
        register_due(erase_searches, every=timedelta(days=1))
