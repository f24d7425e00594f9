"""Many pages put into the tree at once.

Adding pages one by one costs a dozen queries each; a network of ten thousand would
take an hour. Here the rows are inserted in bulk, with the path, depth and address the
tree would have given them.
"""

from dataclasses import dataclass, field
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.db.models import F, Model

from wagtail.models import Page

from portal.core.text import words_of

BATCH = 400


@dataclass
class Sheet:
    """A page to be, with what refers to it: relations and rows."""

    page: Page
    parent: Page
    many: dict[str, list[int]] = field(default_factory=dict)
    rows: dict[str, list[dict[str, Any]]] = field(default_factory=dict)
    tags: list[int] = field(default_factory=list)
    fate: str = "public"
    english: dict[str, str] = field(default_factory=dict)


class Planter:
    """Puts sheets under their parents: paths, rows, relations."""

    def __init__(self) -> None:
        """Start with nothing known of the parents."""
        self._next_step: dict[int, int] = {}
        self._slugs: dict[int, set[str]] = {}
        self.planted: list[tuple[type[Page], int]] = []

    def free_slug(self, parent: Page, slug: str) -> str:
        """Return ``slug``, or the first of its numbered forms free under ``parent``."""
        taken = self._slugs.get(parent.pk)
        if taken is None:
            taken = set(parent.get_children().values_list("slug", flat=True))
            self._slugs[parent.pk] = taken
        candidate, number = slug, 2
        while candidate in taken:
            candidate, number = f"{slug}-{number}", number + 1
        taken.add(candidate)
        return candidate

    def plant(self, sheets: list[Sheet]) -> None:
        """Insert ``sheets``, all of one page type, whole or not at all."""
        if not sheets:
            return
        with transaction.atomic():
            for sheet in sheets:
                self._place(sheet)
            self._insert_pages([sheet.page for sheet in sheets])
            self._count_children(sheets)
            _insert_relations(sheets)
            _insert_rows(sheets)
        self.planted += [(type(sheet.page), sheet.page.pk) for sheet in sheets]

    def _place(self, sheet: Sheet) -> None:
        """Give a page the path and the address that adding it would have given."""
        page, parent = sheet.page, sheet.parent
        step = self._next_step.get(parent.pk)
        if step is None:
            last = parent.get_last_child()
            step = Page._str2int(last.path[-Page.steplen :]) + 1 if last else 1
        self._next_step[parent.pk] = step + 1
        page.depth = parent.depth + 1
        page.path = Page._get_path(parent.path, page.depth, step)
        page.numchild = 0
        page.url_path = f"{parent.url_path}{page.slug}/"
        page.draft_title = page.title
        if hasattr(page, "sort_title"):
            page.sort_title = " ".join(words_of(page.title))[:255]
        page.content_type = ContentType.objects.get_for_model(type(page))

    def _insert_pages(self, pages: list[Page]) -> None:
        names = [item.attname for item in Page._meta.local_concrete_fields]
        names.remove("id")
        bases = Page.objects.bulk_create(
            [Page(**{name: getattr(page, name) for name in names}) for page in pages],
            batch_size=500,
        )
        for page, base in zip(pages, bases, strict=True):
            page.pk = page.id = page.page_ptr_id = base.pk
            page._state.adding = False
        model = type(pages[0])
        queryset = model._base_manager.all()
        queryset._for_write = True
        # Bulk creation refuses models with a parent table: theirs is written above.
        queryset._batched_insert(
            pages, model._meta.local_concrete_fields, batch_size=500
        )

    def _count_children(self, sheets: list[Sheet]) -> None:
        added: dict[int, int] = {}
        for sheet in sheets:
            added[sheet.parent.pk] = added.get(sheet.parent.pk, 0) + 1
        by_count: dict[int, list[int]] = {}
        for pk, count in added.items():
            by_count.setdefault(count, []).append(pk)
        for count, pks in by_count.items():
            for start in range(0, len(pks), 500):
                Page.objects.filter(pk__in=pks[start : start + 500]).update(
                    numchild=F("numchild") + count
                )


def _insert_relations(sheets: list[Sheet]) -> None:
    model = type(sheets[0].page)
    names = {name for sheet in sheets for name in sheet.many}
    for name in sorted(names):
        relation = model._meta.get_field(name)
        through = relation.remote_field.through
        own, other = relation.m2m_column_name(), relation.m2m_reverse_name()
        through._default_manager.bulk_create(
            [
                through(**{own: sheet.page.pk, other: pk})
                for sheet in sheets
                for pk in dict.fromkeys(sheet.many.get(name, ()))
            ],
            batch_size=500,
        )


def _insert_rows(sheets: list[Sheet]) -> None:
    model = type(sheets[0].page)
    names = {name for sheet in sheets for name in sheet.rows}
    for name in sorted(names):
        row_model: type[Model] = model._meta.get_field(name).related_model
        row_model._default_manager.bulk_create(
            [
                row_model(
                    page_id=sheet.page.pk,
                    locale_id=sheet.page.locale_id,
                    sort_order=rank,
                    **values,
                )
                for sheet in sheets
                for rank, values in enumerate(sheet.rows.get(name, ()))
            ],
            batch_size=300,
        )
    if any(sheet.tags for sheet in sheets):
        tagged = model._meta.get_field("tags").remote_field.through
        tagged._default_manager.bulk_create(
            [
                tagged(content_object_id=sheet.page.pk, tag_id=tag)
                for sheet in sheets
                for tag in sheet.tags
            ],
            batch_size=500,
        )
