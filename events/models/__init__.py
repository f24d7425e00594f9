"""The models of thematic days."""

from events.models.day import ThematicDayPage
from events.models.feedback import Opinion
from events.models.index import ThematicDayIndexPage
from events.models.names import PersonName
from events.models.programme import EventSession, Speaker, Workshop
from events.models.query import DayQuerySet
from events.models.results import (
    DayOrganiser,
    DayReading,
    Deliverable,
    EventOutcome,
    InspirationCard,
    PresentedPractice,
    WorkshopIdea,
)
from events.models.terms import EventSeries, EventType
from events.models.video import DayVideo

__all__ = [
    "DayOrganiser",
    "DayQuerySet",
    "DayReading",
    "DayVideo",
    "Deliverable",
    "EventOutcome",
    "EventSeries",
    "EventSession",
    "EventType",
    "InspirationCard",
    "Opinion",
    "PersonName",
    "PresentedPractice",
    "Speaker",
    "ThematicDayIndexPage",
    "ThematicDayPage",
    "Workshop",
    "WorkshopIdea",
]
