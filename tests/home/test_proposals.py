"""Articles that members of structures propose: written by them, published by others."""

from django.urls import reverse

from wagtail.models import GroupPagePermission, Page

import pytest

from portal.core.errors import PublicationRefusedError
from portal.home.models import ArticlePage, Publication
from practices.spaces import let_members_propose
from tests.admin_forms import edit_url, form_data, messages_of
from tests.factories import (
    make_member,
    make_organiser,
    make_reviewer,
    make_structure,
    make_tree,
)
from tests.harness.client import client_of
from tests.home.factories import make_article, republished
from tests.home.test_admin import add_url
from tests.practices.test_permissions import ask, page_addresses

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.one_database,
    pytest.mark.usefixtures("tree_of_the_module"),
]

SECRET = "Zanzibar"


def proposed_by(member, title: str = "Une nouvelle") -> ArticlePage:
    """Return a draft that ``member`` added: a link, whose form holds no story."""
    link = republished(source_licence="inconnue", changes_made="")
    page = make_article(title, live=False, body=[], **link)
    ArticlePage.objects.filter(pk=page.pk).update(owner=member)
    page.save_revision(user=member)
    return ArticlePage.objects.get(pk=page.pk)


def submitted_by(member, title: str = "Une nouvelle") -> ArticlePage:
    page = proposed_by(member, title)
    page.get_workflow().start(page, member)
    return ArticlePage.objects.get(pk=page.pk)


def review(page, user, action="approve"):
    state = page.current_workflow_task_state
    state.task.specific.on_action(state, user, action)


def as_link_card(data: dict) -> dict:
    data.update(
        {
            "title": "Une nouvelle",
            "lead": "Ce qui s’est passé.",
            "source_name": "Un autre réseau",
            "source_url": "https://source.example/",
            "source_licence": "inconnue",
        }
    )
    return data


def test_a_member_adds_submits_and_reads_what_follows():
    member = make_member(make_structure("Maison A"))
    client = client_of(member)
    data = as_link_card(form_data(client, add_url()))
    assert data["contributor"] == "Maison A"
    assert "featured" not in data

    response = client.post(add_url(), data | {"action-submit": "1", "featured": "on"})

    page = ArticlePage.objects.get(title="Une nouvelle")
    assert page.owner == member
    assert page.workflow_in_progress
    assert not page.live
    assert not page.get_latest_revision_as_object().featured
    said = messages_of(client, response)
    assert "Une nouvelle" in said
    assert "modération" in said
    assert "Relecture" in client.get(edit_url(page)).content.decode()


def test_a_member_is_offered_to_propose_on_the_home_page_of_the_admin():
    make_tree()
    home = reverse("wagtailadmin_home")

    offered = "Proposer un article"
    assert offered in client_of(make_member(make_structure())).get(home).text
    assert offered not in client_of(make_reviewer()).get(home).text


@pytest.mark.parametrize("door", ["create", "edit", "bulk", "direct"])
def test_a_member_publishes_no_article(door):
    member = make_member(make_structure())
    client, page = client_of(member), proposed_by(member)

    if door == "create":
        data = as_link_card(form_data(client, add_url()))
        client.post(add_url(), data | {"action-publish": "1"})
    elif door == "edit":
        data = as_link_card(form_data(client, edit_url(page)))
        client.post(edit_url(page), data | {"action-publish": "1"})
    elif door == "bulk":
        url = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "publish"])
        client.post(f"{url}?id={page.pk}&next=/admin/")
    else:
        assert not page.permissions_for_user(member).can_publish()

    assert not ArticlePage.objects.filter(live=True).exists()


def test_a_member_edits_their_own_proposal_only():
    ours, theirs = make_structure("A"), make_structure("B")
    member, colleague = make_member(ours), make_member(ours)
    own = proposed_by(member)
    assert own.permissions_for_user(member).can_edit()

    for other in (
        proposed_by(colleague),
        proposed_by(make_member(theirs)),
        make_article("Publié"),
        make_tree().articles,
    ):
        rights = other.permissions_for_user(member)
        before = Page.objects.values().get(pk=other.pk)
        client = client_of(member)
        response = client.post(edit_url(other), {"title": "Volé"})

        assert not rights.can_edit(), other
        assert not rights.can_delete(), other
        assert not rights.can_unpublish(), other
        assert response.status_code in (302, 403, 404)
        assert Page.objects.values().get(pk=other.pk) == before


def test_a_member_adds_no_guide():
    member = make_member(make_structure())
    client = client_of(member)
    args = ["home", "publication", make_tree().articles.pk]
    url = reverse("wagtailadmin_pages:add", args=args)

    for response in (client.get(url), client.post(url, {"title": "Un guide"})):
        assert response.status_code == 302
    assert "pas une page de ce type" in messages_of(client, client.get(url))
    assert not Publication.objects.exists()
    assert client_of(make_organiser()).get(url).status_code == 200


def lists() -> list[str]:
    """Return the lists of the admin in which an article of others could stand."""
    index = make_tree().articles
    search = "?q=Zanzib"
    return [
        reverse("wagtailadmin_home"),
        reverse("wagtailadmin_explore", args=[index.pk]),
        reverse("wagtailadmin_explore_results", args=[index.pk]) + search,
        reverse("wagtailadmin_pages:search") + search,
        reverse("wagtailadmin_choose_page_child", args=[index.pk]),
        reverse("wagtailadmin_choose_page_search") + search,
        reverse("wagtailadmin_api:pages:listing") + f"?child_of={index.pk}",
        reverse("wagtailadmin_pages:type_use", args=["home", "articlepage"]),
        reverse("article_listing:index"),
        reverse("article_listing:index_results") + search,
        *(
            reverse(f"wagtailadmin_reports:{name}")
            for name in (
                *("locked_pages", "workflow", "workflow_tasks"),
                *("site_history", "aging_pages"),
            )
        ),
    ]


def test_nobody_of_another_structure_learns_of_a_proposal():
    author = make_member(make_structure("A"))
    draft = proposed_by(author, f"{SECRET} brouillon")
    submitted = submitted_by(author, f"{SECRET} soumis")
    client = client_of(make_member(make_structure("B")))

    urls = [*page_addresses(draft), *page_addresses(submitted), *lists()]

    assert [url for url in urls if SECRET in ask(client, url)[1]] == []


def test_the_author_finds_their_proposals():
    author = make_member(make_structure("A"))
    draft = proposed_by(author, f"{SECRET} brouillon")
    client = client_of(author)

    for url in (
        edit_url(draft),
        reverse("wagtailadmin_explore", args=[make_tree().articles.pk]),
        reverse("wagtailadmin_pages:search") + "?q=Zanzib",
        reverse("article_listing:index"),
    ):
        assert SECRET in ask(client, url)[1], url


def test_a_reviewer_approves_and_the_article_appears(client):
    page = submitted_by(make_member(make_structure()))

    review(page, make_reviewer())

    page = ArticlePage.objects.get(pk=page.pk)
    assert page.live
    assert "Une nouvelle" in client.get("/actualites/").text


@pytest.mark.parametrize("make", [make_member, make_organiser])
def test_who_does_not_review_approves_nothing(make):
    structure = make_structure()
    page = submitted_by(make_member(structure))
    user = make(structure) if make is make_member else make()
    state = page.current_workflow_task_state
    url = reverse(
        "wagtailadmin_pages:workflow_action", args=[page.pk, "approve", state.pk]
    )

    client_of(user).post(url)

    assert not ArticlePage.objects.get(pk=page.pk).live


def test_a_reviewer_does_not_approve_their_own_article():
    structure = make_structure()
    reviewer = make_reviewer()
    structure.space.add_member(reviewer)
    page = submitted_by(reviewer)

    with pytest.raises(PublicationRefusedError):
        review(page, reviewer)
    assert not ArticlePage.objects.get(pk=page.pk).live


def test_what_is_changed_in_a_published_article_waits_for_the_review(client):
    member = make_member(make_structure())
    page = submitted_by(member)
    review(page, make_reviewer())
    ours = client_of(member)

    data = form_data(ours, edit_url(page)) | {"title": "Corrigée"}
    ours.post(edit_url(page), data | {"action-submit": "1"})

    page = ArticlePage.objects.get(pk=page.pk)
    assert page.workflow_in_progress
    assert page.title == "Une nouvelle"


def test_an_organiser_publishes_and_withdraws_what_is_under_review():
    page = submitted_by(make_member(make_structure()))
    client = client_of(make_organiser())

    client.post(
        edit_url(page), form_data(client, edit_url(page)) | {"action-publish": "1"}
    )
    page = ArticlePage.objects.get(pk=page.pk)
    assert page.live
    assert not page.workflow_in_progress

    client.post(reverse("wagtailadmin_pages:unpublish", args=[page.pk]))
    assert not ArticlePage.objects.get(pk=page.pk).live


def test_rights_to_propose_are_given_to_old_and_new_structures_once():
    old = make_structure("Ancienne")
    index = make_tree().articles
    GroupPagePermission.objects.filter(group=old.space.group, page=index).delete()

    let_members_propose(index)
    let_members_propose(index)
    new = make_structure("Nouvelle")

    for structure in (old, new):
        rights = GroupPagePermission.objects.filter(
            group=structure.space.group, page=index
        )
        assert [right.permission.codename for right in rights] == ["add_page"]
