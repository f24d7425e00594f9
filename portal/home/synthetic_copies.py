"""Translations and aliases of the synthetic network: pages that count for nothing."""

from collections import Counter
from collections.abc import Callable
from copy import deepcopy
from random import Random
from typing import Any

from wagtail.models import Page, PageViewRestriction

from portal.home.synthetic_content import draw_key
from portal.home.synthetic_tree import BATCH, Planter, Sheet
from portal.home.tree import Tree, english, ensure_english


class Copies:
    """Plants pages that show others: in English, elsewhere in French."""

    def __init__(
        self, random: Random, planter: Planter, tree: Tree, structures: list[Sheet]
    ) -> None:
        """Take what the sources were planted with."""
        self.random, self.planter, self.tree = random, planter, tree
        self.structures = structures
        self.english = english()
        self.english_parents: dict[int, Page] = {}

    def plant(self, sheets: list[Sheet], progress: Callable[[str], None]) -> Counter:
        """Plant translations, French aliases elsewhere, English aliases."""
        number = len(sheets)
        home = ensure_english(self.tree)
        public = [sheet for sheet in sheets[1:] if sheet.fate == "public"]
        hidden = [sheet for sheet in sheets[1:] if sheet.fate != "public"]
        self.random.shuffle(public)
        tenth = max(2, number // 10)
        few = max(1, number * 3 // 100)
        translated = [*public[:tenth], *hidden[: max(1, tenth // 8)]]
        french = public[tenth : tenth + few]
        aliased = public[tenth + few : tenth + 2 * few]
        self._english_structures(home, [sheets[0], *translated, *aliased])
        copies = [self._translation(sheets[0], live=True)]
        for rank, sheet in enumerate(translated):
            # A French page that is withdrawn withdraws its translations.
            copies.append(
                self._translation(sheet, live=sheet.page.live and rank % 4 != 1)
            )
        copies += [self._french_alias(sheet) for sheet in french]
        copies += [self._english_alias(sheet) for sheet in aliased]
        for start in range(0, len(copies), BATCH):
            self.planter.plant(copies[start : start + BATCH])
        self._restrict_english()
        progress(f"{len(copies)} translations and aliases")
        return Counter(
            translations=len(translated) + 1,
            french_aliases=len(french),
            english_aliases=len(aliased),
        )

    def _restrict_english(self) -> None:
        """Keep from the public what shows a French page kept from it."""
        restricted = PageViewRestriction.objects.values("page__translation_key")
        PageViewRestriction.objects.bulk_create(
            [
                PageViewRestriction(page=page, restriction_type="login")
                for page in Page.objects.filter(
                    locale=self.english, translation_key__in=restricted
                ).exclude(pk__in=PageViewRestriction.objects.values("page"))
            ]
        )

    def _english_structures(self, tree: Tree, sheets: list[Sheet]) -> None:
        """Plant what English practices stand under: aliases, some translations."""
        wanted = {sheet.parent.pk for sheet in sheets}
        planted = []
        for rank, sheet in enumerate(self.structures):
            if sheet.page.pk not in wanted:
                continue
            changes: dict[str, Any] = {"locale": self.english}
            if rank % 3:
                changes["alias_of_id"] = sheet.page.pk
            else:
                changes["lead"] = f"A house open to all in {sheet.page.commune.name}."
            copy = copy_of(sheet, tree.structures, **changes)
            self.english_parents[sheet.page.pk] = copy.page
            planted.append(copy)
        self.planter.plant(planted)

    def _translation(self, sheet: Sheet, *, live: bool) -> Sheet:
        return copy_of(
            sheet,
            self.english_parents[sheet.parent.pk],
            locale=self.english,
            live=live,
            has_unpublished_changes=not live,
            expired=False,
            expire_at=None,
            **sheet.english,
        )

    def _english_alias(self, sheet: Sheet) -> Sheet:
        return copy_of(
            sheet,
            self.english_parents[sheet.parent.pk],
            locale=self.english,
            alias_of_id=sheet.page.pk,
        )

    def _french_alias(self, sheet: Sheet) -> Sheet:
        """Show a practice under another structure too; it has keys of its own."""
        others = [
            other.page
            for other in self.structures[:-2]
            if other.page.pk != sheet.parent.pk
        ]
        parent = self.random.choice(others)
        alias = copy_of(
            sheet,
            parent,
            slug=self.planter.free_slug(parent, sheet.page.slug),
            alias_of_id=sheet.page.pk,
            translation_key=draw_key(self.random),
            structure_id=parent.pk,
        )
        for rows in alias.rows.values():
            for row in rows:
                row["translation_key"] = draw_key(self.random)
        return alias


def copy_of(sheet: Sheet, parent: Page, **changes: Any) -> Sheet:
    """Return a sheet like ``sheet`` under ``parent``, as copying the page would."""
    model = type(sheet.page)
    own = {"id", "page_ptr_id", "locale_id", "path", "depth", "numchild", "url_path"}
    values = {
        item.attname: getattr(sheet.page, item.attname)
        for item in model._meta.concrete_fields
        if item.attname not in own
    }
    if "locale" not in changes:
        changes["locale"] = sheet.page.locale
    page = model(**{**values, **changes})
    return Sheet(page, parent, dict(sheet.many), deepcopy(sheet.rows), list(sheet.tags))
