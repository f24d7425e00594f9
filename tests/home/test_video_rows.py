"""The one video that days had becomes a row, in their revisions and translations too."""

from importlib import import_module

from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from wagtail.models import Revision
from wagtail_localize.models import TranslationContext, TranslationSource

import pytest

from events.models import ThematicDayPage
from portal.home.tree import ensure_english
from tests.events.factories import make_day, video
from tests.factories import make_tree, translate

# Tables are altered.
pytestmark = pytest.mark.django_db(transaction=True)

BEFORE = "0005_chosen_readings"
key_of = import_module("events.migrations.0007_fields_to_videos").key_of


def migrate(name: str = ""):
    """Bring the tables of days to the migration ``name``; return the models of then.

    To the last one without a name: later tests find every table.
    """
    executor = MigrationExecutor(connection)
    targets = [("events", name)] if name else executor.loader.graph.leaf_nodes("events")
    executor.migrate(targets)
    return executor.loader.project_state(targets).apps


@pytest.fixture
def as_before():
    """A function that takes the rows away, which the end of the test puts back."""
    yield lambda: migrate(BEFORE)
    migrate()


def paths() -> set[str]:
    found = TranslationContext.objects.filter(path__startswith="video")
    return set(found.values_list("path", flat=True))


def test_a_video_goes_to_a_row_and_back(as_before):
    ensure_english(make_tree())
    day = make_day(videos=[video(), video(title="Une autre")])
    bare = make_day()
    first = day.videos.first()
    first.translation_key = key_of(day.translation_key)
    first.save()
    day = ThematicDayPage.objects.get(pk=day.pk)
    day.save_revision()
    english = translate(day, title="A day")
    english.videos.filter(translation_key=first.translation_key).update(title="A talk")
    TranslationSource.update_or_create_from_instance(day)
    moved = {path for path in paths() if str(first.translation_key) in path}
    assert len(moved) > 1

    days = as_before().get_model("events", "ThematicDayPage").objects

    old = days.get(pk=day.pk)
    assert old.video_title == "L’entretien"
    assert old.video_still_id == first.still_id
    assert days.get(pk=english.pk).video_title == "A talk"
    assert days.get(pk=bare.pk).video_url == ""
    assert paths() == {f"video_{path.rsplit('.')[-1]}" for path in moved}
    content = Revision.objects.filter(object_id=str(day.pk)).latest("pk").content
    assert content["video_transcript"] == "<p>Bonjour à tous.</p>"
    assert "videos" not in content

    migrate()

    day, english = (ThematicDayPage.objects.get(pk=page.pk) for page in (day, english))
    assert paths() == moved
    (row,) = day.videos.all()
    assert (row.title, row.still_id) == ("L’entretien", first.still_id)
    assert english.videos.get().translation_key == row.translation_key
    assert not ThematicDayPage.objects.get(pk=bare.pk).videos.exists()
    # What the form of the admin opens, and what publishing it leaves.
    assert [each.pk for each in day.get_latest_revision_as_object().videos.all()] == [
        row.pk
    ]
    day.get_latest_revision().publish()
    assert [each.url for each in day.videos.all()] == [row.url]
