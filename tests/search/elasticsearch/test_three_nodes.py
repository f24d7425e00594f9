"""Three nodes: the one that leads the others is stopped while lists are asked for."""

import importlib.util
import os
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

from django.conf import settings
from django.http import QueryDict
from django.test import override_settings

import pytest

from search.engine import DATABASE
from search.engines.contract import Question, Results
from search.engines.elasticsearch.client import alias, backend
from search.engines.elasticsearch.engine import WHOLE_TIMEOUT, ElasticsearchEngine
from search.engines.elasticsearch.sync import rebuild, sync
from search.engines.guarded import Breaker, GuardedEngine
from search.forms import parse
from search.lists import PRACTICES
from search.query import read
from tests.factories import make_practice, make_tree
from tests.search.elasticsearch.agreeing import check_agreement, slugs
from tests.search.elasticsearch.cluster import backends, new_prefix

pytestmark = [pytest.mark.elasticsearch, pytest.mark.django_db]
NODES = 3
FOLDER = "ELASTICSEARCH_TEST_FOLDER"
# What the database needs to answer in its place, on a busy machine.
LEEWAY = 2.0


@pytest.fixture(scope="module")
def cluster() -> Iterator:
    """Start three nodes beside the one that the other tests run against."""
    folder = Path(os.environ[FOLDER])
    started = starting().Cluster(folder / "three", home=folder / "one" / "home")
    try:
        started.run("start", str(NODES))
        yield started
    finally:
        started.run("stop")


def starting() -> ModuleType:
    """Return what bin/test starts servers with."""
    path = Path(settings.BASE_DIR) / "bin" / "temporary_elasticsearch.py"
    spec = importlib.util.spec_from_file_location(path.stem, path)
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_no_reader_sees_that_the_master_stops(cluster) -> None:
    hosts = cluster.addresses(NODES)
    with override_settings(WAGTAILSEARCH_BACKENDS=backends(hosts, new_prefix())):
        make_tree()
        for title in ("Vélos", "Un vélo neuf", "Jardin"):
            make_practice(title=title)
        rebuild()
        es = backend().es
        health = es.cluster.health(index=alias(), wait_for_status="green")
        assert health["active_shards"] == NODES
        check_agreement()
        selection = parse(QueryDict("q=vélo"), "fr")
        asked = Question(selection, read("vélo", "fr"), "fr", PRACTICES.facets)
        expected = DATABASE.run(asked)
        first = Counting()
        guarded = GuardedEngine(first, DATABASE, Breaker())
        [master] = es.cat.master(format="json")
        stopping = threading.Thread(
            target=cluster.run, args=("stop", master["node"].removeprefix("n"))
        )
        stopping.start()
        number, slowest = 0, 0.0
        while stopping.is_alive() or master["node"] == leader():
            start = time.monotonic()
            results = guarded.run(asked)
            slowest = max(slowest, time.monotonic() - start)
            number += 1
            assert (results.pks, results.counts) == (expected.pks, expected.counts)
        assert slowest < WHOLE_TIMEOUT + LEEWAY
        assert number > 20
        # The two that are left answer, and are written to.
        check_agreement()
        make_practice(title="Vélo cargo")
        sync()
        check_agreement()
        assert "velo-cargo" in slugs("q=vélo")
        assert first.answered > 0


def leader() -> str:
    """Return the node that leads, empty while none does."""
    client = backend().es.options(request_timeout=5, ignore_status=503)
    found = client.cat.master(format="json")
    return str(found[0]["node"]) if isinstance(found.body, list) and found else ""


class Counting(ElasticsearchEngine):
    """Counts what it has answered."""

    answered = 0

    def run(self, question: Question) -> Results:
        """Answer as it does."""
        results = super().run(question)
        self.answered += 1
        return results
