"""The keywords of practices: which there are, and making one of two.

Pictures and documents bear the same keywords: those that bear one that goes follow.
"""

import json
from collections.abc import Iterator
from typing import Any, NamedTuple

from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.db.models import Count, Q, QuerySet

from taggit.models import Tag, TaggedItem
from wagtail.models import Revision
from wagtail.search import index
from wagtail_localize.models import TranslationSource

from portal.core.visibility import visible_pages
from practices.models import PracticePage, PracticeTag

ROWS = "tagged_items"


class Bearers(NamedTuple):
    """How many practices bear a keyword: for readers, and elsewhere."""

    published: int
    drafts: int


def keywords_for(user) -> QuerySet[Tag]:
    """Return the keywords on practices that ``user`` may know of.

    ``uses`` is how many practices bear each for readers.
    """
    known = PracticeTag.objects.filter(
        content_object__in=visible_pages(user).values("pk")
    )
    shown = PracticePage.objects.published().sources()
    return Tag.objects.filter(pk__in=known.values("tag")).annotate(
        uses=Count(
            "practices_practicetag_items",
            filter=Q(
                practices_practicetag_items__content_object__in=shown.order_by().values(
                    "pk"
                )
            ),
        )
    )


def bearers_of(tag: Tag) -> Bearers:
    """Return how many French practices bear ``tag``, in a draft alone or for readers."""
    sources = PracticePage.objects.sources().order_by()
    borne = sources.filter(pk__in=_rows(tag).values("content_object"))
    published = set(borne.published().values_list("pk", flat=True))
    latest = sources.exclude(latest_revision=None).values("latest_revision")
    drafts = {
        int(page)
        for _pk, page in _revisions_bearing(tag, _revisions().filter(pk__in=latest))
    }
    drafts |= set(borne.values_list("pk", flat=True))
    return Bearers(len(published), len(drafts - published))


@transaction.atomic
def merge(tag: Tag, into: Tag) -> None:
    """Have whatever bears ``tag`` bear ``into``, drafts too, and delete ``tag``.

    Rows of ``tag`` go with it: that is what tells the index which pages have changed.
    Raises Tag.DoesNotExist when someone else has just merged one of the two.
    """
    # In one order: two who merge them the other way round do not wait for each other.
    both = Tag.objects.select_for_update().filter(pk__in=(tag.pk, into.pk))
    if len(both.order_by("pk")) < 2:
        raise Tag.DoesNotExist
    bearing = PracticeTag.objects.filter(tag=into).values("content_object")
    PracticeTag.objects.bulk_create(
        PracticeTag(tag=into, content_object_id=pk)
        for pk in _rows(tag)
        .exclude(content_object__in=bearing)
        .order_by("content_object")
        .values_list("content_object", flat=True)
        .distinct()
    )
    for pk, _page in list(_revisions_bearing(tag, _revisions())):
        revision = Revision.objects.get(pk=pk)
        _replace(revision.content, tag, into)
        Revision.objects.filter(pk=pk).update(content=revision.content)
    for source in TranslationSource.objects.filter(
        specific_content_type=_kind(), content_json__contains=f'"tag": {tag.pk}'
    ):
        content = json.loads(source.content_json)
        _replace(content, tag, into)
        TranslationSource.objects.filter(pk=source.pk).update(
            content_json=json.dumps(content)
        )
    files = _move_files(tag, into)
    tag.delete()
    for file in files:
        index.insert_or_update_object(file)


def _kind() -> ContentType:
    return ContentType.objects.get_for_model(PracticePage)


def _rows(tag: Tag) -> QuerySet[PracticeTag]:
    return PracticeTag.objects.filter(tag=tag)


def _revisions() -> QuerySet[Revision]:
    """Return all that may be published or gone back to, of practices."""
    return Revision.objects.filter(content_type=_kind())


def _revisions_bearing(
    tag: Tag, revisions: QuerySet[Revision]
) -> Iterator[tuple[int, str]]:
    """Yield the key and the page of those of ``revisions`` that hold ``tag``."""
    columns = revisions.order_by("pk").values_list(
        "pk", "object_id", f"content__{ROWS}"
    )
    for pk, page, rows in columns.iterator():
        if any(row["tag"] == tag.pk for row in rows or ()):
            yield pk, page


def _replace(content: dict[str, Any], tag: Tag, into: Tag) -> None:
    """Put ``into`` in the place of ``tag`` in a page as revisions keep it."""
    rows = content.get(ROWS, [])
    borne = {row["tag"] for row in rows}
    kept = []
    for row in rows:
        if row["tag"] != tag.pk:
            kept.append(row)
        elif into.pk not in borne:
            # The row that had this key goes: publishing makes another.
            kept.append({**row, "pk": None, "tag": into.pk})
    content[ROWS] = kept


def _move_files(tag: Tag, into: Tag) -> list[Any]:
    """Give ``into`` to the pictures and documents that bear ``tag``; return them."""
    files = []
    for item in TaggedItem.objects.filter(tag=tag).order_by("pk"):
        TaggedItem.objects.get_or_create(
            tag=into, content_type=item.content_type, object_id=item.object_id
        )
        if item.content_object is not None:
            files.append(item.content_object)
    return files
