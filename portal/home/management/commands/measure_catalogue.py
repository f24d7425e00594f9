"""What the catalogue costs on a network of some size: see `bin/bench`."""

import json
import statistics
import time
from argparse import ArgumentParser
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from django.core.management import call_command
from django.core.management.base import BaseCommand
from django.db import connection
from django.http import QueryDict
from django.test import Client
from django.test.utils import CaptureQueriesContext

from portal.home.synthetic import build_network
from portal.home.synthetic_scale import multiply_practices
from practices.models import PracticePage
from search.engine import run
from search.engines.elasticsearch.client import is_configured
from search.engines.elasticsearch.sync import sync
from search.forms import parse
from search.indexing import reindex

SEED = 1
# Built; the others are copies of their rows.
BUILT = 1_000
WARM_UPS = 3
TIMES = 30
REINDEXED = 200
PAGES = {
    "no filter": "/pratiques/",
    "two facets": "/pratiques/?theme=mobilite&cout=moins-de-1000",
    "broad word": "/pratiques/?q=habitants",
    "text, two facets": (
        "/pratiques/?q=habitants+atelier&theme=mobilite&territoire=drome"
    ),
}


class Command(BaseCommand):
    """Make a network as large as asked, and print what pages cost as JSON."""

    help = "Make the network of this database as large as asked, and measure pages."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Declare the options."""
        parser.add_argument("practices", type=int, help="How many there must be.")

    def handle(self, *, practices: int, **options: Any) -> None:
        """Migrate, build, measure."""
        call_command("migrate", verbosity=0)
        if not PracticePage.objects.exists():
            build_network(min(practices, BUILT), SEED)
        multiply_practices(practices, lambda message: None)
        filled = time_to_fill() if is_configured() else None
        rows: list[dict[str, Any]] = [
            {"practices": practices, **row} for row in measured()
        ]
        rows[0]["memory MB"] = memory()
        rows[0]["index 1,000 s"] = round(filled or time_to_index(), 1)
        self.stdout.write(json.dumps(rows))


def measured() -> Iterator[dict[str, Any]]:
    """Yield what each page of the catalogue costs, in milliseconds."""
    client = Client()
    for name, address in PAGES.items():

        def once(address: str = address) -> None:
            if client.get(address).status_code != 200:
                raise RuntimeError(f"{address} does not answer.")

        first = timed(once)[0]
        for _ in range(WARM_UPS):
            once()
        walls, cpus = zip(*(timed(once) for _ in range(TIMES)), strict=True)
        with CaptureQueriesContext(connection) as queries:
            once()
        number = len(queries)
        newest().save()
        sync()
        after = timed(once)[0]
        query = QueryDict(address.partition("?")[2])
        yield {
            "page": name,
            "found": run(parse(query, "fr"), "fr", ()).count,
            "median ms": round(statistics.median(walls), 1),
            "95 % ms": round(statistics.quantiles(walls, n=20)[-1], 1),
            "CPU ms": round(statistics.median(cpus), 1),
            "queries": number,
            "first ms": round(first),
            "after a change ms": round(after),
        }


def newest() -> PracticePage:
    """Return a practice to change."""
    return PracticePage.objects.published().sources().order_by("-pk")[0]


def time_to_index() -> float:
    """Return the seconds that indexing a thousand practices takes."""
    found = PracticePage.objects.published().sources().values_list("pk", flat=True)
    pks = list(found[:REINDEXED])
    start = time.perf_counter()
    reindex(PracticePage, pks)
    return (time.perf_counter() - start) * 1_000 / len(pks)


def time_to_fill() -> float:
    """Return the seconds that a thousand pages take to go to Elasticsearch."""
    start = time.perf_counter()
    sync()
    return (time.perf_counter() - start) * 1_000 / PracticePage.objects.count()


def timed(once: Callable[[], None]) -> tuple[float, float]:
    """Return how long ``once`` takes, on the clock and of this process, in ms."""
    wall, cpu = time.perf_counter(), time.process_time()
    once()
    return (
        (time.perf_counter() - wall) * 1_000,
        (time.process_time() - cpu) * 1_000,
    )


def memory() -> int:
    """Return the memory of this process, in megabytes; 0 where nothing tells."""
    status = Path("/proc/self/status")
    if not status.exists():
        return 0
    lines = status.read_text().splitlines()
    line = next(line for line in lines if line.startswith("VmRSS"))
    return int(line.split()[1]) // 1024
