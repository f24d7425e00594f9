"""The synthetic fiche that has everything: every field, every kind of row."""

from datetime import date
from decimal import Decimal
from random import Random
from typing import Any

from portal.home import synthetic_words as words
from portal.home.synthetic_content import (
    Content,
    Terms,
    cost_of,
    draw_content,
    draw_story,
    with_keys,
)
from practices.enums import (
    Actor,
    Dimension,
    DocumentKind,
    Kind,
    Level,
    Participation,
    PolicyArea,
    PracticeSize,
    State,
)
from practices.models import Territory


def draw_full_content(random: Random, terms: Terms, town: Territory) -> Content:
    """Return a fiche with every field filled and every kind of row."""
    content = draw_content(random, terms, Level.FULL, town.name)
    rows = content.rows
    theme = next(iter(terms.themes.values()))
    content.fields |= draw_story(random) | {
        "title": f"La maison des transitions, de fond en comble, à {town.name}",
        "state": State.ROOTED,
        "dimensions": Dimension.values,
        "kinds": Kind.values,
        "carried_by": Actor.values,
        "policy_areas": PolicyArea.values[:2],
        "participation_level": Participation.CO_CONSTRUCTION,
        "practice_size": PracticeSize.PROJECT,
        "has_resident_group": True,
        "resident_group": "une vingtaine de voisins, un jeudi sur deux",
        "start_year": 2017,
        "end_year": 2026,
        "age_min": 6,
        "age_max": 99,
        "method_label": "Bilan Carbone®",
        "limits": "\n".join(words.LIMITS),
        "open_questions": "\n".join(words.QUESTIONS),
        "source_name": "Bulletin du réseau",
        "source_url": "https://www.example.org/bulletin/12",
        "source_author": "L’équipe du bulletin",
        "source_licence": "cc-by-4.0",
        "source_retrieved_on": date(2026, 4, 2),
        "changes_made": "Mis à jour avec l’équipe.",
        "publication_date": date(2025, 11, 3),
        "contact_email": "maison-des-transitions@example.org",
        "contact_name": "Camille Desprès",
        "contact_role": "référente des transitions",
        "contact_until": date(2099, 12, 31),
        "search_description": "Une maison entière au service des transitions.",
    }
    content.many |= {
        "themes": list(terms.themes.values())[:4],
        "audiences": terms.audiences[:4],
        "territories": terms.wider[:2],
        "policy_schemes": terms.schemes,
        "ingredients": terms.ingredients,
        "challenges": terms.challenges,
        "tools": terms.tools[:3],
    }
    content.tags = words.TAGS[:5]
    extra: dict[str, list[dict[str, Any]]] = {
        "actions": [
            {
                "key": f"volet-{rank}",
                "name": name,
                "text": random.choice(words.PARAGRAPHS),
                "theme_id": theme,
                "audience_id": terms.audiences[0],
                "status": State.RUNNING,
            }
            for rank, name in enumerate(
                ["Acheter ensemble", "Rénover la maison", "Décider à plusieurs"],
                start=1,
            )
        ],
        "funding_lines": [
            {
                "funder_id": terms.organisations[0],
                "scheme_id": terms.funding[0],
                "amount": Decimal(12000),
                "share": Decimal(60),
            },
            {"funder_name": "Dons des habitants", "amount": Decimal("850.50")},
        ],
        "documents": [
            {
                "kind": DocumentKind.AGREEMENT,
                "title": "Convention avec la commune",
                "partner_id": terms.organisations[1],
            },
            {
                "kind": DocumentKind.TOOL,
                "title": "La grille de tri",
                "url": "https://www.example.org/grille",
            },
        ],
        "inspirations": [
            {"label": "Une maison vue ailleurs", "url": "https://www.example.org/vue"}
        ],
        "credits": [{"name": "L’équipe du centre", "role": "Récit"}],
    }
    rows |= with_keys(random, {**extra, "cost_lines": _full_costs()})
    content.fields |= cost_of(rows)
    rows["places"][0]["territory_id"] = town.pk
    for relation in ("outcomes", "cost_lines", "partnerships"):
        rows[relation][0]["action_key"] = "volet-1"
    return content


def _full_costs() -> list[dict[str, Any]]:
    return [
        {"label": label, "amount": Decimal(high), "kind": kind, "year": 2025}
        for label, kind, _low, high in words.COSTS
    ]
