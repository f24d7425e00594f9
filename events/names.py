"""The names of speakers: one for each person, however days spell it."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.db.models import QuerySet, Subquery

from rapidfuzz.distance import OSA

from events.listing import listed
from events.models import PersonName, Speaker, ThematicDayPage
from events.models.names import keys_of, name_key
from portal.core.fields import split_lines
from portal.core.named import named_pages
from portal.core.text import words_of
from portal.language.common_words import COMMON
from portal.language.inflection import singular

# A text that is the name of more people than this is not looked for as a name.
PEOPLE_NAMED = 3
DAYS_NAMED = 5
# « Vaseur » is « Vasseur »; « orange » is not « Solange ».
SHORTEST_MISTYPED = 4
LONG = 8
MOST_SLIPS = 2
COLUMN = "spelt_"


class Spellings:
    """Which typed names are one person’s."""

    def __init__(self, people: Iterable[list[str]] = ()):
        """``people`` holds the spellings of each, the right one first."""
        self._people = {
            name_key(each): spellings for spellings in people for each in spellings
        }

    def right(self, name: str) -> str:
        """Return ``name`` as its person writes it."""
        return self._people.get(name_key(name), [name])[0]

    def all_of(self, name: str) -> set[str]:
        """Return ``name`` and the other ways of writing it."""
        return {name, *self._people.get(name_key(name), ())}


@dataclass
class Named:
    """Someone, and the days where they spoke."""

    name: str
    # The French pages of all of them, the latest first.
    keys: list[int] = field(default_factory=list)
    # The first few, each with ``title``, ``url`` and ``lang``.
    days: list[dict] = field(default_factory=list)


def spelling_columns(rows: Iterable[Any]) -> dict[str, Subquery]:
    """Return what the query of a day annotates to know the names in ``rows``.

    A column for each name: the page of a day has no query left to ask for them.
    """
    named = [row for row in rows if row.has_consent]
    names = {name for row in named for name in (row.name, row.words.name) if name}
    return {
        f"{COLUMN}{rank}": Subquery(
            PersonName.objects.spelt(name).order_by("pk").values("lines")[:1]
        )
        for rank, name in enumerate(sorted(names))
    }


def spellings_in(day: ThematicDayPage | None) -> Spellings:
    """Return what the columns of ``spelling_columns()`` hold on ``day``."""
    held = vars(day) if day is not None else {}
    return Spellings(
        split_lines(lines)
        for column, lines in held.items()
        if column.startswith(COLUMN) and lines
    )


def speakers_named(words: tuple[str, ...], language: str) -> list[Named]:
    """Return who may be called by the folded ``words``, with the public days they spoke at.

    Those who agree today: that is asked each time, and kept nowhere. All the words must
    stand in one spelling of the name. Three queries.
    """
    spellings = Spellings(person.spellings for person in PersonName.objects.all())
    rows = (
        _said_today()
        .order_by("-page__starts_at", "-page_id", "pk")
        .values_list("name", "page_id")
    )
    keys: dict[str, list[int]] = defaultdict(list)
    for name, page in rows:
        if any(set(words) <= {*words_of(each)} for each in spellings.all_of(name)):
            days = keys[spellings.right(name)]
            if page not in days:
                days.append(page)
    if not 0 < len(keys) <= PEOPLE_NAMED:
        return []
    first = [key for days in keys.values() for key in days[:DAYS_NAMED]]
    pages = named_pages(first, language)
    return [
        Named(
            name,
            days,
            [
                {
                    "title": pages[key].title,
                    "url": pages[key].get_url(),
                    "lang": pages[key].locale.language_code,
                }
                for key in days[:DAYS_NAMED]
                if key in pages
            ],
        )
        for name, days in keys.items()
    ]


def names_close_to(words: tuple[str, ...]) -> list[str]:
    """Return the names that may have been meant by the folded ``words``, closest first.

    Names are those that public days say today, in one of their spellings; each of the
    words is one of the name but for a slip. None for words that are a name as they
    stand, nor for those that anyone writes right. Two queries.
    """
    if not words or any(singular(word) in COMMON for word in words):
        return []
    spellings = Spellings(person.spellings for person in PersonName.objects.all())
    found: dict[str, tuple[int, bool, str]] = {}
    for name in _said_today().values_list("name", flat=True).distinct().order_by():
        right = spellings.right(name)
        for each in spellings.all_of(name):
            slips = [_slips(word, words_of(each)) for word in words]
            if not any(slips):
                return []
            if max(slips) > MOST_SLIPS:
                continue
            # Typed in several ways, the one with small letters is shown.
            close = (sum(slips), right.isupper(), right)
            key = name_key(right)
            found[key] = min(found.get(key, close), close)
    return [name for *_closeness, name in sorted(found.values())][:PEOPLE_NAMED]


def _slips(word: str, held: list[str]) -> int:
    """Return how many letters part ``word`` from the closest in ``held``.

    More than `MOST_SLIPS` where it may as well be another word.
    """
    if word in held:
        return 0
    if len(word) < SHORTEST_MISTYPED or not held:
        return MOST_SLIPS + 1
    slips = min(OSA.distance(word, each) for each in held)
    most = 1 if len(word) < LONG else MOST_SLIPS
    return slips if slips <= most else MOST_SLIPS + 1


def _said_today() -> QuerySet:
    return Speaker.objects.named_today().filter(
        page__in=listed().order_by().values("pk")
    )


def forget_names() -> None:
    """Delete the names that no day says any more, in any spelling."""
    typed = Speaker.objects.exclude(name="").values_list("name", flat=True)
    said = keys_of(typed.distinct().order_by())
    PersonName.objects.filter(
        pk__in=[each.pk for each in PersonName.objects.all() if not each.keys & said]
    ).delete()
