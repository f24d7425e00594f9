"""The search app."""

from django.apps import AppConfig
from django.core.checks import register
from django.utils.translation import gettext_lazy as _


class SearchConfig(AppConfig):
    """The catalogue: text search and facets over published practices."""

    name = "search"
    verbose_name = _("Recherche")

    def ready(self) -> None:
        """Register the checks and connect the signals."""
        from search import signal_handlers
        from search.checks import check_facets

        register(check_facets)
        signal_handlers.connect()
