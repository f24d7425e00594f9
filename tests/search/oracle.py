"""The catalogue computed the slow way, to judge the fast one.

Plain loops over what the rows hold. It shares nothing with `search`, nor with the query
sets and derived tables of `practices`: visibility, trees and words are worked out here.
"""

import html
import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.utils import timezone

from wagtail.models import Page, PageViewRestriction

from practices.models import PracticePage

Wanted = Mapping[str, Iterable[str]]
TEXTS = [
    "lead",
    "method_label",
    "objectives",
    "strategic_axes",
    "limits",
    "open_questions",
    "first_step",
    "success_conditions",
    "transfer_pitfalls",
    "equipment",
    "communication_tools",
    "resident_group",
    "source_name",
    "source_author",
    "changes_made",
]
RICH_TEXTS = [
    "context",
    "governance",
    "results",
    "effects_on_organisation",
    "business_model",
    "next_steps",
]
BLOCK_TAG = re.compile(r"</?(?:p|h\d|ul|ol|li|br|hr|div|blockquote)\b[^>]*>")


def plain_words(text: str) -> list[str]:
    """Return the words of ``text`` in small letters, without accents."""
    text = text.casefold().replace("œ", "oe").replace("æ", "ae")
    letters = unicodedata.normalize("NFD", text)
    letters = "".join(c for c in letters if unicodedata.category(c) != "Mn")
    return re.findall(r"[a-z0-9]+", unicodedata.normalize("NFKC", letters))


def without_tags(text: str) -> str:
    """Return ``text`` without its HTML: a block ends a word, an inline tag does not."""
    return html.unescape(re.sub(r"<[^>]+>", "", BLOCK_TAG.sub(" ", text)))


@dataclass
class Entry:
    """What a visible practice is, for the list."""

    pk: int
    published_at: datetime | None
    titles: dict[str, str]
    values: dict[str, set[str]]
    cost: Any = None
    title_words: set[str] = field(default_factory=set)
    words: set[str] = field(default_factory=set)


class Oracle:
    """The visible practices of the database, as they are when it is made."""

    def __init__(self) -> None:
        self.now = timezone.now()
        self.closed = set(
            PageViewRestriction.objects.values_list("page__path", flat=True)
        )
        pages = list(PracticePage.objects.all())
        by_key: dict[Any, list[PracticePage]] = {}
        for page in pages:
            by_key.setdefault(page.translation_key, []).append(page)
        self.entries = []
        for page in pages:
            is_french = page.locale.language_code == "fr"
            if is_french and page.alias_of_id is None and self.is_visible(page):
                twins = [
                    twin
                    for twin in by_key[page.translation_key]
                    if twin.pk != page.pk
                    and twin.alias_of_id is None
                    and self.is_visible(twin)
                ]
                self.entries.append(self._entry(page, twins))

    def find(self, wanted: Wanted, text: str = "") -> list[Entry]:
        """Return the entries that answer to all of ``wanted`` and to ``text``."""
        asked = set(plain_words(text))
        found = []
        for entry in self.entries:
            fits = True
            for name, values in wanted.items():
                if values and not entry.values[name] & set(values):
                    fits = False
            for word in asked:
                if not any(each.startswith(word) for each in entry.words):
                    fits = False
            if fits:
                found.append(entry)
        return found

    def numbers(self, name: str, wanted: Wanted, text: str) -> dict[str, int]:
        """Return for each value of ``name`` the length of the list with it alone."""
        every = {value for entry in self.entries for value in entry.values[name]}
        lengths = {
            value: len(self.find({**wanted, name: [value]}, text)) for value in every
        }
        return {value: number for value, number in lengths.items() if number}

    def in_order(
        self, entries: list[Entry], sort: str, text: str, language: str
    ) -> list[int]:
        """Return the keys of ``entries`` in the order ``sort``."""
        asked = set(plain_words(text))

        def newest(entry: Entry) -> tuple[float, int]:
            moment = entry.published_at
            return (-moment.timestamp() if moment else float("inf"), -entry.pk)

        def hits(entry: Entry) -> int:
            return sum(
                any(each.startswith(word) for each in entry.title_words)
                for word in asked
            )

        def title(entry: Entry) -> str:
            shown = entry.titles.get(language, entry.titles["fr"])
            return " ".join(plain_words(shown))

        def cost(entry: Entry) -> tuple:
            amount = entry.cost
            return (amount is None, amount or 0, newest(entry))

        if sort == "cout":
            ordered = sorted(entries, key=cost)
        elif sort == "titre":
            ordered = sorted(entries, key=lambda entry: (title(entry), entry.pk))
        elif asked and sort in ("", "pertinence"):
            ordered = sorted(entries, key=lambda entry: (-hits(entry), newest(entry)))
        else:
            ordered = sorted(entries, key=newest)
        return [entry.pk for entry in ordered]

    def is_visible(self, page: Page) -> bool:
        """Return whether anyone may read ``page`` now."""
        if not page.live or (page.expire_at and page.expire_at <= self.now):
            return False
        return not any(page.path.startswith(path) for path in self.closed)

    def _entry(self, page: PracticePage, twins: list[PracticePage]) -> Entry:
        entry = Entry(
            page.pk,
            page.first_published_at,
            {each.locale.language_code: each.title for each in (page, *twins)},
            self._values(page),
            cost_of([line.amount for line in page.cost_lines.all()]),
        )
        for each in (page, *twins):
            entry.title_words.update(plain_words(each.title))
            for text in self._texts(each):
                entry.words.update(plain_words(text))
        entry.words |= entry.title_words
        for text in self._shared_texts(page):
            entry.words.update(plain_words(text))
        return entry

    def _values(self, page: PracticePage) -> dict[str, set[str]]:
        carriers = [page.structure, *(row.structure for row in page.co_carriers.all())]
        places = [*page.territories.all()]
        if page.structure.commune:
            places.append(page.structure.commune)
        return {
            "theme": {each.slug for theme in page.themes.all() for each in up(theme)},
            "territoire": {each.slug for place in places for each in over(place)},
            "public": {audience.slug for audience in page.audiences.all()},
            "cout": {band_of([line.amount for line in page.cost_lines.all()])},
            "type": {page.structure.structure_type},
            "dimension": set(page.dimensions),
            "niveau": {page.level},
            "etat": {page.state},
            "nature": set(page.kinds),
            "cadre": {scheme.slug for scheme in page.policy_schemes.all()},
            "annee": {str(page.start_year)} if page.start_year else set(),
            "mot": {tag.slug for tag in page.tags.all()},
            "structure": {each.slug for each in carriers if self.is_visible(each)},
            "age": ages(page.age_min, page.age_max),
            "financeur": {r.funder.slug for r in page.funding_lines.all() if r.funder},
            "taille": {page.practice_size} - {""},
            "portee": set(page.carried_by),
            "participation": {page.participation_level} - {""},
            "collectif": {"oui"} if page.has_resident_group else set(),
            "impact": {row.impact_level for row in page.outcomes.all()} - {""},
            "enjeu": {challenge.slug for challenge in page.challenges.all()},
            "politique": set(page.policy_areas),
            "outil": {tool.slug for tool in page.tools.all()},
            "document": {row.kind for row in page.documents.all()},
        }

    def _texts(self, page: PracticePage) -> list[str]:
        texts = [getattr(page, name) for name in TEXTS]
        texts += [without_tags(getattr(page, name)) for name in RICH_TEXTS]
        for block in page.description:
            texts += block_texts(block.block_type, block.value)
        for row in page.actions.all():
            texts += [row.name, without_tags(row.text)]
        for row in page.outcomes.all():
            texts += [row.indicator, row.unit, row.period_label, row.source]
        for row in page.credits.all():
            texts += [row.name, row.role]
        carriers = [row for row in page.co_carriers.all() if row.structure]
        texts += [row.role for row in carriers if self.is_visible(row.structure)]
        for row in page.partnerships.all():
            texts += [row.organisation_name, row.role]
        texts += [row.label for row in page.cost_lines.all()]
        texts += [row.funder_name for row in page.funding_lines.all()]
        texts += [row.title for row in page.documents.all()]
        texts += [row.name for row in page.places.all()]
        texts += [row.label for row in page.inspirations.all()]
        return texts

    def _shared_texts(self, page: PracticePage) -> list[str]:
        texts = [tag.name for tag in page.tags.all()]
        carriers = [page.structure, *(row.structure for row in page.co_carriers.all())]
        texts += [each.title for each in carriers if self.is_visible(each)]
        places = [*page.territories.all(), page.structure.commune]
        places = [place for place in places if place]
        texts += [each.name for place in places for each in over(place)]
        texts += [r.territory.name for r in page.places.all() if r.territory]
        texts += [
            r.organisation.name for r in page.partnerships.all() if r.organisation
        ]
        texts += [r.funder.name for r in page.funding_lines.all() if r.funder]
        texts += [r.partner.name for r in page.documents.all() if r.partner]
        terms = [each for theme in page.themes.all() for each in up(theme)]
        terms += [*page.audiences.all(), *page.ingredients.all()]
        terms += [*page.challenges.all(), *page.tools.all()]
        for row in page.actions.all():
            terms += [*up(row.theme), *([row.audience] if row.audience else [])]
        terms += [row.scheme for row in page.funding_lines.all() if row.scheme]
        terms += page.policy_schemes.all()
        for term in terms:
            for name in type(term).objects.filter(translation_key=term.translation_key):
                texts.append(name.name)
                texts += [getattr(name, "code", ""), getattr(name, "variants", "")]
        return texts


def up(theme: Any) -> list:
    """Return ``theme`` and the themes it lies in."""
    climbed = []
    while theme:
        climbed.append(theme)
        theme = theme.parent
    return climbed


def over(place: Any) -> list:
    """Return ``place`` and the territories it lies in."""
    found, waiting = [], [place]
    while waiting:
        each = waiting.pop()
        if each not in found:
            found.append(each)
            waiting += each.parents.all()
    return found


def ages(youngest: int | None, oldest: int | None) -> set[str]:
    """Return the bands that some age from ``youngest`` to ``oldest`` is in."""
    if youngest is None and oldest is None:
        return set()
    low = 0 if youngest is None else youngest
    high = 150 if oldest is None else oldest
    bands = {
        "0-2": range(3),
        "3-5": range(3, 6),
        "6-11": range(6, 12),
        "12-17": range(12, 18),
        "18-25": range(18, 26),
        "26-59": range(26, 60),
        "60-et-plus": range(60, 151),
    }
    return {
        name for name, band in bands.items() if any(low <= age <= high for age in band)
    }


def band_of(amounts: list) -> str:
    """Return the range the sum of ``amounts`` falls in."""
    total = cost_of(amounts)
    if total is None:
        return "inconnu"
    if total == 0:
        return "gratuit"
    if total < 1000:
        return "moins-de-1000"
    if total <= 5000:
        return "1000-5000"
    return "5000-30000" if total <= 30000 else "plus-de-30000"


def cost_of(amounts: list) -> Any:
    """Return the sum of ``amounts``, None when nobody gave any."""
    return sum(amounts) if amounts else None


def block_texts(kind: str, value: Any) -> list[str]:
    """Return the texts of a block of the story."""
    if kind == "heading":
        return [value]
    if kind == "paragraph":
        return [without_tags(value.source)]
    names = {
        "quote": ("text", "role"),
        "link": ("title", "description"),
        "image": ("caption",),
    }[kind]
    return [value.get(name) or "" for name in names]
