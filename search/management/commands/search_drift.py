"""Compare what pages say with what is kept to find them; mend it if asked to."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from wagtail.models import Page

from elasticsearch.helpers import BulkIndexError

from portal.core.words import kinds
from search import drift
from search.changes import changes_since
from search.engines.elasticsearch import sync
from search.engines.elasticsearch.client import TROUBLES, backend, is_configured
from search.engines.elasticsearch.position import read_state


class Command(BaseCommand):
    """Say where the index is wrong, page by page; the exit code is 1 if it still is."""

    help = "Compare the search index, and that of Elasticsearch, with the pages."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Declare the options."""
        parser.add_argument(
            "--mend", action="store_true", help="Put right what is found wrong."
        )

    def handle(self, *, mend: bool, **options: Any) -> None:
        """Look at the database first: Elasticsearch follows it."""
        found = self._look_at_pages(mend=mend)
        found += self._look_at_what_is_gone(mend=mend)
        found += self._look_at_words(mend=mend)
        if is_configured():
            try:
                found += self._look_at_elasticsearch(mend=mend)
            except (*TROUBLES, BulkIndexError) as error:
                raise CommandError(f"Elasticsearch does not answer: {error}") from error
        if not found:
            self.stdout.write("All is as it should be.")
        elif mend:
            self.stdout.write(f"{found} differences mended.")
        else:
            raise CommandError(f"{found} differences; --mend puts them right.")

    def _look_at_pages(self, *, mend: bool) -> int:
        found = 0
        for kind in kinds():
            for keys in drift.wrong_pages(kind):
                for key in sorted(keys):
                    self.stdout.write(f"{kind._meta.label} {key}: words or texts")
                if mend:
                    drift.mend_pages(kind, keys)
                found += len(keys)
        return found

    def _look_at_what_is_gone(self, *, mend: bool) -> int:
        pages, entries = drift.orphans()
        for key in sorted(pages):
            self.stdout.write(f"page {key}: gone, but has texts")
        for key in sorted(entries):
            self.stdout.write(f"index entry {key}: of a page that is gone")
        if mend and (pages or entries):
            drift.mend_orphans()
        return len(pages) + len(entries)

    def _look_at_words(self, *, mend: bool) -> int:
        wrong = drift.wrong_counts()
        for word, number in sorted(wrong.items()):
            said = f"{word.language} « {word.surface} » ({word.stem})"
            self.stdout.write(f"word {said}: {number} pages hold it")
        if mend and wrong:
            drift.mend_counts()
        return len(wrong)

    def _look_at_elasticsearch(self, *, mend: bool) -> int:
        server = backend()
        name = server.get_index_for_model(Page).name
        if mend and read_state(server.es, name) is not None:
            sync.bring_up_to_date()
        state = read_state(server.es, name)
        if state is None:
            self.stdout.write(f"Elasticsearch: no index of use at « {name} »")
            if mend:
                sync.rebuild()
            return 1
        found = 0
        for wrong in sync.differences(state.index, is_deep=True):
            for key, document in sorted(wrong.items()):
                said = "not what it should be" if document else "should not be there"
                self.stdout.write(f"Elasticsearch: page {key} {said}")
            found += len(wrong)
        if mend and found:
            position = changes_since(state.position).position
            sync.mend(state.index, position, is_deep=True)
            if any(sync.differences(state.index, is_deep=True)):
                sync.rebuild()
        return found
