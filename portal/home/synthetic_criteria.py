"""What a synthetic practice or structure says for criteria: who carries it, how big.

Drawn from its title, so that the rest of a network stays the one its seed drew before.
"""

from random import Random
from typing import Any

from practices.enums import (
    Actor,
    Offer,
    Participation,
    PolicyArea,
    PracticeSize,
    StaffSize,
)


def draw_criteria(title: str) -> dict[str, Any]:
    """Return fields of the practice ``title``; each may be empty, as people do."""
    random = Random(title)  # noqa: S311 (nothing secret)
    return {
        "practice_size": random.choice(["", *PracticeSize.values]),
        "carried_by": random.sample(Actor.values, random.randint(0, 2)),
        "participation_level": random.choice(["", *Participation.values]),
        "has_resident_group": random.random() < 0.2,
        "policy_areas": random.sample(PolicyArea.values, random.randint(0, 2)),
    }


def draw_structure_criteria(title: str) -> dict[str, Any]:
    """Return fields of the structure ``title``; each may be empty."""
    random = Random(title)  # noqa: S311 (nothing secret)
    return {
        "offers": random.sample(Offer.values, random.randint(0, 3)),
        "staff_size_band": random.choice(["", *StaffSize.values]),
        "social_project_has_transition_axis": random.random() < 0.4,
    }
