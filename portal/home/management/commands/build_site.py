"""Make the pages a new instance stands on."""

from typing import Any

from django.core.management.base import BaseCommand

from portal.home.tree import ensure_plain_pages, ensure_tree


class Command(BaseCommand):
    """Make home, catalogue, list of structures and plain pages; harmless twice."""

    help = "Make the pages a new instance stands on. What is there is left alone."

    def handle(self, *args: Any, **options: Any) -> None:
        """Make what is missing and say what is left to write."""
        tree = ensure_tree()
        made = ensure_plain_pages(tree.home)
        self.stdout.write(f"The site answers at {tree.home.full_url}")
        for page in made:
            self.stdout.write(f"To write and publish: {page.title} ({page.slug})")
