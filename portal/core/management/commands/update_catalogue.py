"""Bring the English catalogue in line with the code."""

from typing import Any

from django.core.management.base import BaseCommand

from portal.core.extraction import find_problems, update_catalogue


class Command(BaseCommand):
    """Add new strings, remove old ones, say what has no English yet."""

    help = "Find the strings of the interface and write them to the English catalogue."

    def handle(self, **options: Any) -> None:
        """Update, then list what remains to be translated."""
        added, removed = update_catalogue()
        problems = find_problems()
        for problem in problems:
            self.stdout.write(problem)
        self.stdout.write(
            f"{added} added, {removed} removed, {len(problems)} to look at."
        )
