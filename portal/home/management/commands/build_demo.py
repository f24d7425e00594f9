"""Load the demonstration network from portal/home/demo."""

import logging
from time import monotonic
from typing import Any

from django.core.management.base import BaseCommand

from portal.home.loading.demo import load_demo


class Command(BaseCommand):
    """Load what is missing of the demonstration; a second run changes nothing."""

    help = "Load the demonstration network: what is there is left alone."

    def handle(self, *args: Any, **options: Any) -> None:
        """Load it, telling each object."""
        logging.getLogger("django_tasks").setLevel(logging.WARNING)
        logging.getLogger("wagtail").setLevel(logging.WARNING)
        started = monotonic()
        told = 0

        def tell(message: str) -> None:
            nonlocal told
            told += 1
            self.stdout.write(f"  {monotonic() - started:5.1f} s  {message}")
            self.stdout.flush()

        load_demo(tell)
        if not told:
            self.stdout.write("  The demonstration is there already.")
