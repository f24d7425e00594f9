"""What is kept from the public: read once a request, and as Wagtail says."""

from django.db import connection
from django.test.utils import CaptureQueriesContext

from wagtail.models import Page, PageViewRestriction

import pytest

from portal.core import private
from portal.core.private import (
    not_private_q,
    private_pages,
    remembering_private_pages,
)
from practices.models import PracticePage
from tests.factories import (
    make_practice,
    make_structure,
    make_tree,
    restrict,
    translate,
)

pytestmark = pytest.mark.django_db


def keys(restrictions) -> set[int]:
    """Return the keys of ``restrictions``."""
    return {restriction.pk for restriction in restrictions}


@pytest.mark.parametrize("place", ["home", "structure", "practice"])
def test_restrictions_are_those_that_wagtail_finds(place: str) -> None:
    structure = make_structure()
    practice = make_practice(structure)
    english = translate(practice, title="Bikes")
    alias = practice.create_alias(parent=structure, update_slug="alias")
    second = alias.create_alias(parent=structure, update_slug="alias-again")
    elsewhere = make_practice(make_structure())
    restrict(
        {"home": make_tree().home, "structure": structure, "practice": practice}[place]
    )

    found = {}
    for page in (practice, english, alias, second, elsewhere):
        page = type(page).objects.get(pk=page.pk)
        found[page.slug] = keys(page.get_view_restrictions())
        assert found[page.slug] == keys(Page.get_view_restrictions(page)), page

    assert found["alias"] and found["alias-again"]
    assert bool(found[elsewhere.slug]) == (place == "home")


@pytest.mark.parametrize("many", [private.MANY, 0])
def test_a_page_is_private_below_one_that_is_whatever_the_depth(
    monkeypatch, many: int
) -> None:
    monkeypatch.setattr(private, "MANY", many)
    way = [make_structure()]
    for number in range(6):
        way.append(way[-1].add_child(instance=Page(title=f"Étage {number}")))
    deep = Page.objects.filter(pk=way[-1].pk)
    assert way[-1].depth > 8
    assert deep.filter(not_private_q()).exists()
    restrict(way[-2])
    assert not deep.filter(not_private_q()).exists()


def test_a_page_that_begins_alike_is_not_private() -> None:
    first, *_others, last = [make_practice() for _n in range(40)]
    restrict(first)
    assert not PracticePage.objects.published().filter(pk=first.pk).exists()
    assert PracticePage.objects.published().filter(pk=last.pk).exists()


def asked(queries: CaptureQueriesContext) -> int:
    """Return how often the restricted pages were asked for."""
    table = PageViewRestriction._meta.db_table
    return sum(f'FROM "{table}"' in query["sql"] for query in queries)


def test_a_request_that_reads_asks_once(client) -> None:
    practice = make_practice()
    restrict(make_structure())
    with CaptureQueriesContext(connection) as queries:
        assert client.get(practice.url).status_code == 200
    # The second is Wagtail's, of the page alone.
    assert asked(queries) <= 2


def test_what_changes_is_seen_by_the_next_request(client) -> None:
    practice = make_practice()
    assert client.get(practice.url).status_code == 200
    restrict(practice)
    assert client.get(practice.url).status_code == 302
    PageViewRestriction.objects.all().delete()
    assert client.get(practice.url).status_code == 200


def test_nothing_is_remembered_outside() -> None:
    practice = make_practice()
    with remembering_private_pages():
        assert private_pages().keys == frozenset()
        restrict(practice)
        assert private_pages().keys == frozenset()
    assert private_pages().keys == {practice.pk}
