"""Cards: what lists show of a practice, in the reader's language, in few queries."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import F
from django.utils.translation import override

from portal.core.translated import live_translations
from practices.enums import Level
from practices.models import PracticePage, StructurePage, Theme

# A page has a hundred columns; what is read of it by lists is asked alone.
SHOWN = ("title", "url_path", "translation_key", "locale__language_code")
SHOWN_OF_PRACTICES = (
    "lead",
    "level",
    "state",
    "last_verified_at",
    "first_published_at",
    "featured",
)


@dataclass(frozen=True)
class ThemeTag:
    """A theme as a word, an icon and a colour."""

    label: str
    icon: str
    hue: str
    slug: str


@dataclass(frozen=True)
class Card:
    """What a list shows of a practice."""

    # The key of the French page.
    pk: int
    title: str
    url: str
    lead: str
    lang: str
    level: str
    level_label: str
    state: str
    themes: tuple[ThemeTag, ...]
    structure_title: str
    structure_url: str
    place: str
    verified_on: date | None
    published: date | None
    is_featured: bool
    # Where a text was found in it, for a list that looks for one (search/hits.py).
    hit: Any = None


def practice_cards(keys: Iterable[int], language: str) -> list[Card]:
    """Return one card for each of the French practices ``keys``, in the same order.

    Words are those of the live translation in ``language``, else French ones. Four
    queries whatever their number, six for another language than French.
    """
    keys = list(keys)
    found = (
        # Asked again: whoever keeps the list may be told of a withdrawal after it.
        PracticePage.objects.published()
        .filter(pk__in=keys)
        .select_related("structure__commune", "locale")
        .only(*SHOWN, *SHOWN_OF_PRACTICES, "structure__commune__name")
        .in_bulk()
    )
    sources = [found[pk] for pk in keys if pk in found]
    themes = _themes_of(keys, language)
    words = live_translations(sources, language)
    shown = {structure.pk: structure for structure in _shown_structures(sources)}
    structures = live_translations(shown.values(), language)
    with override(language):
        return [
            _card(
                source,
                words.get(source.translation_key, source),
                _words_of(shown.get(source.structure_id), structures),
                themes[source.pk],
            )
            for source in sources
        ]


def _themes_of(keys: list[int], language: str) -> dict[int, list[Theme]]:
    result: dict[int, list[Theme]] = defaultdict(list)
    for theme in (
        Theme.objects.with_label(language)
        .filter(practices__in=keys)
        .annotate(practice_key=F("practices__pk"))
    ):
        result[theme.practice_key].append(theme)
    return result


def _shown_structures(sources: list[PracticePage]):
    """Return the structures that anyone may read of; a withdrawn one is not named."""
    return (
        StructurePage.objects.published()
        .filter(pk__in={source.structure_id for source in sources})
        .only(*SHOWN)
        .select_related("locale")
    )


def _words_of(structure: StructurePage | None, translations: dict):
    return structure and translations.get(structure.translation_key, structure)


def _card(
    source: PracticePage,
    words: PracticePage,
    structure: StructurePage | None,
    themes: list[Theme],
) -> Card:
    commune = source.structure.commune if source.structure else None
    return Card(
        pk=source.pk,
        title=words.title,
        url=words.get_url() or "",
        lead=words.lead,
        lang=words.locale.language_code,
        level=source.level,
        level_label=str(Level(source.level).label),
        state=source.state,
        themes=tuple(
            ThemeTag(theme.label, theme.icon, theme.hue, theme.slug) for theme in themes
        ),
        structure_title=structure.title if structure else "",
        structure_url=(structure.get_url() or "") if structure else "",
        place=commune.name if commune else "",
        verified_on=source.last_verified_at,
        published=source.first_published_at,
        is_featured=source.featured,
    )
