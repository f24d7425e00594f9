"""Closed lists of the home app. Values stand in the database: never change one."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class StepKind(models.TextChoices):
    """What a step of the démarche is."""

    START = "depart", _("Point de départ")
    STEP = "etape", _("Étape")


class PrincipleKind(models.TextChoices):
    """What a principle says: what the démarche is, how it works, what it wants."""

    CHARACTERISTIC = "caracteristique", _("Caractéristique")
    METHOD = "methode", _("Façon de faire")
    CLAIM = "idee-force", _("Idée force")


class BodyKind(models.TextChoices):
    """Who decides, who prepares, who drives."""

    STEERING = "pilotage", _("Comité de pilotage")
    TECHNICAL = "technique", _("Comité technique")
    DRIVING_GROUP = "groupe-moteur", _("Groupe moteur")


class NextStepStatus(models.TextChoices):
    """How far a next step has come."""

    PLANNED = "prevu", _("Prévu")
    STARTED = "commence", _("Commencé")
    DONE = "fait", _("Fait")
    DROPPED = "abandonne", _("Abandonné")


class PortalCount(models.TextChoices):
    """What the portal counts by itself, to stand beside a figure that was typed."""

    ACCOMPANIMENTS = "accompagnements", _("Les accompagnements racontés")
    PRACTICES = "pratiques", _("Les pratiques publiées")
    STRUCTURES = "structures", _("Les structures du réseau")
    TRANSITION_AXES = (
        "axe-transition",
        _("Les structures dont le projet social a un axe «\u00a0transition\u00a0»"),
    )
    AMBASSADORS = "ambassadeurs", _("Les ambassadeurs")
    DAYS = "journees", _("Les journées passées")


class PublicationStatus(models.TextChoices):
    """Whether one can read a guide already."""

    UPCOMING = "a-paraitre", _("À paraître")
    OUT = "paru", _("Paru")
