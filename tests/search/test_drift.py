"""The command that says where what is kept to find pages is wrong, and mends it."""

from io import StringIO

from django.contrib.contenttypes.models import ContentType
from django.core.management import CommandError, call_command

from wagtail.search.models import IndexEntry

import pytest

from practices.models import PracticePage
from search.models import IndexedText, IndexedWord
from tests.factories import make_practice, make_structure, make_tree
from tests.search.asking import titles

pytestmark = pytest.mark.django_db


@pytest.fixture
def page() -> PracticePage:
    make_tree()
    make_practice(title="Compost", live=False)
    return make_practice(make_structure("Maison"), title="Vélos du W3C", lead="Le w3c.")


def drift(*arguments: str) -> str:
    said = StringIO()
    call_command("search_drift", *arguments, stdout=said)
    return said.getvalue()


def test_nothing_is_wrong_when_pages_are_saved(page) -> None:
    assert drift() == "All is as it should be.\n"


def lose_the_entry(page) -> None:
    entries(page).delete()


def lose_words(page) -> None:
    entries(page).update(body=entries(page).get().body.replace("w1velo", ""))


def keep_old_words(page) -> None:
    PracticePage.objects.filter(pk=page.pk).update(title="Trottinettes")


def lose_a_text(page) -> None:
    IndexedText.objects.filter(page_id=page.pk, place="title").delete()


def lose_a_word(page) -> None:
    IndexedWord.objects.filter(surface="vélos").delete()


def miscount_a_word(page) -> None:
    IndexedWord.objects.filter(surface="vélos").update(pages=7, stem="velos")


def hide_a_page(page) -> None:
    PracticePage.objects.filter(pk=page.pk).update(live=False)


def keep_a_page_that_is_gone(page) -> None:
    keep_old_words(page)
    IndexedText.objects.create(
        page_id=987654, language="fr", place="title", weight=1, text="Fantôme"
    )
    IndexEntry.objects.create(
        content_type=ContentType.objects.get_for_model(page),
        object_id="987654",
        title_norm=1.0,
        body=entries(page).get().body,
        title=entries(page).get().title,
        autocomplete=entries(page).get().autocomplete,
    )


def entries(page):
    return IndexEntry.objects.filter(
        object_id=str(page.pk), content_type=ContentType.objects.get_for_model(page)
    )


@pytest.mark.parametrize(
    "damage",
    [
        lose_the_entry,
        # Bodies are plain text on SQLite alone.
        pytest.param(lose_words, marks=pytest.mark.sqlite_only),
        keep_old_words,
        lose_a_text,
        lose_a_word,
        miscount_a_word,
        hide_a_page,
        pytest.param(keep_a_page_that_is_gone, marks=pytest.mark.sqlite_only),
    ],
)
def test_what_is_wrong_is_told_and_mended(page, damage) -> None:
    damage(page)
    with pytest.raises(CommandError, match="--mend"):
        drift()
    assert "mended" in drift("--mend")
    assert drift() == "All is as it should be.\n"


def test_what_is_mended_is_found_again(page) -> None:
    PracticePage.objects.filter(pk=page.pk).update(title="Trottinettes")
    assert titles("q=trottinette") == []
    drift("--mend")
    assert titles("q=trottinette") == ["Trottinettes"]
    assert titles("q=vélos") == []
