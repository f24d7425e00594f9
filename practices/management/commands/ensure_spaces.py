"""Make right the space of every structure of the network."""

from django.core.management.base import BaseCommand

from practices.models import StructureIndexPage, StructurePage
from practices.spaces import (
    ensure_groups,
    ensure_review,
    ensure_space,
    let_members_propose,
    proposal_pages,
)


class Command(BaseCommand):
    """`manage.py ensure_spaces`; safe to run at any time."""

    help = "Create or repair groups, rights, collections and the review."

    def handle(self, *args, **options) -> None:
        """Repair all, and say how many."""
        ensure_groups()
        for index in StructureIndexPage.objects.sources():
            ensure_review(index)
        for page in proposal_pages():
            let_members_propose(page)
        structures = StructurePage.objects.sources().in_network()
        for structure in structures:
            ensure_space(structure)
        self.stdout.write(f"{len(structures)} espaces en ordre.")
