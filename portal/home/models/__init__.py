"""The pages that gather the others."""

from portal.home.models.approach import ApproachPage
from portal.home.models.approach_frame import (
    ApproachLink,
    GovernanceBody,
    GovernanceMember,
    Pillar,
    Principle,
)
from portal.home.models.approach_story import (
    ApproachStep,
    Evaluation,
    FormerName,
    Milestone,
    NextStep,
    YearlyFigure,
)
from portal.home.models.article import (
    ArticleFigure,
    ArticleIndexPage,
    ArticleLink,
    ArticlePage,
    ArticleReading,
)
from portal.home.models.home import HomePage, StandardPage
from portal.home.models.interest import InterestRequest
from portal.home.models.publication import Publication, PublicationPick

__all__ = [
    "ApproachLink",
    "ApproachPage",
    "ApproachStep",
    "ArticleFigure",
    "ArticleIndexPage",
    "ArticleLink",
    "ArticlePage",
    "ArticleReading",
    "Evaluation",
    "FormerName",
    "GovernanceBody",
    "GovernanceMember",
    "HomePage",
    "InterestRequest",
    "Milestone",
    "NextStep",
    "Pillar",
    "Principle",
    "Publication",
    "PublicationPick",
    "StandardPage",
    "YearlyFigure",
]
