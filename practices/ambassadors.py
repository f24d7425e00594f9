"""What the pages of ambassadors, their directory and their structure's page show."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Prefetch
from django.utils.translation import get_language

from portal.core.models import PortalImage
from portal.core.models.base import SOURCE_LANGUAGE
from portal.core.translated import live_translations
from practices import questions
from practices.facts import labelled, structure_link, structures_of
from practices.models import (
    AmbassadorPage,
    AmbassadorQuerySet,
    StructurePage,
)
from practices.structures import HUES, initials

# What the template asks for, fetched for all portraits at once.
PORTRAIT = "fill-176x176|format-webp"
# On a structure's page: a few names, the directory has the others.
NAMED_BY_STRUCTURE = 6


@dataclass(frozen=True)
class AmbassadorEntry:
    """What a list shows of an ambassador."""

    title: str
    url: str
    lang: str
    # Empty for who is not named: an icon stands for them.
    initials: str
    hue: str
    picture: PortalImage | None
    offers: tuple[str, ...]
    structure_title: str
    place: str


@dataclass(frozen=True)
class Directory:
    """A page of the directory."""

    entries: list[AmbassadorEntry]
    credits: list[str]


def ambassadors() -> AmbassadorQuerySet:
    """Return the ambassadors that public lists may show, by name.

    Slugs are names without accents, which any database sorts alike.
    """
    return AmbassadorPage.objects.published().sources().order_by("slug", "pk")


def ambassador_entries(
    sources: Iterable[AmbassadorPage], language: str
) -> list[AmbassadorEntry]:
    """Return what a list shows of ``sources`` (French pages), in the same order.

    Words are those of the live translation in ``language``, else French ones. Three
    queries whatever their number, five for another language than French.
    """
    sources = list(sources)
    words = live_translations(sources, language)
    structures = {
        pk: structure
        for pk, structure in structures_of({s.structure_id for s in sources}).items()
        if structure.is_shown
    }
    names = live_translations(structures.values(), language)
    return [
        _entry(
            source,
            words.get(source.translation_key, source),
            structures.get(source.structure_id),
            names,
        )
        for source in sources
    ]


def named_by_structure(structure: StructurePage, language: str) -> list[dict]:
    """Return the title, address and language of a structure's ambassadors, a few."""
    found = list(
        ambassadors()
        .filter(structure_id=structure.pk or 0)
        .select_related("locale")
        .defer_streamfields()[:NAMED_BY_STRUCTURE]
    )
    words = live_translations(found, language)
    return [
        {
            "title": page.title,
            "url": page.get_url(),
            "lang": page.locale.language_code,
        }
        for page in (words.get(source.translation_key, source) for source in found)
    ]


def ambassador_context(page: AmbassadorPage, request) -> dict:
    """Return what an ambassador's page shows: facts of the French one, own words."""
    language = get_language() or SOURCE_LANGUAGE
    facts = page.source
    structure = structures_of([facts.structure_id]).get(facts.structure_id)
    facts.structure = structure
    return {
        "facts": facts,
        "structure": structure_link(structure, page, request),
        "themes": labelled(facts, "themes", language),
        "territories": list(facts.territories.all()),
        "offers": facts.get_offers_labels(),
        "initials": "" if facts.is_anonymous else initials(page.title),
        "hue": hue_of(facts.pk),
        "question_url": questions.question_url(facts),
        "notice_french": page.is_shown_in_french_instead,
    }


def directory(keys: list[int], language: str) -> list[Directory]:
    """Return the ambassadors ``keys`` in order, with whom their portraits are owed to."""
    pictures = PortalImage.objects.prefetch_renditions(PORTRAIT)
    found = (
        AmbassadorPage.objects.published()
        .select_related("locale")
        .prefetch_related(Prefetch("picture", queryset=pictures))
        .defer_streamfields()
        .in_bulk(keys)
    )
    entries = ambassador_entries([found[pk] for pk in keys if pk in found], language)
    credits = {entry.picture.credit for entry in entries if entry.picture}
    return [Directory(entries, sorted(credits - {""}))]


def hue_of(pk: int | None) -> str:
    """Return the ground of someone's initials, the same on all pages."""
    return HUES[(pk or 0) % len(HUES)]


def _entry(
    source: AmbassadorPage,
    words: AmbassadorPage,
    structure: StructurePage | None,
    names: dict,
) -> AmbassadorEntry:
    named = structure and names.get(structure.translation_key, structure)
    commune = structure.commune if structure else None
    return AmbassadorEntry(
        title=words.title,
        url=words.get_url() or "",
        lang=words.locale.language_code,
        initials="" if source.is_anonymous else initials(source.title),
        hue=hue_of(source.pk),
        picture=source.picture,
        offers=tuple(str(label) for label in source.get_offers_labels()),
        structure_title=named.title if named else "",
        place=commune.name if commune else "",
    )
