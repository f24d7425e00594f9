"""What a member of another structure, or anyone, tries: it tells and opens nothing."""

from copy import deepcopy

from django.core.files.base import ContentFile
from django.urls import reverse

from wagtail.models import Page

import pytest

from portal.core.models import PortalDocument
from portal.home.tree import ensure_english
from practices.models import PracticeDocument, PracticePage, StructurePage
from tests.admin_forms import form_data
from tests.factories import (
    make_image,
    make_member,
    make_practice,
    make_structure,
    make_theme,
    make_tree,
)
from tests.harness.client import client_of

pytestmark = pytest.mark.django_db
SECRET = "Zanzibar"
BULK = "/admin/bulk/wagtailcore/page/{action}/?{query}&next=/admin/"


@pytest.fixture(scope="module")
def planted(tree_of_the_module):
    """Plant once what most tests ask for."""
    a, b = make_structure("Centre A"), make_structure("Centre B")
    return a, b


@pytest.fixture
def a(planted, db):
    return deepcopy(planted[0])


@pytest.fixture
def b(planted, db):
    return deepcopy(planted[1])


@pytest.fixture
def draft(a):
    return make_practice(a, f"{SECRET} brouillon", live=False)


@pytest.fixture
def member(b):
    return client_of(make_member(b))


def make_document(collection) -> PortalDocument:
    return PortalDocument.objects.create(
        title=f"{SECRET} document",
        file=ContentFile(b"%PDF-1.4 secret", "secret.pdf"),
        collection=collection,
    )


@pytest.mark.parametrize("action", ["delete", "move", "publish", "unpublish"])
@pytest.mark.parametrize(
    "query",
    [
        "id=all",
        "id=all&childOf={a}",
        "id=%20{pk}",
        "id={pk}%20",
        "id=000000000{pk:030}",
    ],
)
def test_bulk_actions_name_no_draft_of_others(member, a, draft, action, query):
    url = BULK.format(action=action, query=query.format(pk=draft.pk, a=a.pk))

    response = member.get(url)

    assert response.status_code == 404
    assert SECRET not in response.text


def test_a_member_acts_on_what_is_theirs_at_once(member, b):
    make_practice(b, "La nôtre", live=False)

    response = member.get(BULK.format(action="delete", query=f"id=all&childOf={b.pk}"))

    assert response.status_code == 200
    assert "La nôtre" in response.text


def test_files_of_others_are_named_by_no_view_of_the_admin(member, a):
    image = make_image(f"{SECRET} photo", collection=a.space.collection)
    document = make_document(a.space.collection)
    for address in (
        "/admin/api/main/images/?fields=*",
        f"/admin/api/main/images/{image.pk}/",
        "/admin/api/main/documents/",
        f"/admin/api/main/documents/{document.pk}/",
        f"/admin/bulk/core/portalimage/delete/?id={image.pk}",
        f"/admin/bulk/core/portalimage/add_to_collection/?id={image.pk}",
        "/admin/bulk/core/portalimage/delete/?id=all",
        f"/admin/bulk/core/portaldocument/delete/?id={document.pk}",
    ):
        response = member.get(address)
        assert response.status_code == 404, address
        assert SECRET not in response.text


def test_rows_of_lists_kept_by_others_are_not_named_either(member):
    theme = make_theme(f"{SECRET} énergie")
    for number in (theme.pk, "all"):
        response = member.get(f"/admin/bulk/practices/theme/delete/?id={number}")
        assert response.status_code == 404
        assert SECRET not in response.text


def edited(client, page, **values):
    url = reverse("wagtailadmin_pages:edit", args=[page.pk])
    data = form_data(client, url)
    data.update(values)
    return client.post(url, data)


def test_a_member_takes_no_picture_of_others(member, a, b):
    theirs = make_image("À eux", collection=a.space.collection)
    mine = make_image("À nous", collection=b.space.collection)
    page = make_practice(b, "La nôtre", live=False)

    response = edited(member, page, picture=theirs.pk)

    assert "ne sont pas à votre disposition" in response.text
    assert edited(member, page, picture=mine.pk).status_code == 302
    revision = Page.objects.get(pk=page.pk).get_latest_revision_as_object()
    assert revision.picture == mine


def test_a_picture_that_someone_else_put_there_may_stay(member, a, b):
    theirs = make_image("À eux", collection=a.space.collection)
    page = make_practice(b, "La nôtre", live=False, picture=theirs)

    assert edited(member, page, title="La nôtre, revue").status_code == 302


def test_a_document_of_a_draft_is_for_its_editors(client, member, a, admin_client):
    document = make_document(a.space.collection)
    practice = make_practice(a, "Atelier", live=False)
    practice.documents.add(PracticeDocument(title="La convention", document=document))
    practice.save_revision()

    assert client.get(document.url).status_code == 404
    assert member.get(document.url).status_code == 404
    assert client_of(make_member(a)).get(document.url).status_code == 200
    assert admin_client.get(document.url).status_code == 200

    practice.get_latest_revision().publish()
    assert client.get(document.url).status_code == 200
    PracticePage.objects.get(pk=practice.pk).unpublish()
    assert client.get(document.url).status_code == 404


def test_a_picture_s_address_cannot_be_guessed():
    first, second = make_image("Un vélo"), make_image("Un vélo")

    assert first.file.name != second.file.name
    assert len(first.file.name.rpartition("_")[2].partition(".")[0]) == 16


@pytest.mark.parametrize("field", ["publish_copies", "alias"])
def test_no_copy_is_published_under_a_withdrawn_structure(admin_client, a, b, field):
    practice = make_practice(a, "Atelier")
    StructurePage.objects.get(pk=b.pk).unpublish()
    url = reverse("wagtailadmin_pages:copy", args=[practice.pk])

    admin_client.post(
        url,
        {
            "new_title": "Atelier",
            "new_slug": "atelier-2",
            "new_parent_page": b.pk,
            field: "on",
        },
    )

    assert not Page.objects.child_of(b).live().exists()


def test_nothing_live_is_moved_under_a_withdrawn_structure(admin_client, a, b):
    practice = make_practice(a, "Atelier")
    StructurePage.objects.get(pk=b.pk).unpublish()
    url = reverse("wagtailadmin_pages:move_confirm", args=[practice.pk, b.pk])

    response = admin_client.post(url, follow=True)

    assert "dépubliez la page à déplacer" in response.text
    assert Page.objects.get(pk=practice.pk).get_parent().pk == a.pk


@pytest.mark.parametrize(
    "address",
    [
        "/admin/failwhale/",
        "/admin/bulk/core/portalimage/delete/?id=abc",
        "/admin/bulk/wagtailcore/page/delete/?id=abc",
        "/admin/bulk/wagtailcore/page/delete/?id=all&childOf=99999",
        "/admin/choose-page/chosen-multiple/?id=abc",
        "/admin/images/chooser/chosen/abc/",
        "/admin/images/chooser/chosen-multiple/?id=999999999999999999999999999999",
        "/admin/documents/chooser/chosen-multiple/",
        "/admin/snippets/choose/practices/theme/chosen-multiple/?id=abc",
        "/admin/editing-sessions/ping/wagtailcore/page/abc/1/",
        "/admin/editing-sessions/ping/auth/user/1/1/",
    ],
)
def test_what_no_browser_asks_is_no_failure(member, address):
    assert 400 <= member.get(address).status_code < 500


@pytest.mark.parametrize("wanted", ["", "abc", "999999"])
def test_a_copy_to_nowhere_is_no_failure(member, b, wanted):
    practice = make_practice(b, "La nôtre", live=False)
    url = reverse("wagtailadmin_pages:copy", args=[practice.pk])

    response = member.post(
        url, {"new_title": "x", "new_slug": "x", "new_parent_page": wanted}
    )

    assert response.status_code < 500


def test_a_form_without_its_counters_is_no_failure(member, b):
    practice = make_practice(b, "La nôtre", live=False)
    url = reverse("wagtailadmin_pages:edit", args=[practice.pk])

    assert member.post(url, {"title": "x"}).status_code < 500


def test_the_filter_of_structures_names_no_hidden_one(member, b):
    hidden = make_structure(f"{SECRET} centre", live=False)
    make_practice(b, "La nôtre", live=False)

    response = member.get("/admin/practice_listing/")

    assert response.status_code == 200
    assert hidden.title not in response.text


def test_an_address_under_en_tells_nothing_of_what_has_ended(client, a):
    practice = make_practice(a, "Atelier")
    ensure_english(make_tree())
    assert client.get(f"/en{practice.url}").status_code == 302
    Page.objects.filter(pk=practice.pk).update(expire_at="2020-01-01T00:00:00Z")
    assert client.get(f"/en{practice.url}").status_code == 404
