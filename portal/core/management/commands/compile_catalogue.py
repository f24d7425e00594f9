"""Compile the English catalogue."""

from typing import Any

from django.core.management.base import BaseCommand

from portal.core.translations import compile_catalogue


class Command(BaseCommand):
    """Write what Django reads from what people edit."""

    help = "Compile the English catalogue into var/, without the gettext programs."
    requires_system_checks: list[str] = []

    def handle(self, **options: Any) -> None:
        """Compile, and say where to."""
        self.stdout.write(f"Compiled: {compile_catalogue()}")
