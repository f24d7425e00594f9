"""Tests against a real Elasticsearch: an index of its own for each run."""

from collections.abc import Iterator

from django.test import override_settings

import pytest

from search import engine
from search.engines.elasticsearch.client import backend
from tests.search.elasticsearch.cluster import (
    FollowedEngine,
    addresses,
    backends,
    new_prefix,
)


@pytest.fixture(scope="module")
def server() -> Iterator[str]:
    """Have the settings name the server; give the prefix of this module's indexes."""
    prefix = new_prefix()
    with override_settings(WAGTAILSEARCH_BACKENDS=backends(addresses(), prefix)):
        yield prefix
        es = backend().es
        for name in es.indices.get(index=f"{prefix}*"):
            es.indices.delete(index=name)
        es.close()


@pytest.fixture
def followed(server: str, monkeypatch: pytest.MonkeyPatch) -> Iterator[FollowedEngine]:
    """Have lists answered by Elasticsearch alone, which follows what a test changes."""
    answering = FollowedEngine()
    monkeypatch.setattr(engine, "engine", lambda: answering)
    yield answering
    assert answering.answered
