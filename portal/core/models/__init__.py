"""The models of the core."""

from portal.core.models.base import BasePage, BasePageQuerySet
from portal.core.models.consent import Consented
from portal.core.models.faceted import RefinedListMixin
from portal.core.models.found import FoundByWords
from portal.core.models.glossary import GlossaryTerm
from portal.core.models.licensed import Licensed
from portal.core.models.links import CheckedLink
from portal.core.models.media import PortalDocument, PortalImage, PortalRendition
from portal.core.models.reading import ChosenReading, ReadAlso
from portal.core.models.republished import Republished
from portal.core.models.rows import WordsRow
from portal.core.models.settings import PortalSettings
from portal.core.models.terms import Term, TermQuerySet

__all__ = [
    "BasePage",
    "BasePageQuerySet",
    "CheckedLink",
    "ChosenReading",
    "Consented",
    "FoundByWords",
    "GlossaryTerm",
    "Licensed",
    "PortalDocument",
    "PortalImage",
    "PortalRendition",
    "PortalSettings",
    "ReadAlso",
    "RefinedListMixin",
    "Republished",
    "Term",
    "TermQuerySet",
    "WordsRow",
]
