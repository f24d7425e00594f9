"""The models of the knowledge base."""

from practices.models.accompaniment import (
    Accompaniment,
    AccompanimentDocument,
    AccompanimentEffect,
    AccompanimentSession,
)
from practices.models.ambassador import (
    AmbassadorIndexPage,
    AmbassadorPage,
    AmbassadorQuerySet,
    withdraw_ended_consents,
)
from practices.models.contact import NamedContact
from practices.models.place import (
    Organisation,
    OrganisationQuerySet,
    Territory,
    refresh_territories,
)
from practices.models.practice import PracticePage, PracticeQuerySet, PracticeTag
from practices.models.practice_means import (
    CoCarrier,
    CostLine,
    FundingLine,
    Partnership,
    PracticeDocument,
)
from practices.models.practice_rows import (
    Inspiration,
    Outcome,
    PracticeAction,
    PracticeCredit,
    PracticePlace,
    PracticeReading,
)
from practices.models.programme import (
    Programme,
    ProgrammeFigure,
    ProgrammePractice,
    SharedResource,
)
from practices.models.question import Question, purge_questions
from practices.models.reminder import Reminder
from practices.models.review import ReviewTask
from practices.models.space import StructureSpace
from practices.models.structure import (
    StructureIndexPage,
    StructurePage,
    StructureQuerySet,
)
from practices.models.taxonomy import (
    Audience,
    Challenge,
    CommunicationTool,
    FundingScheme,
    Ingredient,
    PolicyScheme,
    Theme,
)

__all__ = [
    "Accompaniment",
    "AccompanimentDocument",
    "AccompanimentEffect",
    "AccompanimentSession",
    "AmbassadorIndexPage",
    "AmbassadorPage",
    "AmbassadorQuerySet",
    "Audience",
    "Challenge",
    "CoCarrier",
    "CommunicationTool",
    "CostLine",
    "FundingLine",
    "FundingScheme",
    "Ingredient",
    "Inspiration",
    "NamedContact",
    "Organisation",
    "OrganisationQuerySet",
    "Outcome",
    "Partnership",
    "PolicyScheme",
    "PracticeAction",
    "PracticeCredit",
    "PracticeDocument",
    "PracticePage",
    "PracticePlace",
    "PracticeQuerySet",
    "PracticeReading",
    "PracticeTag",
    "Programme",
    "ProgrammeFigure",
    "ProgrammePractice",
    "Question",
    "Reminder",
    "ReviewTask",
    "SharedResource",
    "StructureIndexPage",
    "StructurePage",
    "StructureQuerySet",
    "StructureSpace",
    "Territory",
    "Theme",
    "purge_questions",
    "refresh_territories",
    "withdraw_ended_consents",
]
