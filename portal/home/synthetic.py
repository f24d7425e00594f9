"""A synthetic network of any size: plausible, deterministic, with every kind of page."""

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from random import Random
from typing import Any

from django.utils.text import slugify

from taggit.models import Tag
from wagtail.models import Page, PageViewRestriction

from portal.core.models import PortalImage
from portal.core.statistics import refresh_statistics
from portal.home import synthetic_words as words
from portal.home.loading.places import load_places
from portal.home.loading.terms import load_terms
from portal.home.synthetic_articles import News
from portal.home.synthetic_content import (
    Content,
    Terms,
    draw_content,
    draw_key,
    some,
)
from portal.home.synthetic_copies import Copies
from portal.home.synthetic_criteria import draw_structure_criteria
from portal.home.synthetic_days import Days
from portal.home.synthetic_full import draw_full_content
from portal.home.synthetic_index import index_pages
from portal.home.synthetic_media import draw_document, draw_picture
from portal.home.synthetic_people import People
from portal.home.synthetic_tree import BATCH, Planter, Sheet
from portal.home.tree import Tree, ensure_tree, source_locale
from practices.enums import Level
from practices.models import PracticePage, StructurePage

Progress = Callable[[str], None]
LONG_AGO = datetime(2024, 6, 1, 8, tzinfo=UTC)
FAR_AHEAD = datetime(2099, 1, 1, tzinfo=UTC)
# What becomes of a practice, and of how many in a hundred.
FATES = {
    "draft": 8,
    "private": 2,
    "expired": 3,
    "unpublished": 3,
    "ended": 1,
    "ending": 1,
}
LEVELS = [Level.SHORT] * 6 + [Level.FULL] * 3 + [Level.EXTERNAL]


@dataclass
class Network:
    """What was built."""

    full: int = 0
    private_structure: int = 0
    structures: list[int] = field(default_factory=list)
    counts: Counter = field(default_factory=Counter)


def build_network(
    practices: int,
    seed: int,
    progress: Progress | None = None,
    *,
    index: bool = True,
) -> Network:
    """Build ``practices`` practices and their structures; return what was made."""
    builder = _Builder(practices, seed, progress or (lambda message: None))
    network = builder.build()
    if index:
        index_pages(builder.planted, builder.progress)
    refresh_statistics()
    return network


class _Builder:
    def __init__(self, practices: int, seed: int, progress: Progress) -> None:
        self.number, self.progress = practices, progress
        self.seed = seed
        self.random = Random(seed)  # noqa: S311 (not for secrets: it must repeat)
        self.planter = Planter()
        self.planted = self.planter.planted
        self.network = Network()
        self.tags: dict[str, int] = {}

    def build(self) -> Network:
        load_places()
        load_terms()
        self.tree: Tree = ensure_tree()
        self.terms = Terms.read()
        self.source = source_locale()
        self.tags = {
            name: Tag.objects.get_or_create(name=name)[0].pk for name in words.TAGS
        }
        self.picture: PortalImage = draw_picture()
        self.structures = self._structures()
        sheets = self._practices()
        self._restrict(sheets)
        copies = Copies(self.random, self.planter, self.tree, self.structures)
        self.network.counts.update(copies.plant(sheets, self.progress))
        days = Days(self.random, self.planter, self.tree, self.terms)
        self.network.counts.update(
            days.plant(self.number // 10, sheets, self.structures[:-2])
        )
        news = News(self.seed, self.planter, self.tree, self.terms, self.picture)
        self.network.counts.update(news.plant(max(4, self.number // 10)))
        people = People(
            self.seed, self.planter, self.terms, self.picture, copies.english_parents
        )
        self.network.counts.update(people.plant(self.structures))
        return self.network

    def _structures(self) -> list[Sheet]:
        """Plant the structures: the last but one is private, the last withdrawn."""
        number = max(4, round(self.number / 8))
        parent = self.tree.structures
        sheets = []
        for rank in range(number):
            kind = self.random.choice(["centre-social"] * 4 + [*words.STRUCTURE_NAMES])
            pattern = self.random.choice(words.STRUCTURE_NAMES[kind])
            commune = self.random.choice(self.terms.communes)
            title = pattern.format(self.random.choice(words.NAMES))
            slug = slugify(f"{title} {commune.name}")[:100]
            page = StructurePage(
                title=title,
                slug=self.planter.free_slug(parent, slug),
                lead=self.random.choice(words.STRUCTURE_LEADS).format(commune.name),
                structure_type=kind,
                in_network=self.random.random() < 0.9,
                commune=commune,
                contact_email=f"structure-{rank}@example.org",
                members_count=self.random.randint(40, 900),
                picture=self.picture if rank % 3 == 0 else None,
                **draw_structure_criteria(title),
                **self._state("unpublished" if rank == number - 1 else "public"),
            )
            many = {"territories": some(self.random, self.terms.wider, 0, 2)}
            sheets.append(Sheet(page, parent, many))
        self.planter.plant(sheets)
        private = sheets[-2].page
        PageViewRestriction.objects.create(
            page=Page.objects.get(pk=private.pk),
            restriction_type=PageViewRestriction.LOGIN,
        )
        self.network.private_structure = private.pk
        self.network.structures = [sheet.page.pk for sheet in sheets]
        self.progress(f"{number} structures")
        return sheets

    def _state(self, fate: str) -> dict[str, Any]:
        """Return the page's columns that make it public, a draft, expired…"""
        first = datetime(2019, 1, 1, 9, tzinfo=UTC) + timedelta(
            days=self.random.randint(0, 2700), minutes=self.random.randint(0, 600)
        )
        live = fate not in {"draft", "expired", "unpublished"}
        ends = {"expired": LONG_AGO, "ended": LONG_AGO, "ending": FAR_AHEAD}
        return {
            "locale": self.source,
            "translation_key": draw_key(self.random),
            "live": live,
            "has_unpublished_changes": not live,
            "expired": fate == "expired",
            "expire_at": ends.get(fate),
            "first_published_at": None if fate == "draft" else first,
            "last_published_at": None if fate == "draft" else first,
        }

    def _fates(self) -> list[str]:
        """Return what becomes of each practice: the shares are exact, mixed up."""
        fates = [
            fate
            for fate, share in FATES.items()
            for _ in range(max(1, round(self.number * share / 100)))
        ]
        fates = fates[: max(0, self.number - 1)]
        fates += ["public"] * (self.number - 1 - len(fates))
        self.random.shuffle(fates)
        # The first is the full fiche.
        return ["public", *fates][: self.number]

    def _practices(self) -> list[Sheet]:
        carriers = self.structures[:-1]
        planted: list[Sheet] = []
        batch: list[Sheet] = []
        for rank, fate in enumerate(self._fates()):
            # One practice in each structure first, then some carry more than others.
            place = rank if rank < len(carriers) else self._uneven(len(carriers))
            batch.append(self._practice(rank, fate, carriers[place]))
            self.network.counts[fate] += 1
            if len(batch) == BATCH or rank == self.number - 1:
                self.planter.plant(batch)
                planted += batch
                batch = []
                self.progress(f"{rank + 1} of {self.number} practices")
        self.network.full = planted[0].page.pk
        return planted

    def _uneven(self, number: int) -> int:
        return min(int(self.random.random() ** 1.6 * number), number - 1)

    def _practice(self, rank: int, fate: str, carrier: Sheet) -> Sheet:
        structure = carrier.page
        if rank == 0:
            content = draw_full_content(self.random, self.terms, structure.commune)
            content.rows["documents"][0]["document_id"] = draw_document().pk
            content.fields["picture"] = self.picture
            content.rows["chosen_readings"] = [
                {
                    "other_id": self.structures[1].page.pk,
                    # Drawn apart: the rest stays what the seed drew before.
                    "translation_key": draw_key(Random(f"{self.seed}")),  # noqa: S311
                }
            ]
        else:
            level = self.random.choice(LEVELS)
            town = structure.commune.name
            content = draw_content(self.random, self.terms, level, town)
            if self.random.random() < 0.3:
                content.fields["picture"] = self.picture
        if rank == 0 or self.random.random() < 0.06:
            self._add_co_carrier(content, structure)
        slug = slugify(content.fields["title"])[:100]
        page = PracticePage(
            slug=self.planter.free_slug(structure, slug),
            structure=structure,
            **content.fields,
            **self._state(fate),
        )
        tags = [self.tags[name] for name in content.tags]
        return Sheet(
            page,
            structure,
            content.many,
            content.rows,
            tags,
            fate=fate,
            english=content.english,
        )

    def _add_co_carrier(self, content: Content, structure: StructurePage) -> None:
        others = [sheet.page for sheet in self.structures if sheet.page != structure]
        content.rows["co_carriers"] = [
            {
                "structure_id": self.random.choice(others).pk,
                "role": "Prête ses locaux.",
                "translation_key": draw_key(self.random),
            }
        ]

    def _restrict(self, sheets: list[Sheet]) -> None:
        private = [sheet.page.pk for sheet in sheets if sheet.fate == "private"]
        kinds = [PageViewRestriction.LOGIN, PageViewRestriction.PASSWORD]
        PageViewRestriction.objects.bulk_create(
            [
                PageViewRestriction(
                    page_id=pk,
                    restriction_type=kinds[rank % 2],
                    password="à demander à la structure" if rank % 2 else "",
                )
                for rank, pk in enumerate(private)
            ]
        )
