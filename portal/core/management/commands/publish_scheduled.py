"""Publish and withdraw what is due, each object on its own.

It takes the place of Wagtail's command of the same name, which stops at the first page
that cannot be published and keeps all the others waiting.
"""

from django.core.management.base import BaseCommand

from portal.core.schedule import publish_scheduled


class Command(BaseCommand):
    """`manage.py publish_scheduled`; the worker does the same every minute."""

    help = "Publish and withdraw what is due; what cannot be published is logged."

    def handle(self, *args, **options) -> None:
        """Do what is due."""
        publish_scheduled()
