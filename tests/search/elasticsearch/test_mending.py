"""The index that someone else has changed: it is told, and mended."""

from io import StringIO

from django.core.management import CommandError, call_command

import pytest

from practices.models import PracticePage
from search.engines.elasticsearch.client import backend
from tests.search.elasticsearch.agreeing import check_agreement, state

pytestmark = [pytest.mark.elasticsearch, pytest.mark.django_db]


def lose_a_page(index: str, page: PracticePage) -> None:
    backend().es.delete(index=index, id=str(page.pk))


def lose_facets(index: str, page: PracticePage) -> None:
    backend().es.update(index=index, id=str(page.pk), doc={"facet_catalogue_theme": []})


def lose_words(index: str, page: PracticePage) -> None:
    backend().es.update(index=index, id=str(page.pk), doc={"words": "w1autre"})


def add_a_page(index: str, page: PracticePage) -> None:
    document = {"lists": ["catalogue"], "page": 987654}
    backend().es.index(index=index, id="987654", document=document)


def lose_the_index(index: str, page: PracticePage) -> None:
    backend().es.indices.delete(index=index)


@pytest.mark.parametrize(
    "damage", [lose_a_page, lose_facets, lose_words, add_a_page, lose_the_index]
)
def test_drift_is_told_and_mended(pages, damage) -> None:
    said = StringIO()
    call_command("search_drift", stdout=said)
    assert said.getvalue() == "All is as it should be.\n"
    damage(state().index, pages["jardin"])
    with pytest.raises(CommandError, match="1 differences"):
        call_command("search_drift", stdout=said)
    assert "Elasticsearch: " in said.getvalue()
    call_command("search_drift", "--mend", stdout=said)
    said = StringIO()
    call_command("search_drift", stdout=said)
    assert said.getvalue() == "All is as it should be.\n"
    check_agreement()
