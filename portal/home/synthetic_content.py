"""What one synthetic practice says, drawn from word lists."""

import json
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from random import Random
from typing import Any
from uuid import UUID

from portal.home import synthetic_words as words
from portal.home.loading.places import territories_by_code
from portal.home.synthetic_criteria import draw_criteria
from portal.home.synthetic_subjects import SUBJECTS
from practices.enums import (
    CostBand,
    Dimension,
    ImpactLevel,
    Kind,
    Level,
    State,
)
from practices.models import (
    Audience,
    Challenge,
    CommunicationTool,
    FundingScheme,
    Ingredient,
    Organisation,
    PolicyScheme,
    Territory,
    Theme,
)


def draw_key(random: Random) -> UUID:
    """Return a key that the same seed draws again."""
    return UUID(int=random.getrandbits(128), version=4)


@dataclass
class Terms:
    """The primary keys that practices refer to, in an order that never changes."""

    themes: dict[str, int]
    audiences: list[int]
    schemes: list[int]
    funding: list[int]
    ingredients: list[int]
    challenges: list[int]
    tools: list[int]
    organisations: list[int]
    communes: list[Territory]
    wider: list[int]

    @classmethod
    def read(cls) -> "Terms":
        """Return what the database holds."""

        def keys(model) -> list[int]:
            return list(
                model.objects.sources().order_by("slug").values_list("pk", flat=True)
            )

        places = sorted(territories_by_code().values(), key=lambda place: place.code)
        return cls(
            themes=dict(
                Theme.objects.sources().order_by("slug").values_list("slug", "pk")
            ),
            audiences=keys(Audience),
            schemes=keys(PolicyScheme),
            funding=keys(FundingScheme),
            ingredients=keys(Ingredient),
            challenges=keys(Challenge),
            tools=keys(CommunicationTool),
            organisations=list(
                Organisation.objects.order_by("slug").values_list("pk", flat=True)
            ),
            communes=[
                place
                for place in places
                if place.kind == "commune"
                and place.department == "26"
                # « à Le Poët » is no French: sentences here cannot contract.
                and not place.name.startswith(("Le ", "Les "))
            ],
            wider=[place.pk for place in places if place.kind != "commune"],
        )


@dataclass
class Content:
    """The fields, relations and rows of a practice."""

    fields: dict[str, Any]
    english: dict[str, str]
    many: dict[str, list[int]]
    rows: dict[str, list[dict[str, Any]]]
    tags: list[str]


def some(random: Random, items, low: int, high: int) -> list:
    """Return between ``low`` and ``high`` of ``items``, in their order."""
    items = list(items)
    chosen = set(
        random.sample(range(len(items)), min(len(items), random.randint(low, high)))
    )
    return [item for rank, item in enumerate(items) if rank in chosen]


def draw_content(random: Random, terms: Terms, level: str, town: str) -> Content:
    """Return a practice of ``level`` that happens in ``town``."""
    theme = random.choice(sorted(SUBJECTS.keys() & terms.themes.keys()))
    stem, deed, english = random.choice(SUBJECTS[theme])
    twist = random.choice(words.TWISTS)
    title = f"{stem} {twist}".strip()
    if random.random() < 0.25:
        title = f"{title} à {town}"
    unknown = [] if level == Level.FULL else [None, None]
    start = random.choice([*unknown, *range(2009, 2026), *range(2018, 2026)])
    state = random.choice([*State.values, State.RUNNING, State.RUNNING, State.ROOTED])
    fields: dict[str, Any] = {
        "title": title,
        "lead": f"{deed}. {random.choice(words.FOLLOW_UPS)}",
        "level": level,
        "state": state,
        "dimensions": some(random, Dimension.values, 1, 2),
        "kinds": some(random, Kind.values, 0 if random.random() < 0.1 else 1, 2),
        "start_year": start,
        "licence": "cc-by-sa-4.0",
        "last_verified_at": date(2026, random.randint(1, 10), random.randint(1, 28)),
    }
    if state == State.STOPPED:
        fields["end_year"] = min((start or 2015) + random.randint(1, 6), 2026)
    if random.random() < 0.15:
        fields["age_min"] = random.choice([3, 6, 11, 16, 60])
        fields["age_max"] = fields["age_min"] + random.randint(5, 25)
    fields |= draw_criteria(title)
    many = {
        "themes": _themes(random, terms, theme),
        "audiences": some(random, terms.audiences, level == Level.FULL, 3),
        "territories": some(
            random, [*terms.wider, random.choice(terms.communes).pk], 0, 1
        ),
        "policy_schemes": some(random, terms.schemes, 1, 2)
        if random.random() < 0.2
        else [],
        "ingredients": some(random, terms.ingredients, 0, 1),
        "challenges": some(Random(title), terms.challenges, 0, 2),  # noqa: S311
        "tools": some(Random(title), terms.tools, 0, 2),  # noqa: S311
    }
    rows: dict[str, list[dict[str, Any]]] = {}
    if random.random() < (0.8 if level == Level.FULL else 0.3):
        rows["cost_lines"] = _cost_lines(random)
    if level == Level.FULL:
        fields |= draw_story(random)
        rows["outcomes"] = _outcomes(random)
        rows["partnerships"] = _partnerships(random, terms)
        rows["places"] = [{"name": random.choice(words.PLACE_NAMES)}]
    if level == Level.EXTERNAL:
        fields |= {
            "source_name": "Le Journal des lieux ordinaires",
            "source_url": "https://www.example.org/articles/lieux-ordinaires",
            "source_author": "La rédaction",
            "source_licence": random.choice(["cc-by-4.0", "lo-2.0", "inconnue"]),
            "source_retrieved_on": date(2026, 3, random.randint(1, 28)),
            "changes_made": "Résumé et raccourci.",
        }
    fields |= cost_of(rows)
    return Content(
        fields=fields,
        english={
            "title": f"{english} in {town}",
            "lead": f"{english}, told by those who run it. "
            f"{random.choice(words.FOLLOW_UPS_EN)}",
        },
        many=many,
        rows=with_keys(random, rows),
        tags=some(random, words.TAGS, 0, 3),
    )


def cost_of(rows: dict[str, list[dict[str, Any]]]) -> dict[str, Any]:
    """Return the derived columns that saving the page would have computed."""
    lines = rows.get("cost_lines") or []
    total = sum((line["amount"] for line in lines), Decimal(0)) if lines else None
    return {"cost_total": total, "cost_band": CostBand.of(total)}


def with_keys(random: Random, rows: dict[str, list[dict]]) -> dict[str, list[dict]]:
    """Give each row the key its translations share."""
    for values in rows.values():
        for row in values:
            row.setdefault("translation_key", draw_key(random))
    return rows


def _themes(random: Random, terms: Terms, slug: str) -> list[int]:
    others = some(random, sorted(terms.themes), 0, 1)
    return [terms.themes[name] for name in {slug: 0, **dict.fromkeys(others)}]


def draw_story(random: Random) -> dict[str, Any]:
    """Return the fields that tell a fiche, drawn from word lists."""

    def lines(items: list[str], low: int, high: int) -> str:
        return "\n".join(some(random, items, low, high))

    def block(kind: str, value) -> dict[str, Any]:
        return {"type": kind, "value": value, "id": str(draw_key(random))}

    return {
        "context": random.choice(words.CONTEXTS),
        "objectives": lines(words.OBJECTIVES, 2, 4),
        "description": json.dumps(
            [
                block("heading", "Comment cela s’est fait"),
                block("paragraph", random.choice(words.PARAGRAPHS)),
                block("paragraph", random.choice(words.PARAGRAPHS)),
                block(
                    "quote",
                    {
                        "text": random.choice(words.FOLLOW_UPS),
                        "author": "Une habitante",
                        "role": "",
                    },
                ),
            ]
        ),
        "governance": random.choice(words.PARAGRAPHS),
        "strategic_axes": lines(words.OBJECTIVES, 1, 2),
        "results": random.choice(words.RESULTS),
        "effects_on_organisation": random.choice(words.RESULTS),
        "business_model": random.choice(words.CONTEXTS),
        "next_steps": random.choice(words.PARAGRAPHS),
        "limits": lines(words.LIMITS, 0, 2),
        "open_questions": lines(words.QUESTIONS, 1, 2),
        "success_conditions": lines(words.CONDITIONS, 1, 3),
        "transfer_pitfalls": lines(words.PITFALLS, 1, 3),
        "first_step": "Allez voir une structure qui le fait, à trois, et racontez.",
        "equipment": lines(words.EQUIPMENT, 1, 3),
        "communication_tools": lines(words.TOOLS, 1, 3),
    }


def _cost_lines(random: Random) -> list[dict[str, Any]]:
    # Totals on the very edge of a band, and things that cost nothing.
    if random.random() < 0.25:
        amount = Decimal(random.choice([0, 0, 999, 1000, 5000, 30000]))
        return [{"label": "En tout", "amount": amount, "kind": "fonctionnement"}]
    return [
        {
            "label": label,
            "amount": Decimal(random.randint(low * 100, high * 100)) / 100,
            "kind": kind,
            "year": random.choice([None, 2023, 2024, 2025]),
            "fte": Decimal("0.50") if kind == "poste" else None,
        }
        for label, kind, low, high in some(random, words.COSTS, 1, 3)
    ]


def _outcomes(random: Random) -> list[dict[str, Any]]:
    return [
        {
            "indicator": indicator,
            "value": Decimal(random.randint(4, 900)),
            "unit": unit,
            "period_start": date(2025, 1, 1),
            "period_end": date(2025, 12, 31),
            "source": random.choice(words.SOURCES),
            "impact_level": random.choice(ImpactLevel.values),
        }
        for indicator, unit in some(random, words.INDICATORS, 1, 3)
    ]


def _partnerships(random: Random, terms: Terms) -> list[dict[str, Any]]:
    known = [
        {"organisation_id": pk, "role": random.choice(words.ROLES)}
        for pk in some(random, terms.organisations, 1, 2)
    ]
    return [*known, {"organisation_name": "Les commerçants du bourg", "role": ""}]
