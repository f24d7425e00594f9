"""The member of one structure sees nothing of another's drafts, anywhere.

Each row is an address of the admin that could tell something; each is asked by people
of every role. A draft's title, its words and its picture's name are all secrets.
"""

from copy import deepcopy
from dataclasses import dataclass

from django.contrib.auth.models import Permission
from django.urls import reverse

from taggit.models import Tag
from wagtail.models import Locale, Page
from wagtail_localize.models import Translation, TranslationSource

import pytest

from portal.home.tree import ensure_english
from practices.models import (
    AmbassadorPage,
    PracticePage,
    PracticeTag,
    StructurePage,
    Theme,
)
from practices.spaces import ensure_space
from tests.factories import (
    make_image,
    make_member,
    make_organiser,
    make_practice,
    make_reviewer,
    make_structure,
    make_theme,
    make_tree,
)
from tests.harness.client import client_of
from tests.practices.factories import make_ambassador

pytestmark = [
    pytest.mark.django_db,
    # The report of translations, which is the library's.
    pytest.mark.filterwarnings(
        "ignore::django.core.paginator.UnorderedObjectListWarning"
    ),
]

SECRET = "Zanzibar"
# What is searched is repeated on the page: less than the secret is.
SEARCH = "Zanzib"


@dataclass
class Network:
    """A structure A with secrets and a structure B beside it."""

    a: StructurePage
    b: StructurePage
    draft: PracticePage
    live: PracticePage
    submitted: PracticePage
    person: AmbassadorPage
    own: PracticePage
    theme: Theme
    translation: Translation
    keyword: Tag
    shown_keyword: Tag


@pytest.fixture
def network(planted, db) -> Network:
    """Return drafts of A that nobody of B may know of, for this test alone."""
    return deepcopy(planted)


@pytest.fixture(scope="module")
def planted(tree_of_the_module) -> Network:
    """Plant them once: half of what these tests took."""
    ensure_english(make_tree())
    a, b = make_structure("Centre A"), make_structure("Centre B")
    author = make_member(a, "auteur")
    theme = make_theme("Mobilité")
    draft = make_practice(
        a,
        f"{SECRET} brouillon",
        live=False,
        user=author,
        picture=make_image(f"{SECRET} photo", collection=a.space.collection),
    )
    live = make_practice(a, "Pratique publiée", user=author)
    live.title = f"{SECRET} nouvelle version"
    live.save_revision(user=author)
    submitted = make_practice(a, f"{SECRET} soumise", live=False, user=author)
    submitted.get_workflow().start(submitted, author)
    draft.locked, draft.locked_by = True, author
    draft.save(update_fields=["locked", "locked_by"])
    source, _created = TranslationSource.get_or_create_from_instance(draft)
    translation = Translation.objects.create(
        source=source, target_locale=Locale.objects.get(language_code="en")
    )
    translation.save_target(publish=False)
    return Network(
        a=a,
        b=b,
        draft=draft,
        live=PracticePage.objects.get(pk=live.pk),
        submitted=submitted,
        person=make_ambassador(a, f"{SECRET} Exemple", live=False, user=author),
        own=make_practice(b, "La nôtre", live=False),
        theme=theme,
        translation=translation,
        keyword=bear(draft, f"{SECRET} mot"),
        shown_keyword=bear(live, "Guidon"),
    )


def bear(page: PracticePage, name: str) -> Tag:
    """Have ``page``, as it is in the database, bear the keyword of that name."""
    tag = Tag.objects.create(name=name)
    PracticeTag.objects.create(content_object_id=page.pk, tag=tag)
    return tag


def member_of_b(network):
    return make_member(network.b, "membre-b")


def translator_of_b(network):
    """A member of B who may also submit translations."""
    user = make_member(network.b, "traducteur-b")
    user.user_permissions.add(Permission.objects.get(codename="submit_translation"))
    return user


def organiser(network):
    return make_organiser("animation")


ROLES = [member_of_b, translator_of_b, organiser]


def page_addresses(page) -> list[str]:
    """Return every address of the admin about ``page``."""
    names = [
        "edit",
        "view_draft",
        "preview_on_edit",
        "usage",
        "delete",
        "unpublish",
        "copy",
        "history",
        "history_results",
        "workflow_history",
        "revisions_index",
        "set_privacy",
        "confirm_workflow_cancellation",
        "convert_alias",
        "lock",
        "unlock",
    ]
    found = [reverse(f"wagtailadmin_pages:{name}", args=[page.pk]) for name in names]
    revision = page.get_latest_revision()
    found += [
        reverse("wagtailadmin_pages:revisions_view", args=[page.pk, revision.pk]),
        reverse("wagtailadmin_pages:revisions_revert", args=[page.pk, revision.pk]),
        reverse(
            "wagtailadmin_pages:revisions_compare", args=[page.pk, "earliest", "latest"]
        ),
        reverse("wagtailadmin_pages:move", args=[page.pk]),
        reverse("wagtailadmin_pages:add_subpage", args=[page.pk]),
        reverse("wagtailadmin_explore", args=[page.pk]),
        reverse("wagtailadmin_explore_results", args=[page.pk]),
        reverse("wagtailadmin_choose_page_child", args=[page.pk]),
        reverse("wagtailadmin_choose_page_chosen_multiple") + f"?id={page.pk}",
        reverse("wagtailadmin_api:pages:detail", args=[page.pk]),
        reverse(
            "wagtailadmin_editing_sessions:ping",
            args=["wagtailcore", "page", page.pk, 1],
        ),
        reverse("wagtail_localize:submit_page_translation", args=[page.pk]),
        reverse("wagtail_localize:convert_to_alias", args=[page.pk]),
    ]
    for action in ("publish", "unpublish", "move", "delete"):
        url = reverse("wagtail_bulk_action", args=["wagtailcore", "page", action])
        found.append(f"{url}?id={page.pk}&next=/admin/")
    return found


def lists(network) -> list[str]:
    """Return every list of the admin in which a draft of A could stand."""
    structures = make_tree().structures
    chooser = reverse("wagtailadmin_choose_page_search")
    return [
        reverse("wagtailadmin_home"),
        reverse("wagtailadmin_explore_root"),
        reverse("wagtailadmin_explore", args=[structures.pk]),
        reverse("wagtailadmin_explore", args=[network.a.pk]),
        reverse("wagtailadmin_explore_results", args=[network.a.pk]) + f"?q={SEARCH}",
        reverse("wagtailadmin_explore_results", args=[network.b.pk]) + f"?q={SEARCH}",
        reverse("wagtailadmin_pages:search") + f"?q={SEARCH}",
        reverse("wagtailadmin_pages:search_results") + f"?q={SEARCH}",
        reverse("wagtailadmin_choose_page"),
        reverse("wagtailadmin_choose_page_child", args=[network.a.pk]),
        f"{chooser}?q={SEARCH}",
        f"{chooser}?q={SEARCH}&page_type=practices.practicepage",
        reverse("wagtailadmin_choose_page") + "?page_type=practices.structurepage",
        reverse("wagtailadmin_api:pages:listing"),
        reverse("wagtailadmin_api:pages:listing") + f"?child_of={network.a.pk}",
        reverse("wagtailadmin_api:pages:listing") + f"?search={SEARCH}",
        reverse("wagtailadmin_pages:type_use", args=["practices", "practicepage"]),
        reverse(
            "wagtailadmin_pages:type_use_results", args=["practices", "practicepage"]
        ),
        f"{chooser}?q={SEARCH}&page_type=practices.ambassadorpage",
        reverse("wagtailadmin_pages:type_use", args=["practices", "ambassadorpage"]),
        reverse("practice_listing:index"),
        reverse("structure_listing:index"),
        reverse("ambassador_listing:index"),
        reverse("ambassador_listing:index_results") + f"?q={SEARCH}",
        reverse("keywords:index"),
        reverse("keywords:index_results") + f"?q={SEARCH}",
        reverse("keywords:merge", args=[network.keyword.pk]),
        reverse("keywords:merge", args=[network.shown_keyword.pk]),
        *(
            reverse(f"wagtailadmin_reports:{name}")
            for name in (
                "locked_pages",
                "locked_pages_results",
                "workflow",
                "workflow_results",
                "workflow_tasks",
                "workflow_tasks_results",
                "site_history",
                "site_history_results",
                "aging_pages",
                "aging_pages_results",
                "page_types_usage",
                "page_types_usage_results",
            )
        ),
        reverse("wagtail_localize:translations_report"),
        reverse("wagtail_localize:translations_report_results"),
        reverse(
            "wagtail_localize:update_translations",
            args=[network.translation.source_id],
        ),
        reverse("wagtail_localize:preview_translation", args=[network.translation.pk]),
        reverse("wagtail_localize:download_pofile", args=[network.translation.pk]),
        reverse("wagtailsnippets_practices_theme:usage", args=[network.theme.pk]),
        reverse("wagtailimages:index"),
        reverse("wagtailimages_chooser:choose"),
        reverse("wagtailimages:edit", args=[network.draft.picture_id]),
        reverse("wagtailimages:image_usage", args=[network.draft.picture_id]),
        reverse("wagtailimages_chooser:chosen", args=[network.draft.picture_id]),
    ]


def ask(client, url: str) -> tuple[int, str]:
    response = client.get(url, follow=True)
    return response.status_code, response.content.decode(errors="replace")


# Rights, of one page at a time: no list, no search.
@pytest.mark.one_database
@pytest.mark.parametrize("role", ROLES)
@pytest.mark.parametrize("which", ["draft", "live", "submitted", "person"])
def test_no_address_of_a_page_tells_others_of_its_draft(network, role, which):
    client = client_of(role(network))
    told = []
    for url in page_addresses(getattr(network, which)):
        status, html = ask(client, url)
        assert status < 500, url
        if SECRET in html:
            told.append(url)
    assert told == []


@pytest.mark.parametrize("role", ROLES)
def test_no_list_of_the_admin_tells_of_a_draft_of_others(network, role):
    client = client_of(role(network))
    told = []
    for url in lists(network):
        status, html = ask(client, url)
        assert status < 500, url
        if SECRET in html:
            told.append(url)
    assert told == []


def test_the_author_sees_their_drafts_in_the_same_places(network):
    """The rows above would prove nothing if nobody saw anything there."""
    client = client_of(make_member(network.a, "collègue"))
    seen = {
        url
        for url in [
            *page_addresses(network.draft),
            *lists(network),
        ]
        if SECRET in ask(client, url)[1]
    }
    for url in (
        reverse("wagtailadmin_pages:edit", args=[network.draft.pk]),
        reverse("wagtailadmin_pages:view_draft", args=[network.draft.pk]),
        reverse("wagtailadmin_pages:history", args=[network.draft.pk]),
        reverse("wagtailadmin_explore", args=[network.a.pk]),
        reverse("wagtailadmin_choose_page_child", args=[network.a.pk]),
        reverse("wagtailadmin_choose_page_search") + f"?q={SEARCH}",
        reverse("wagtailadmin_pages:search") + f"?q={SEARCH}",
        reverse("wagtailimages_chooser:choose"),
        reverse("ambassador_listing:index"),
    ):
        assert url in seen, url


@pytest.mark.one_database
@pytest.mark.parametrize("role", ROLES)
@pytest.mark.parametrize("which", ["draft", "live", "submitted", "person"])
def test_nothing_of_others_changes_by_posting(network, role, which):
    page = getattr(network, which)
    before = Page.objects.values().get(pk=page.pk)
    client = client_of(role(network))
    count = Page.objects.count()

    data = {"title": "Volé", "action": "publish", "locales": "1", "new_title": "Copie"}
    data |= {"new_slug": "copie", "new_parent_page": network.b.pk}
    for url in page_addresses(page):
        assert client.post(url, data).status_code < 500, url

    assert Page.objects.values().get(pk=page.pk) == before
    assert Page.objects.count() == count


def test_a_reviewer_sees_what_is_submitted_and_no_other_draft(network):
    client = client_of(make_reviewer("relectrice"))

    assert SECRET in ask(client, reverse("wagtailadmin_home"))[1]
    for name in ("edit", "view_draft"):
        url = reverse(f"wagtailadmin_pages:{name}", args=[network.submitted.pk])
        assert SECRET in ask(client, url)[1], name
        url = reverse(f"wagtailadmin_pages:{name}", args=[network.draft.pk])
        assert SECRET + " brouillon" not in ask(client, url)[1], name


def test_a_member_chooses_published_pages_of_others(network):
    client = client_of(member_of_b(network))

    html = ask(client, reverse("wagtailadmin_choose_page_search") + "?q=publiée")[1]

    assert "Pratique publiée" in html


def test_someone_of_two_structures_sees_both_and_no_third(network):
    user = make_member(network.b, "les-deux")
    third = make_structure("Centre C")
    make_practice(third, f"{SECRET} ailleurs", live=False)
    ensure_space(network.a).add_member(user)
    client = client_of(user)
    structures = make_tree().structures

    html = ask(client, reverse("wagtailadmin_explore", args=[network.a.pk]))[1]
    assert f"{SECRET} brouillon" in html
    html = ask(client, reverse("wagtailadmin_explore", args=[structures.pk]))[1]
    assert "Centre A" in html
    for url in (
        reverse("wagtailadmin_explore", args=[third.pk]),
        reverse("wagtailadmin_pages:search") + f"?q={SEARCH}",
        reverse("wagtailadmin_choose_page_search") + f"?q={SEARCH}",
    ):
        assert "ailleurs" not in ask(client, url)[1], url
