"""Lists of terms in the admin: what is searched, and in which order."""

from django.urls import reverse

from wagtail.snippets.views.snippets import SnippetViewSet

import pytest

from events.viewsets import EventListsViewSet
from practices.models import Organisation
from practices.viewsets import ListsViewSet
from tests.factories import make_tree

pytestmark = pytest.mark.django_db

# Keywords are the library's, in a list of their own.
VIEWSETS = [
    viewset
    for viewset in ListsViewSet.items + EventListsViewSet.items
    if issubclass(viewset, SnippetViewSet)
]


def list_url(model) -> str:
    return reverse(model.snippet_viewset.get_url_name("list"))


@pytest.mark.parametrize("viewset", VIEWSETS, ids=lambda each: each.model.__name__)
def test_a_search_of_terms_is_asked_in_no_order_that_fails(admin_client, viewset):
    make_tree()
    columns = [name for name in viewset.list_display if isinstance(name, str)]

    for order in ("", "zzz", *columns, *(f"-{name}" for name in columns)):
        for searched in ("", "caf"):
            answer = admin_client.get(
                list_url(viewset.model), {"q": searched, "ordering": order}
            )
            assert answer.status_code == 200, (searched, order)


def test_terms_are_ordered_by_the_column_asked_for_and_found_all_the_same(
    admin_client,
):
    make_tree()
    for name in ("Café des uns", "Café des autres"):
        Organisation.objects.create(name=name, slug=name[-5:].strip())

    def names(**query):
        answer = admin_client.get(list_url(Organisation), query)
        return [row.name for row in answer.context["object_list"]]

    assert names(ordering="-name") == ["Café des uns", "Café des autres"]
    assert sorted(names(q="caf", ordering="-name")) == [
        "Café des autres",
        "Café des uns",
    ]
