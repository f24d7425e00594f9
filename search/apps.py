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
        from search import followed, signal_handlers
        from search.changes import forget_old_changes
        from search.checks import check_elasticsearch, check_facets, check_followed
        from search.counting import erase_searches
        from search.engines.elasticsearch.sync import sync

        register(check_facets)
        register(check_elasticsearch)
        register(check_followed)
        signal_handlers.connect()
        followed.connect()
        register_due(forget_old_changes, every=timedelta(hours=1))
        register_due(erase_searches, every=timedelta(days=1))
        register_due(sync, every=timedelta(seconds=1))
