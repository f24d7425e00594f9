"""What the pages of the knowledge base show."""

from collections.abc import Collection

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from portal.core.charts import Radar, radar_of
from portal.core.models.base import SOURCE_LANGUAGE
from portal.core.navigation import page_of_kind
from portal.core.reading import chosen_readings
from practices import questions, readiness
from practices.ambassadors import named_by_structure
from practices.cards import practice_cards
from practices.days import days_with
from practices.enums import Dimension
from practices.facts import labelled, linked_terms, structure_link, structures_of
from practices.listing import listed
from practices.models import (
    CoCarrier,
    PracticePage,
    StructurePage,
)
from practices.related import related_practices

# What each kind of row shows of what it points at, fetched with it.
ROWS = {
    "actions": ("theme", "audience"),
    "outcomes": (),
    "cost_lines": (),
    "funding_lines": ("funder", "scheme"),
    "partnerships": ("organisation",),
    "documents": ("partner", "document"),
    "places": ("territory",),
    "inspirations": (),
    "credits": (),
    "co_carriers": ("structure",),
}

# The columns of rows that point at a term, whose label follows the language.
TERM_COLUMNS = (
    ("actions", "theme"),
    ("actions", "audience"),
    ("funding_lines", "scheme"),
)
# The terms that a fiche only names.
NAMED_TERMS = (
    "policy_schemes",
    "ingredients",
    "challenges",
    "shared_resources",
    "tools",
)
# As many as the catalogue shows at once; the rest is there.
PRACTICES_SHOWN = 12
# From how many on a structure's practices are drawn by dimension.
PRACTICES_DRAWN = 3


def practice_context(page: PracticePage, request) -> dict:
    """Return what a fiche shows: facts of the French page, words of ``page``."""
    language = get_language() or SOURCE_LANGUAGE
    facts = page.source
    themes = labelled(facts, "themes", language)
    audiences = labelled(facts, "audiences", language)
    rows = _rows(page, language, [*themes, *audiences])
    structures = structures_of(
        {facts.structure_id, *(row.structure_id for row in rows["co_carriers"])}
    )
    facts.structure = structures.get(facts.structure_id)
    rows["co_carriers"] = [
        row for row in rows["co_carriers"] if structures[row.structure_id].is_shown
    ]
    readings = chosen_readings(facts, language, request)
    chosen = [reading.key for reading in readings]
    return {
        "facts": facts,
        "structure": structure_link(facts.structure, page, request),
        "contact": facts.contact_in(page),
        "dimensions": [
            {"icon": f"dimension-{value}", "label": Dimension(value).label}
            for value in facts.dimensions
        ],
        "nature": _nature(facts, page),
        "carried_by": _carried_by(facts, page),
        "themes": themes,
        "audiences": audiences,
        **linked_terms(facts, NAMED_TERMS, language),
        "territories": list(facts.territories.all()),
        "tags": list(facts.tags.all()),
        "rows": rows,
        "cost_total": facts.cost_total,
        "missing_for_full": (readiness.to_become_full(facts) if facts.is_short else []),
        "related": related_practices(facts, themes, language, chosen),
        "readings": readings,
        "presented_at": days_with(facts, language, request),
        "question_url": questions.question_url(facts),
        "notice_french": page.is_shown_in_french_instead,
    }


def structure_context(page: StructurePage, request) -> dict:
    """Return what a structure's page shows: its practices, and those it co-carries."""
    language = get_language() or SOURCE_LANGUAGE
    facts = page.source
    # By numbers: a preview shows structures that have none yet.
    carried = CoCarrier.objects.filter(structure_id=facts.pk or 0)
    dimensions = dict(
        listed().filter(structure_id=facts.pk or 0).values_list("pk", "dimensions")
    )
    own = list(dimensions)
    shared = list(
        listed()
        .filter(pk__in=carried.values("page"))
        .exclude(structure_id=facts.pk or 0)
        .values_list("pk", flat=True)[:PRACTICES_SHOWN]
    )
    catalogue = page_of_kind(request, "catalogue")
    # Both lists in one go: as many queries as for one.
    cards = practice_cards([*own[:PRACTICES_SHOWN], *shared], language)
    return {
        "facts": facts,
        "cards": [card for card in cards if card.pk not in shared],
        "count": len(own),
        "catalogue_url": (
            f"{catalogue.get_url(request)}?structure={facts.slug}"
            if catalogue and len(own) > PRACTICES_SHOWN
            else ""
        ),
        "co_carried": [card for card in cards if card.pk in shared],
        "contact": facts.contact_in(page),
        "policy_schemes": labelled(facts, "policy_schemes", language),
        "ambassadors": named_by_structure(facts, language),
        "radar": _radar(dimensions.values()),
        "territories": [
            territory
            for territory in facts.territories.all()
            if territory.pk != facts.commune_id
        ],
        "notice_french": page.is_shown_in_french_instead,
    }


def _radar(practices: Collection[list[str]]) -> Radar | None:
    """Return how many practices touch each dimension, ``practices`` being theirs.

    A practice may touch several. Fewer than three practices draw nothing worth a look.
    """
    if len(practices) < PRACTICES_DRAWN:
        return None
    return radar_of(
        [
            # « Interne : nos façons de travailler » : its first word names it.
            (
                str(dimension.label).partition(":")[0].strip(),
                sum(dimension in touched for touched in practices),
            )
            for dimension in Dimension
        ]
    )


def _nature(facts: PracticePage, words: PracticePage) -> str:
    """Return what the practice is made of, how big it is, its method, on one line."""
    size = str(facts.get_practice_size_display()).lower()
    kinds = ", ".join(map(str, facts.get_kinds_labels()))
    return " · ".join(filter(None, [kinds, size, words.method_label]))


def _carried_by(facts: PracticePage, words: PracticePage) -> str:
    """Return who brings the practice to life, and how far residents take part."""
    group = ""
    if facts.has_resident_group:
        group = words.resident_group or _("un collectif d’habitant·es")
    actors = ", ".join(map(str, facts.get_carried_by_labels()))
    level = str(facts.get_participation_level_display())
    return " · ".join(filter(None, [actors, group, level]))


def _rows(page: PracticePage, language: str, known: list) -> dict[str, list]:
    """Return the rows of ``page``, the terms they point at in ``language``.

    ``known`` holds terms that have been fetched with their labels already.
    """
    rows = {relation: page.rows(relation, *joined) for relation, joined in ROWS.items()}
    if language != SOURCE_LANGUAGE:
        for relation, name in TERM_COLUMNS:
            pointing = [row for row in rows[relation] if getattr(row, f"{name}_id")]
            _label(pointing, name, language, known)
    return rows


def _label(rows: list, name: str, language: str, known: list) -> None:
    """Give ``rows`` the terms of their column ``name`` with labels in ``language``."""
    if not rows:
        return
    model = type(getattr(rows[0], name))
    terms = {term.pk: term for term in known if isinstance(term, model)}
    unknown = {getattr(row, f"{name}_id") for row in rows} - set(terms)
    if unknown:
        terms |= model.objects.with_label(language).in_bulk(unknown)
    for row in rows:
        setattr(row, name, terms[getattr(row, f"{name}_id")])
