"""The ambassadors of the synthetic network: of every fate, under the structures."""

from collections import Counter
from datetime import UTC, date, datetime, time
from random import Random
from typing import Any

from django.utils import timezone
from django.utils.text import slugify

from wagtail.models import Page, PageViewRestriction

from portal.core.models import PortalImage
from portal.home.synthetic_content import Terms, draw_key, some
from portal.home.synthetic_copies import copy_of
from portal.home.synthetic_tree import Planter, Sheet
from portal.home.tree import english, source_locale
from practices.enums import Offer
from practices.models import AmbassadorPage

FIRST_NAMES = ["Aïda", "Bastien", "Chloé", "Driss", "Élodie", "Farid", "Gaëlle", "Hugo"]
LAST_NAMES = ["Abadie", "Blanchet", "Cordier", "Diallo", "Estève", "Ferrand", "Gauthey"]
LEADS = [
    "Montre son atelier à qui veut le voir, et prête les outils du premier jour.",
    "Vient une soirée avec l’équipe, écoute, et aide à choisir par où commencer.",
    "Raconte ce qui a marché chez elle, et surtout ce qui n’a pas marché.",
]
ENGLISH_LEAD = "Comes for an evening with the team and helps choose where to start."
FIRST = datetime(2025, 5, 5, 9, tzinfo=UTC)
GIVEN = date(2025, 5, 1)
ENDED = date(2026, 5, 1)
FAR_AHEAD = date(2099, 1, 1)
# What becomes of half of them; the others are public.
FATES = ["draft", "private", "expired", "ended", "anonymous", "translated", "alias"]
# On the busiest structure: more than its page names.
CROWD = 9


class People:
    """Plants ambassadors, once structures and their English pages are there."""

    def __init__(
        self,
        seed: int,
        planter: Planter,
        terms: Terms,
        picture: PortalImage,
        english_parents: dict[int, Page],
    ) -> None:
        """Draw apart from the rest, so that what was drawn before stays the same."""
        self.random = Random(f"people {seed}")  # noqa: S311 (it must repeat)
        self.planter, self.terms, self.picture = planter, terms, picture
        self.english_parents = english_parents

    def plant(self, structures: list[Sheet]) -> Counter:
        """Plant two ambassadors a structure, and a crowd; return how many of each."""
        # The last structure is withdrawn.
        parents = [sheet.page for sheet in structures[:-1]]
        carriers = [*parents, *parents, *([parents[0]] * CROWD)]
        sheets = [
            self._sheet(parent, fate, rank)
            for rank, (parent, fate) in enumerate(
                zip(carriers, self._fates(len(carriers)), strict=True)
            )
        ]
        self.planter.plant(sheets)
        PageViewRestriction.objects.bulk_create(
            PageViewRestriction(
                page_id=sheet.page.pk, restriction_type=PageViewRestriction.LOGIN
            )
            for sheet in sheets
            if sheet.fate == "private"
        )
        self.planter.plant(self._translations(sheets) + self._aliases(sheets, parents))
        return Counter(f"ambassadors: {sheet.fate}" for sheet in sheets)

    def _fates(self, number: int) -> list[str]:
        each = max(1, number // (2 * len(FATES)))
        fates = (FATES * each)[:number]
        fates += ["public"] * (number - len(fates))
        self.random.shuffle(fates)
        return fates

    def _sheet(self, parent: Page, fate: str, rank: int) -> Sheet:
        title = f"{self.random.choice(FIRST_NAMES)} {self.random.choice(LAST_NAMES)}"
        if fate == "anonymous":
            title = "Une salariée référente"
        shows_portrait = rank % 4 == 0 and fate != "anonymous"
        page = AmbassadorPage(
            title=title,
            slug=self.planter.free_slug(parent, slugify(title)),
            lead=self.random.choice(LEADS),
            offers=self.random.sample(Offer.values, 2),
            hours_per_month=self.random.randint(2, 8),
            since=GIVEN,
            contact_email="" if rank % 2 else f"aide-{rank}@example.org",
            picture=self.picture if shows_portrait else None,
            structure=parent,
            translation_key=draw_key(self.random),
            **_columns(fate),
        )
        many = {
            "themes": some(self.random, self.terms.themes.values(), 1, 3),
            "territories": some(self.random, self.terms.wider, 0, 2),
        }
        return Sheet(page, parent, many, fate=fate)

    def _translations(self, sheets: list[Sheet]) -> list[Sheet]:
        """Return English pages, one in three a draft, where their parent is there."""
        translated = [
            sheet
            for sheet in sheets
            if sheet.fate in {"translated", "ended", "anonymous"}
            and sheet.parent.pk in self.english_parents
        ]
        return [
            copy_of(
                sheet,
                self.english_parents[sheet.parent.pk],
                locale=english(),
                lead=ENGLISH_LEAD,
                live=rank % 3 != 2,
                has_unpublished_changes=rank % 3 == 2,
            )
            for rank, sheet in enumerate(translated)
        ]

    def _aliases(self, sheets: list[Sheet], parents: list[Page]) -> list[Sheet]:
        """Return people shown under another structure too."""
        aliases = []
        for sheet in sheets:
            if sheet.fate == "alias":
                others = [page for page in parents[:-1] if page != sheet.parent]
                parent = self.random.choice(others)
                aliases.append(
                    copy_of(
                        sheet,
                        parent,
                        slug=self.planter.free_slug(parent, sheet.page.slug),
                        alias_of_id=sheet.page.pk,
                        translation_key=draw_key(self.random),
                        structure_id=parent.pk,
                    )
                )
        return aliases


def _columns(fate: str) -> dict[str, Any]:
    """Return the columns that make someone public, a draft, one who left…

    Of those who left, the worker has withdrawn some (« expired ») and not yet others.
    """
    live = fate not in {"draft", "expired"}
    until: date | None = ENDED if fate in {"expired", "ended"} else FAR_AHEAD
    given: date | None = GIVEN
    if fate == "anonymous":
        given = until = None
    return {
        "locale": source_locale(),
        "is_anonymous": fate == "anonymous",
        "consent_given_on": given,
        "consent_until": until,
        "expire_at": until and timezone.make_aware(datetime.combine(until, time.min)),
        "live": live,
        "has_unpublished_changes": not live,
        "expired": fate == "expired",
        "first_published_at": None if fate == "draft" else FIRST,
        "last_published_at": None if fate == "draft" else FIRST,
    }
