"""The thematic days of the demonstration."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.db import transaction

from wagtail.models import Collection, Page

from events.models import ThematicDayPage
from portal.home.loading.fields import new_page
from portal.home.loading.files import read_folder
from portal.home.loading.pictures import keep_in
from portal.home.tree import Tree, key_of
from practices.spaces import ORGANISERS


def read_days() -> list[dict[str, Any]]:
    """Return what the files say of each day."""
    return read_folder("days")


def load_days(
    tree: Tree,
    entries: list[dict[str, Any]],
    known: set[UUID],
    progress: Callable[[str], None],
) -> None:
    """Publish the days of ``entries`` whose keys are not ``known``, each whole."""
    for entry in entries:
        if key_of("day", entry["slug"]) in known:
            continue
        with transaction.atomic():
            page = new_page(ThematicDayPage, entry, "day", entry["slug"])
            page.live = False
            page.has_unpublished_changes = True
            Page.objects.get(pk=tree.days.pk).add_child(instance=page)
            page.save_revision().publish()
            collection = Collection.objects.filter(name=ORGANISERS).first()
            for picture in (page.picture, *(row.still for row in page.videos.all())):
                keep_in(picture, collection)
        progress(f"day: {page.title}")
