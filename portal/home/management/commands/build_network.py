"""Build a synthetic network to try the portal at any size."""

import logging
from argparse import ArgumentParser
from time import monotonic
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import IntegrityError

from portal.home.synthetic import build_network


class Command(BaseCommand):
    """Add a synthetic network to what is there; never run it on a real site."""

    help = "Add a synthetic network: plausible French, every kind of page."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take the size and the seed: the same seed draws the same network."""
        parser.add_argument("--practices", type=int, default=300)
        parser.add_argument("--seed", type=int, default=1)

    def handle(self, *args: Any, **options: Any) -> None:
        """Build it, telling how far it has come and how long it took."""
        if options["practices"] < 1:
            raise CommandError("--practices wants a number above zero.")
        logging.getLogger("django_tasks").setLevel(logging.WARNING)
        logging.getLogger("wagtail").setLevel(logging.WARNING)
        started = monotonic()

        def tell(message: str) -> None:
            self.stdout.write(f"{monotonic() - started:6.1f} s  {message}")
            self.stdout.flush()

        try:
            network = build_network(options["practices"], options["seed"], tell)
        except IntegrityError as error:
            raise CommandError(
                "This network seems to be there already: choose another --seed."
            ) from error
        for kind, number in sorted(network.counts.items()):
            self.stdout.write(f"{number:6} {kind}")
        tell("done")
