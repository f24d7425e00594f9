"""The catalogue computed the slow way, to judge the fast one.

Plain loops over what the rows hold. It shares nothing with `search`, nor with the query
sets and derived tables of `practices`: visibility, trees and texts are worked out here.
How a word is read is `portal.language`'s, which has its own tests; so are the concepts
of a query, which `search.query` reads. What is judged is which pages hold them, and how
well.
"""

import html
import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils import timezone

from wagtail.models import Page, PageViewRestriction

from portal.language.stemmed import stemmed
from practices.models import PracticePage
from search.query import TextQuery

Wanted = Mapping[str, Iterable[str]]
TEXTS = [
    "objectives",
    "strategic_axes",
    "limits",
    "open_questions",
    "first_step",
    "success_conditions",
    "transfer_pitfalls",
    "equipment",
    "communication_tools",
    "changes_made",
]
SHORT_TEXTS = ["method_label", "resident_group", "source_name", "source_author"]
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


TITLE, LEAD, FACTS, STORY = range(1, 5)
POINTS = {TITLE: 8, LEAD: 4, FACTS: 2, STORY: 1}
# (language, weight, text)
Told = tuple[str, int, str]


class Said:
    """What a page says: each stem with the best place it stands in."""

    def __init__(self, told: Iterable[Told]) -> None:
        self.best: dict[tuple[str, str], int] = {}
        self.words: set[str] = set()
        for language, weight, text in told:
            self.words.update(plain_words(text))
            for word in stemmed(text, language):
                for stem in word.all_stems:
                    key = (language, stem)
                    self.best[key] = min(weight, self.best.get(key, STORY))

    def answer(self, query: TextQuery) -> tuple[int, int]:
        """Return how many concepts of ``query`` it holds, and its score."""
        found, score = 0, 0
        for concept, rarity in zip(query.concepts, query.rarities, strict=True):
            places = [
                # An alternative is where the worst placed of its words is.
                max(self.best.get((term.language, term.stem), 9) for term in way)
                for way in concept.alternatives
            ]
            if min(places) <= STORY:
                found += 1
                score += POINTS[min(places)] * rarity
        return found, score


def answers(said_by: Mapping[int, Said], query: TextQuery) -> dict[int, int]:
    """Return the score of each page that answers to ``query``.

    All concepts are wanted; when no page has them all, as many as the best page has,
    if that is a third of them.
    """
    if not query.concepts:
        return dict.fromkeys(said_by, 0)
    every = {pk: said.answer(query) for pk, said in said_by.items()}
    best = max((found for found, _score in every.values()), default=0)
    wanted = len(query.concepts)
    needed = best if best and 3 * best >= wanted else wanted
    return {pk: score for pk, (found, score) in every.items() if found >= needed}


@dataclass
class Entry:
    """What a visible practice is, for the list."""

    pk: int
    published_at: datetime | None
    titles: dict[str, str]
    values: dict[str, set[str]]
    said: Said
    cost: Any = None


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

    def find(self, wanted: Wanted, query: TextQuery) -> list[Entry]:
        """Return the entries that answer to all of ``wanted`` and to ``query``."""
        answering = self.answers(query)
        return [
            entry
            for entry in self.entries
            if entry.pk in answering
            and all(
                not values or entry.values[name] & set(values)
                for name, values in wanted.items()
            )
        ]

    def answers(self, query: TextQuery) -> dict[int, int]:
        """Return the score of each entry that answers to ``query``."""
        return answers({entry.pk: entry.said for entry in self.entries}, query)

    def numbers(self, name: str, wanted: Wanted, query: TextQuery) -> dict[str, int]:
        """Return for each value of ``name`` the length of the list with it alone."""
        counts = Counter(
            value
            for entry in self.find({**wanted, name: []}, query)
            for value in entry.values[name]
        )
        return dict(counts)

    def in_order(
        self, entries: list[Entry], sort: str, query: TextQuery, language: str
    ) -> list[int]:
        """Return the keys of ``entries`` in the order ``sort``."""
        scores = self.answers(query)

        def newest(entry: Entry) -> tuple[float, int]:
            moment = entry.published_at
            return (-moment.timestamp() if moment else float("inf"), -entry.pk)

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
        elif query.concepts and sort in ("", "pertinence"):
            ordered = sorted(entries, key=lambda e: (-scores[e.pk], newest(e)))
        else:
            ordered = sorted(entries, key=newest)
        return [entry.pk for entry in ordered]

    def is_visible(self, page: Page) -> bool:
        """Return whether anyone may read ``page`` now."""
        if not page.live or (page.expire_at and page.expire_at <= self.now):
            return False
        return not any(page.path.startswith(path) for path in self.closed)

    def _entry(self, page: PracticePage, twins: list[PracticePage]) -> Entry:
        told: list[Told] = []
        for each in (page, *twins):
            language = each.locale.language_code
            told.append((language, TITLE, each.title))
            told += [(language, *text) for text in self._texts(each)]
        told += self._shared_texts(page)
        return Entry(
            page.pk,
            page.first_published_at,
            {each.locale.language_code: each.title for each in (page, *twins)},
            self._values(page),
            Said(told),
            cost_of([line.amount for line in page.cost_lines.all()]),
        )

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

    def _texts(self, page: PracticePage) -> list[tuple[int, str]]:
        story = [getattr(page, name) for name in TEXTS]
        story += [without_tags(getattr(page, name)) for name in RICH_TEXTS]
        for block in page.description:
            story += block_texts(block.block_type, block.value)
        story += [without_tags(row.text) for row in page.actions.all()]
        facts = [getattr(page, name) for name in SHORT_TEXTS]
        facts += [row.name for row in page.actions.all()]
        for row in page.outcomes.all():
            facts += [plain_number(row.value), row.indicator, row.unit]
            facts += [row.period_label, row.source]
        for row in page.credits.all():
            facts += [row.name, row.role]
        carriers = [row for row in page.co_carriers.all() if row.structure]
        facts += [row.role for row in carriers if self.is_visible(row.structure)]
        for row in page.partnerships.all():
            facts += [row.organisation_name, row.role]
        facts += [row.label for row in page.cost_lines.all()]
        facts += [row.funder_name for row in page.funding_lines.all()]
        facts += [row.title for row in page.documents.all()]
        facts += [row.name for row in page.places.all()]
        facts += [row.label for row in page.inspirations.all()]
        return [
            (LEAD, page.lead),
            *((FACTS, text) for text in facts),
            *((STORY, text) for text in story),
        ]

    def _shared_texts(self, page: PracticePage) -> list[Told]:
        names = [tag.name for tag in page.tags.all()]
        carriers = [page.structure, *(row.structure for row in page.co_carriers.all())]
        names += [each.title for each in carriers if self.is_visible(each)]
        places = [*page.territories.all(), page.structure.commune]
        places = [place for place in places if place]
        names += [each.name for place in places for each in over(place)]
        names += [r.territory.name for r in page.places.all() if r.territory]
        names += [
            r.organisation.name for r in page.partnerships.all() if r.organisation
        ]
        names += [r.funder.name for r in page.funding_lines.all() if r.funder]
        names += [r.partner.name for r in page.documents.all() if r.partner]
        terms = [each for theme in page.themes.all() for each in up(theme)]
        terms += [*page.audiences.all(), *page.ingredients.all()]
        terms += [*page.challenges.all(), *page.tools.all()]
        for row in page.actions.all():
            terms += [*up(row.theme), *([row.audience] if row.audience else [])]
        terms += [row.scheme for row in page.funding_lines.all() if row.scheme]
        terms += page.policy_schemes.all()
        return [*(("fr", FACTS, name) for name in names), *named(*terms)]


def named(*terms: Any) -> list[Told]:
    """Return the names of ``terms`` in all languages, with their other names."""
    told = []
    for term in terms:
        for twin in type(term).objects.filter(translation_key=term.translation_key):
            language = twin.locale.language_code
            for name in (
                twin.name,
                getattr(twin, "code", ""),
                getattr(twin, "variants", ""),
            ):
                told.append((language, FACTS, name))
    return told


def plain_number(value: Any) -> str:
    """Return a number as people type it: « 405 », « 1234.5 »."""
    if value is None:
        return ""
    whole = str(int(value))
    return whole if int(value) == value else str(float(value))


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
