"""Closed lists that developers own. Values stand in addresses: never change one."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class AttendanceMode(models.TextChoices):
    """How one takes part."""

    ON_SITE = "sur-place", _("Sur place")
    ONLINE = "en-ligne", _("En ligne")
    BOTH = "les-deux", _("Sur place et en ligne")


class ContentStatus(models.TextChoices):
    """What is told there: nobody may take a scenario for a proven practice."""

    EXPERIENCE = "retour-d-experience", _("Retour d’expérience")
    HYPOTHESIS = "hypothese", _("Hypothèses à explorer")


class Captions(models.TextChoices):
    """Whether a video can be read as it is heard."""

    YES = "oui", _("avec sous-titres")
    NO = "non", _("sans sous-titres")


class IdeaStatus(models.TextChoices):
    """How far an idea born in a workshop has come."""

    HYPOTHESIS = "hypothese", _("Hypothèse")
    TESTED = "testee", _("Testée")


class OutcomeKind(models.TextChoices):
    """What a day led to."""

    AGREEMENT = "convention", _("Convention signée")
    DECISION = "decision", _("Décision")
    WORKING_GROUP = "groupe", _("Groupe de travail")
    OTHER = "autre", _("Autre suite")


class DayState(models.TextChoices):
    """Where a day stands at an instant: derived, never typed."""

    ANNOUNCED = "annoncee", _("Annoncée")
    ONGOING = "en-cours", _("En cours")
    PAST = "passee", _("Passée")
    REPORT_PUBLISHED = "compte-rendu", _("Compte rendu publié")
    POSTPONED = "reportee", _("Reportée")
    CANCELLED = "annulee", _("Annulée")
