"""The home app."""

from datetime import timedelta

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class HomeConfig(AppConfig):
    """Pages that gather the others, and the demonstration."""

    name = "portal.home"
    label = "home"
    verbose_name = _("Accueil")

    def ready(self) -> None:
        """Connect the signals; register what publication requires, and the lists."""
        from portal.core.due import register_due
        from portal.home import lists, plain_pages, readiness, signal_handlers
        from portal.home.interest import purge_interests, tell_interested
        from search.lists import register_list

        signal_handlers.connect()
        readiness.register_rules()
        register_list(lists.ARTICLES)
        register_list(plain_pages.PAGES)
        register_due(tell_interested)
        register_due(purge_interests, every=timedelta(hours=1))
