"""Merging keywords: whatever bears one bears the other, drafts and words found too."""

from copy import deepcopy

from django.urls import reverse

from taggit.models import Tag
from wagtail_localize.models import TranslationSource

import pytest
from bs4 import BeautifulSoup

from portal.core.models import PortalImage
from portal.home.tree import ensure_english
from practices.keywords import bearers_of, keywords_for, merge
from practices.models import PracticePage
from tests.factories import (
    make_image,
    make_member,
    make_organiser,
    make_practice,
    make_reviewer,
    make_structure,
    make_tree,
    make_user,
)
from tests.harness.client import client_of
from tests.search.asking import titles
from tests.search.translating import translate

pytestmark = pytest.mark.django_db


def tagged(page: PracticePage, *names: str) -> PracticePage:
    """Return ``page`` published again with these keywords."""
    page.tags.set(names)
    page.save_revision().publish()
    return PracticePage.objects.get(pk=page.pk)


def tag(name: str) -> Tag:
    return Tag.objects.get(name=name)


def names_of(page) -> list[str]:
    return sorted(page.tags.values_list("name", flat=True))


def drafted(page: PracticePage, *names: str) -> PracticePage:
    """Give the draft of ``page`` alone these keywords."""
    page = PracticePage.objects.get(pk=page.pk)
    page.tags.set(names)
    page.save_revision()
    return PracticePage.objects.get(pk=page.pk)


def admin():
    return make_user("administratrice", is_superuser=True)


@pytest.fixture
def network(planted, db):
    """Return practices of two structures that bear « vélo », « vélos » or both."""
    return deepcopy(planted)


@pytest.fixture(scope="module")
def planted(tree_of_the_module):
    """Plant them once."""
    ensure_english(make_tree())
    a, b = make_structure("Centre A"), make_structure("Centre B")
    one = tagged(make_practice(a, "Une"), "vélo", "zéro déchet")
    two = tagged(make_practice(b, "Deux"), "vélo", "vélos")
    three = tagged(make_practice(b, "Trois"), "vélos")
    return one, two, three


def test_whatever_bears_one_bears_the_other_once(network):
    merge(tag("vélo"), tag("vélos"))

    assert [names_of(PracticePage.objects.get(pk=page.pk)) for page in network] == [
        ["vélos", "zéro déchet"],
        ["vélos"],
        ["vélos"],
    ]
    assert not Tag.objects.filter(name="vélo").exists()


def test_translations_and_aliases_follow_and_count_for_nothing(network):
    one = network[0]
    english = translate(one, "One")
    alias = one.create_alias(parent=make_structure("Centre C"), update_slug="une-autre")
    assert names_of(english) == names_of(alias) == ["vélo", "zéro déchet"]

    assert bearers_of(tag("vélo")) == (2, 0)
    uses = keywords_for(admin()).get(name="vélo").uses
    merge(tag("vélo"), tag("vélos"))

    assert uses == 2
    for page in (english, alias):
        page = PracticePage.objects.get(pk=page.pk)
        assert names_of(page) == ["vélos", "zéro déchet"]
    english.save_revision().publish()
    assert Tag.objects.filter(name="vélo").count() == 0


def test_publishing_a_draft_does_not_bring_it_back(network):
    one, two, three = network
    drafted(one, "vélo", "compost")
    drafted(three, "vélo", "vélos")
    written = make_practice(two.structure, "Jamais parue", live=False)
    drafted(written, "vélo")

    assert bearers_of(tag("vélo")) == (2, 2)
    merge(tag("vélo"), tag("vélos"))

    for page, names in (
        (one, ["compost", "vélos"]),
        (three, ["vélos"]),
        (written, ["vélos"]),
    ):
        page = PracticePage.objects.get(pk=page.pk)
        assert names_of(page.get_latest_revision_as_object()) == names
        page.get_latest_revision().publish()
        assert names_of(PracticePage.objects.get(pk=page.pk)) == names
    assert not Tag.objects.filter(name="vélo").exists()


def test_an_older_version_holds_the_other_too(network):
    one = network[0]
    older = one.get_latest_revision()
    tagged(one, "compost")

    merge(tag("vélo"), tag("vélos"))

    older.refresh_from_db()
    assert names_of(older.as_object()) == ["vélos", "zéro déchet"]


def test_what_is_being_translated_follows(network):
    source, _created = TranslationSource.get_or_create_from_instance(network[0])

    merge(tag("vélo"), tag("vélos"))

    source.refresh_from_db()
    assert names_of(source.as_instance()) == ["vélos", "zéro déchet"]


def test_pictures_that_bear_it_follow(network):
    picture = make_image("Un guidon")
    picture.tags.add("vélo")

    merge(tag("vélo"), tag("vélos"))

    assert names_of(PortalImage.objects.get(pk=picture.pk)) == ["vélos"]


def test_a_text_finds_the_pages_by_the_other(run_work):
    one = tagged(make_practice(title="Une"), "guidon")
    tagged(make_practice(title="Deux"), "bicyclette")
    assert titles("q=guidon") == ["Une"]

    merge(tag("guidon"), tag("bicyclette"))
    run_work()

    assert titles("q=guidon") == []
    assert sorted(titles("q=bicyclette")) == ["Deux", one.title]
    assert sorted(titles("mot=bicyclette")) == ["Deux", one.title]


# --- In the admin ---


def member_of_a(network):
    return make_member(network[0].structure, "membre-a")


def organiser(network):
    return make_organiser("animation")


def reviewer(network):
    return make_reviewer("relectrice")


def administrator(network):
    return admin()


ALLOWED = [(member_of_a, False), (organiser, False), (reviewer, True)]
ALLOWED += [(administrator, True)]


def test_what_someone_else_has_just_merged_is_told_and_changes_nothing(network) -> None:
    one, other = tag("vélo"), tag("vélos")
    merge(tag("vélo"), tag("vélos"))
    for first, second in ((one, other), (other, one)):
        with pytest.raises(Tag.DoesNotExist):
            merge(first, second)
    assert Tag.objects.filter(pk=other.pk).exists()


@pytest.mark.parametrize(("role", "may"), ALLOWED)
def test_reviewers_and_administrators_alone_merge(network, role, may):
    client = client_of(role(network))
    url = reverse("keywords:merge", args=[tag("vélo").pk])
    other = tag("vélos").pk

    answers = [
        client.get(reverse("keywords:index")).status_code == 200,
        client.get(reverse("keywords:index_results")).status_code == 200,
        client.get(url).status_code == 200,
        client.get(url, {"avec": other}).status_code == 200,
    ]
    menu = client.get(reverse("wagtailadmin_home")).content.decode()
    before = Tag.objects.filter(name="vélo").exists()
    client.post(url, {"avec": other})

    assert answers == [may] * 4
    assert (reverse("keywords:index") in menu) == may
    assert before
    assert Tag.objects.filter(name="vélo").exists() != may


def test_the_list_says_how_many_practices_bear_each(network):
    soup = BeautifulSoup(
        client_of(reviewer(network)).get(reverse("keywords:index")).content,
        "html.parser",
    )

    rows = [row.get_text(" ", strip=True) for row in soup.select(".listing tbody tr")]
    assert [row.split()[0] for row in rows] == ["vélo", "vélos", "zéro"]
    assert all("Fusionner avec" in row for row in rows)
    assert [row.split()[-1] for row in rows] == ["2", "2", "1"]


def test_a_keyword_of_a_draft_of_others_is_named_to_nobody_else(network):
    draft = make_practice(network[0].structure, "Secrète", live=False)
    draft.tags.add("Zanzibar")
    draft.save()
    client = client_of(reviewer(network))
    secret = reverse("keywords:merge", args=[tag("Zanzibar").pk])

    for url in (
        reverse("keywords:index"),
        reverse("keywords:index") + "?q=Zanz",
        reverse("keywords:merge", args=[tag("vélo").pk]),
    ):
        assert "Zanzibar" not in client.get(url).content.decode()
    assert client.get(secret).status_code == 404
    assert client.post(secret, {"avec": tag("vélo").pk}).status_code == 404
    html = client_of(admin()).get(reverse("keywords:index")).content.decode()
    assert "Zanzibar" in html


def test_what_changes_is_told_before_anything_does(network):
    drafted(network[2], "vélo", "vélos")
    client = client_of(reviewer(network))
    url = reverse("keywords:merge", args=[tag("vélo").pk])

    html = client.get(url, {"avec": tag("vélos").pk}).content.decode()

    assert "2 pratiques publiées" in html
    assert "1 pratique dont seul un brouillon le porte" in html
    assert Tag.objects.filter(name="vélo").exists()
    done = client.post(url, {"avec": tag("vélos").pk}, follow=True).content.decode()
    assert "dans 3 pratiques" in done


@pytest.mark.parametrize("wanted", ["", "0", "vélos", "²", "itself"])
def test_what_is_no_other_keyword_changes_nothing(network, wanted):
    client = client_of(reviewer(network))
    one = tag("vélo")
    url = reverse("keywords:merge", args=[one.pk])

    wanted = one.pk if wanted == "itself" else wanted
    response = client.post(url, {"avec": wanted})

    assert response.status_code == 200
    assert Tag.objects.filter(pk=one.pk).exists()
    assert ("choisissez-en un autre" in response.content.decode()) == bool(wanted)
