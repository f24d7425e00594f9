"""`make demo` with an Elasticsearch: real settings, a real server and a real worker."""

import json
import os
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator

import pytest
from elasticsearch import Elasticsearch

from tests.browser.site import BASE_DIR, Site
from tests.search.elasticsearch.cluster import addresses, new_prefix

# The demonstration has a database of its own, whatever the suite runs on.
pytestmark = [pytest.mark.elasticsearch, pytest.mark.one_database]
# Two seconds are promised; the machine may be busy.
SECONDS = 10.0
MISSED = """
import django
django.setup()
from search import engine
from tests.search.elasticsearch.cluster import FollowedEngine
from tests.search.labelled import QUERIES, missed
answering = FollowedEngine()
engine.engine = lambda: answering
wrong = missed()
assert answering.answered > len(QUERIES) / 2
assert len(wrong) <= 0.05 * len(QUERIES), wrong
print(len(QUERIES) - len(wrong), "of", len(QUERIES))
"""
WITHDRAW = """
import django
django.setup()
from practices.models import PracticePage
PracticePage.objects.published().sources().get(slug="{slug}").unpublish()
"""


@pytest.fixture
def prefix(monkeypatch) -> Iterator[str]:
    """Have an index of one's own; it is deleted at the end."""
    name = new_prefix()
    monkeypatch.setenv("ELASTICSEARCH_URL", ",".join(addresses()))
    monkeypatch.setenv("ELASTICSEARCH_PREFIX", name)
    yield name
    with Elasticsearch(addresses()) as client:
        for index in client.indices.get(index=f"{name}*"):
            client.indices.delete(index=index)


@pytest.fixture
def site(demonstration, prefix, tmp_path) -> Iterator[Site]:
    running = demonstration.copy_to(tmp_path / "var").start()
    yield running
    running.stop()


def run(site: Site, program: str) -> str:
    """Run ``program`` with the settings that bin/demo wrote."""
    lines = (site.var_dir / "demo.env").read_text().splitlines()
    return subprocess.run(
        [sys.executable, "-c", program],
        cwd=BASE_DIR,
        env={**os.environ, **dict(line.split("=", 1) for line in lines)},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        text=True,
        check=True,
    ).stdout


def listed(site: Site) -> tuple[int, list[str]]:
    with urllib.request.urlopen(f"{site.url}/api/pratiques/") as answer:
        said = json.load(answer)
    return said["count"], [each["url"] for each in said["results"]]


def test_it_is_indexed_served_and_followed(site, prefix, record_property) -> None:
    assert "Index of Elasticsearch" in "\n".join(site.lines)
    name = f"{prefix}wagtailcore_page"
    with Elasticsearch(addresses()) as client:

        def asked() -> int:
            return client.indices.stats(index=name)["_all"]["total"]["search"][
                "query_total"
            ]

        before = asked()
        number, urls = listed(site)
        assert number > 10
        assert asked() > before
        # With nothing but the worker that runs.
        run(site, WITHDRAW.format(slug=urls[0].rstrip("/").rpartition("/")[2]))
        start = time.monotonic()
        while listed(site)[0] == number and time.monotonic() < start + SECONDS:
            pass
        assert listed(site)[0] == number - 1
        seconds = time.monotonic() - start
        record_property("figure", f"withdrawn from Elasticsearch in {seconds:.1f} s")
        assert seconds < SECONDS
    assert site.errors == ""


def test_what_people_type_finds(site, record_property) -> None:
    record_property("figure", f"labelled queries: {run(site, MISSED).strip()}")
