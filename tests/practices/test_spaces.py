"""A structure's space: who may do what under it, made once and for French only."""

from io import StringIO

from django.contrib.auth.models import Group, Permission
from django.core.management import call_command

from wagtail.models import Collection, GroupPagePermission, Locale
from wagtail.permissions import policy_registry

import pytest

from portal.core.models import PortalDocument, PortalImage
from practices.models import StructurePage, StructureSpace
from practices.spaces import ensure_space, grant
from tests.factories import (
    make_member,
    make_practice,
    make_reviewer,
    make_structure,
    make_tree,
)

pytestmark = pytest.mark.django_db


def test_a_new_structure_has_its_space():
    structure = make_structure("Centre social A")

    assert structure.space.group.name == "Membres – Centre social A"
    assert structure.space.collection.name == "Centre social A"


def test_ensuring_twice_changes_nothing():
    structure = make_structure()
    rights = list(GroupPagePermission.objects.values_list("pk", flat=True))

    again = ensure_space(structure)

    assert again == structure.space
    assert StructureSpace.objects.count() == 1
    assert list(GroupPagePermission.objects.values_list("pk", flat=True)) == rights
    assert Group.objects.filter(name__startswith="Membres").count() == 1


def test_ensuring_asks_for_all_rights_at_once(django_assert_max_num_queries):
    structure = make_structure()

    with django_assert_max_num_queries(60):
        ensure_space(structure)


def test_a_right_that_does_not_exist_is_not_given():
    group = make_structure().space.group

    with pytest.raises(Permission.DoesNotExist):
        grant(group, ("wagtailadmin", "access_admin"), ("practices", "no_such_right"))


def test_two_structures_of_the_same_name_have_two_groups():
    first = make_structure("Centre social")
    second = make_structure("Centre social", slug="autre")

    assert first.space.group != second.space.group
    assert first.space.group.name != second.space.group.name


def test_a_body_outside_the_network_has_no_space():
    structure = make_structure("Ville de Lomme", in_network=False)

    assert not StructureSpace.objects.filter(structure=structure).exists()


def test_an_alias_in_english_has_no_space():
    structure = make_structure()
    english = Locale.objects.get(language_code="en")
    make_tree().structures.get_parent().copy_for_translation(english, alias=True)
    make_tree().structures.copy_for_translation(english, alias=True)

    structure.copy_for_translation(english, alias=True)
    structure.save_revision().publish()

    assert StructurePage.objects.filter(locale=english).count() == 1
    assert StructureSpace.objects.count() == 1


def test_publishing_a_new_title_renames_the_group():
    structure = make_structure("Avant")
    structure.title = "Après"
    structure.save_revision().publish()

    structure.space.group.refresh_from_db()
    assert structure.space.group.name == "Membres – Après"


def test_the_command_repairs_a_space(db):
    structure = make_structure()
    GroupPagePermission.objects.filter(group=structure.space.group).delete()

    call_command("ensure_spaces", stdout=StringIO())

    member = make_member(structure)
    assert structure.permissions_for_user(member).can_add_subpage()


def test_deleting_a_structure_deletes_its_group_and_keeps_its_files():
    structure = make_structure("À supprimer")
    structure.delete()

    assert not Group.objects.filter(name="Membres – À supprimer").exists()
    assert Collection.objects.filter(name="À supprimer").exists()


def test_a_member_adds_and_changes_but_does_not_publish():
    structure = make_structure()
    practice = make_practice(structure, live=False)
    rights = structure.permissions_for_user(make_member(structure))
    on_practice = practice.permissions_for_user(make_member(structure))

    assert rights.can_add_subpage()
    assert on_practice.can_edit()
    assert on_practice.can_submit_for_moderation()
    assert not on_practice.can_publish()
    assert not on_practice.can_unpublish()
    assert not rights.can_publish_subpage()


def test_a_member_changes_nothing_elsewhere():
    ours, theirs = make_structure("A"), make_structure("B")
    practice = make_practice(theirs, live=False)
    member = make_member(ours)

    assert not theirs.permissions_for_user(member).can_edit()
    assert not theirs.permissions_for_user(member).can_add_subpage()
    assert not practice.permissions_for_user(member).can_edit()
    assert not make_tree().structures.permissions_for_user(member).can_add_subpage()


@pytest.mark.parametrize("model", [PortalImage, PortalDocument])
def test_a_member_adds_and_chooses_files_of_their_structure_only(model):
    ours, theirs = make_structure("A"), make_structure("B")
    member = make_member(ours)
    policy = policy_registry.get_by_type(model)

    for action in ("add", "choose"):
        collections = policy.collections_user_has_permission_for(member, action)
        assert list(collections) == [ours.space.collection], action
    assert (
        theirs.space.collection
        not in policy.collections_user_has_any_permission_for(
            member, ["add", "change", "choose", "delete"]
        )
    )


def test_a_reviewer_has_no_right_to_publish():
    practice = make_practice(live=False)
    rights = practice.permissions_for_user(make_reviewer())

    assert not rights.can_publish()
    assert not rights.can_edit()


def test_the_review_is_inherited():
    practice = make_practice(live=False)

    assert practice.get_workflow().name == "Relecture"
    assert practice.structure.get_workflow().name == "Relecture"
