"""The one video of a day becomes its first row, wherever the day is written down.

That is in its columns, in its revisions (the form of the admin opens the latest one) and
in what is translated of it. Back again, a day keeps its first video, without its captions.
"""

import json
import uuid

from django.db import migrations

NAMESPACE = uuid.UUID("6b0f4c1e-7d0a-5c55-9d3f-3a5a6d0c9a11")
WORDS = ("title", "url", "transcript")
SEGMENTS = (
    "StringSegment",
    "TemplateSegment",
    "RelatedObjectSegment",
    "OverridableSegment",
)


def key_of(day_key):
    """Return the key of the video of a day, the same in every language."""
    return uuid.uuid5(NAMESPACE, str(day_key))


def to_rows(content, row_key, row_pk):
    """Return the serialised day ``content`` with its video as a row."""
    said = {name: content.pop(f"video_{name}", "") or "" for name in WORDS}
    still = content.pop("video_still", None)
    content["videos"] = []
    if any(said.values()):
        content["videos"] = [
            {
                "pk": row_pk,
                "page": content["pk"],
                "locale": content["locale"],
                "translation_key": str(row_key),
                "sort_order": 0,
                "captions": "",
                "still": still,
                **said,
            }
        ]
    return content


def to_fields(content, row_key=None, row_pk=None):
    """Return the serialised day ``content`` with its first video as fields."""
    row = next(iter(content.pop("videos", [])), {})
    content.update({f"video_{name}": row.get(name, "") for name in WORDS})
    content["video_still"] = row.get("still")
    return content


def forwards(apps, schema_editor):
    """Make the rows, then say the same in revisions and translations."""
    day_model = apps.get_model("events", "ThematicDayPage")
    video_model = apps.get_model("events", "DayVideo")
    rows = {}
    for day in day_model.objects.exclude(
        video_url="", video_title="", video_transcript=""
    ):
        rows[day.pk] = video_model.objects.create(
            page_id=day.pk,
            locale_id=day.locale_id,
            translation_key=key_of(day.translation_key),
            sort_order=0,
            still_id=day.video_still_id,
            **{name: getattr(day, f"video_{name}") for name in WORDS},
        ).pk
    _rewrite(apps, to_rows, rows)
    for context in _contexts(apps, path__startswith="video_"):
        name = context.path.removeprefix("video_")
        _move(context, f"videos.{key_of(context.object_id)}.{name}", f"videos.{name}")


def backwards(apps, schema_editor):
    """Put the first video of each day back into its fields."""
    day_model = apps.get_model("events", "ThematicDayPage")
    rows = apps.get_model("events", "DayVideo").objects.order_by("-sort_order", "-pk")
    # The first of a day is written last.
    for row in rows:
        day_model.objects.filter(pk=row.page_id).update(
            **{f"video_{name}": getattr(row, name) for name in (*WORDS, "still_id")}
        )
    _rewrite(apps, to_fields, {})
    for context in _contexts(apps, path__startswith="videos."):
        _relation, key, name = context.path.split(".", 2)
        if key == str(key_of(context.object_id)) and name in (*WORDS, "still"):
            _move(context, f"video_{name}", f"video_{name}")
        else:
            _forget(apps, context)


def _rewrite(apps, change, rows):
    """Apply ``change`` to what is serialised of days, in revisions and translations."""
    types = apps.get_model("contenttypes", "ContentType").objects
    kind = types.filter(app_label="events", model="thematicdaypage").first()
    if kind is None:
        return
    revisions = apps.get_model("wagtailcore", "Revision").objects
    for revision in revisions.filter(content_type=kind).iterator():
        content = revision.content
        key = key_of(content["translation_key"])
        revision.content = change(content, key, rows.get(content["pk"]))
        revision.save(update_fields=["content"])
    sources = apps.get_model("wagtail_localize", "TranslationSource").objects
    for source in sources.filter(specific_content_type=kind):
        content = json.loads(source.content_json)
        key = key_of(content["translation_key"])
        content = change(content, key, rows.get(content["pk"]))
        source.content_json = json.dumps(content)
        source.save(update_fields=["content_json"])


def _contexts(apps, **conditions):
    """Return where strings of days stand, as the translations know them."""
    sources = apps.get_model("wagtail_localize", "TranslationSource").objects
    days = sources.filter(
        specific_content_type__app_label="events",
        specific_content_type__model="thematicdaypage",
    )
    contexts = apps.get_model("wagtail_localize", "TranslationContext").objects
    return contexts.filter(object__in=days.values("object"), **conditions)


def _forget(apps, context):
    """Delete where the strings of a further video stand, and the strings there."""
    for name in SEGMENTS:
        model = apps.get_model("wagtail_localize", name)
        model.objects.filter(context=context).delete()
    context.delete()


def _move(context, path, field_path):
    context.path, context.field_path = path, field_path
    # As the library computes it: historical models have no methods.
    context.path_id = uuid.uuid5(
        uuid.UUID("fcab004a-2b50-11ea-978f-2e728ce88125"), path
    )
    context.save(update_fields=["path", "field_path", "path_id"])


class Migration(migrations.Migration):

    dependencies = [
        ("events", "0006_day_videos"),
        ("contenttypes", "0002_remove_content_type_name"),
        ("wagtail_localize", "0016_rename_page_revision_translationlog_revision"),
    ]

    operations = [migrations.RunPython(forwards, backwards)]
