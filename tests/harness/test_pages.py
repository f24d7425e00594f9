"""The quick look at the page tree sees what the thorough one sees."""

from wagtail.models import Page

import pytest

from tests.harness.pages import find_tree_problems

pytestmark = [pytest.mark.django_db, pytest.mark.one_database]


def test_sound_tree_has_no_problem():
    assert Page.objects.exists()
    assert find_tree_problems() == []


@pytest.mark.parametrize(
    "damage", [{"numchild": 7}, {"depth": 5}, {"path": "000100010001"}]
)
def test_broken_tree_is_seen_by_both(damage):
    page = Page.objects.filter(depth=2).first() or Page.objects.get(depth=1)
    before = {name: getattr(page, name) for name in damage}
    Page.objects.filter(pk=page.pk).update(**damage)
    assert find_tree_problems()
    assert any(Page.find_problems())
    Page.objects.filter(pk=page.pk).update(**before)
