"""Tests against a real Elasticsearch: an index of its own for each run."""

from collections.abc import Iterator

from django.test import override_settings

import pytest

from practices.models import PracticePage
from search import engine
from search.engines.elasticsearch.client import backend
from search.engines.elasticsearch.sync import rebuild
from tests.factories import (
    make_practice,
    make_structure,
    make_theme,
    make_tree,
    translate,
)
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


@pytest.fixture
def pages(server: str, db: None) -> Iterator[dict[str, PracticePage]]:
    """Some practices, in the index as they are."""
    make_tree()
    peace, field = make_structure("La Paz"), make_structure("Le Champ")
    mobility, garden = make_theme("Mobilité"), make_theme("Jardin")
    found = [
        make_practice(
            peace, "Vélos en selle", lead="Ici.", themes=[mobility], cost_total="120.50"
        ),
        make_practice(peace, "Jardin", lead="On y vient à vélo.", themes=[garden]),
        make_practice(
            field, "Étuves", lead="Ici.", themes=[mobility, garden], cost_total="7"
        ),
        make_practice(field, "Cuisine", lead="Ici."),
    ]
    translate(found[3], title="A kitchen")
    rebuild()
    yield {page.slug: page for page in found}
