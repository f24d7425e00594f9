"""Closed lists that developers own. Values stand in addresses: never change one."""

from decimal import Decimal

from django.db import models
from django.utils.translation import gettext_lazy as _


class Level(models.TextChoices):
    """How deep a practice is told; it decides what publication requires."""

    SHORT = "breve", _("Pratique à partager")
    FULL = "complete", _("Fiche complète")
    EXTERNAL = "externe", _("Racontée ailleurs")


class Dimension(models.TextChoices):
    """Where a practice acts."""

    INTERNAL = "interne", _("Interne : nos façons de travailler")
    EXTERNAL = "externe", _("Externe : avec les habitants")
    CROSS = "transversale", _("Transversale : projet social et partenariats")


class Kind(models.TextChoices):
    """What a practice is made of."""

    SERVICE = "service", _("Service")
    WORKSHOP = "atelier", _("Atelier")
    PLACE = "lieu", _("Lieu")
    ADVOCACY = "plaidoyer", _("Plaidoyer")
    GOVERNANCE = "gouvernance", _("Gouvernance")
    TOOL = "outil", _("Outil")
    ORGANISATION = "organisation", _("Organisation interne")


class State(models.TextChoices):
    """How far a practice, or one of its actions, has come."""

    IDEA = "idee", _("Idée")
    TRIAL = "experimentation", _("Expérimentation")
    RUNNING = "en-cours", _("En cours")
    ROOTED = "ancree", _("Ancrée")
    STOPPED = "arretee", _("Arrêtée")


class CostKind(models.TextChoices):
    """What a cost line pays for."""

    MEMBERSHIP = "adhesion", _("Adhésion")
    POST = "poste", _("Poste")
    INVESTMENT = "investissement", _("Investissement")
    RUNNING = "fonctionnement", _("Fonctionnement")
    IN_KIND = "valorisation", _("Valorisation (bénévolat, prêt…)")


class CostBand(models.TextChoices):
    """The range a practice's total cost falls in; computed, never typed."""

    FREE = "gratuit", _("Gratuit")
    UNDER_1000 = "moins-de-1000", _("Moins de 1\u202f000\u00a0€")
    FROM_1000 = "1000-5000", _("De 1\u202f000 à 5\u202f000\u00a0€")
    FROM_5000 = "5000-30000", _("De 5\u202f000 à 30\u202f000\u00a0€")
    OVER_30000 = "plus-de-30000", _("Plus de 30\u202f000\u00a0€")
    UNKNOWN = "inconnu", _("Coût non indiqué")

    @classmethod
    def of(cls, total: Decimal | None) -> "CostBand":
        """Return the band of ``total`` in euros; None means nobody said.

        Each band holds its upper bound: 5 000 € is « de 1 000 à 5 000 € ».
        """
        if total is None:
            return cls.UNKNOWN
        bounds = (
            (Decimal(0), cls.FREE),
            (Decimal("999.99"), cls.UNDER_1000),
            (Decimal(5000), cls.FROM_1000),
            (Decimal(30000), cls.FROM_5000),
        )
        for upper, band in bounds:
            if total <= upper:
                return band
        return cls.OVER_30000


class ImpactLevel(models.TextChoices):
    """Whom an outcome changes something for: another axis than the dimension."""

    INDIVIDUAL = "individuel", _("Individuel")
    COLLECTIVE = "collectif", _("Collectif")
    GENERAL = "interet-general", _("Intérêt général")


class DocumentKind(models.TextChoices):
    """What a document joined to a practice is."""

    DELIBERATION = "deliberation", _("Délibération")
    AGREEMENT = "convention", _("Convention")
    POSTER = "affiche", _("Affiche")
    TOOL = "outil", _("Outil")
    REPORT = "bilan", _("Bilan")
    OTHER = "autre", _("Autre document")


class StructureType(models.TextChoices):
    """What kind of body carries practices."""

    SOCIAL_CENTRE = "centre-social", _("Centre social")
    EVS = "evs", _("Espace de vie sociale")
    MPT = "maison-pour-tous", _("Maison pour tous")
    MJC = "mjc", _("MJC")
    ACCORDERIE = "accorderie", _("Accorderie")
    CCAS = "ccas", _("CCAS")
    ASSOCIATION = "association", _("Association")
    LOCAL_AUTHORITY = "collectivite", _("Collectivité")
    COOPERATIVE = "cooperative", _("Coopérative")
    OTHER = "autre", _("Autre")


class TerritoryKind(models.TextChoices):
    """The scale of a territory; a CTG is a grouping that may overlap others."""

    COMMUNE = "commune", _("Commune")
    EPCI = "intercommunalite", _("Intercommunalité")
    CTG = "ctg", _("Convention territoriale globale")
    DEPARTMENT = "departement", _("Département")


class OrganisationKind(models.TextChoices):
    """What kind of body a partner or a funder is."""

    ASSOCIATION = "association", _("Association")
    LOCAL_AUTHORITY = "collectivite", _("Collectivité")
    PUBLIC = "organisme-public", _("Organisme public")
    COMPANY = "entreprise", _("Entreprise")
    COOPERATIVE = "cooperative", _("Coopérative")
    NETWORK = "reseau", _("Réseau ou groupement")
    OTHER = "autre", _("Autre")


class Offer(models.TextChoices):
    """What a person or a place gives a hand with."""

    VISIT = "visite", _("Faire visiter")
    LOAN = "pret", _("Prêter du matériel")
    ADVICE = "conseil", _("Conseiller")
    HOSTING = "accueil", _("Accueillir en immersion")
    TALK = "intervention", _("Venir raconter")
    WORKSHOP = "atelier", _("Animer un atelier")


class Actor(models.TextChoices):
    """Who carries a practice, in flesh and blood."""

    VOLUNTEERS = "benevoles", _("Bénévoles")
    STAFF = "salaries", _("Salarié·es")
    RESIDENTS = "habitants", _("Habitant·es")
    OFFICIALS = "elus", _("Élu·es")


class Participation(models.TextChoices):
    """How far residents take part, from nothing to deciding together."""

    NONE = "aucune", _("Sans participation des habitants")
    INFORMATION = "information", _("Les habitants sont informés")
    CONSULTATION = "consultation", _("Les habitants sont consultés")
    CONCERTATION = "concertation", _("Les habitants sont associés aux choix")
    CO_CONSTRUCTION = "co-construction", _("Co-construite avec les habitants")


class PracticeSize(models.TextChoices):
    """How big a step a practice is: small victories are possible."""

    GESTURE = "geste", _("Petit geste")
    ACTION = "action", _("Action")
    PROJECT = "projet", _("Projet")
    POLICY = "politique", _("Politique de la structure")


class PolicyArea(models.TextChoices):
    """The other policies of the Caf a practice serves."""

    EARLY_CHILDHOOD = "petite-enfance", _("Petite enfance")
    PARENTING = "parentalite", _("Parentalité")
    YOUTH = "jeunesses", _("Jeunesses")
    RIGHTS = "acces-aux-droits", _("Accès aux droits")
    HOUSING = "logement", _("Logement et cadre de vie")


class StaffSize(models.TextChoices):
    """How many people a structure employs."""

    UNDER_5 = "moins-de-5", _("Moins de 5 salarié·es")
    UNDER_10 = "moins-de-10", _("De 5 à 9 salarié·es")
    UNDER_20 = "moins-de-20", _("De 10 à 19 salarié·es")
    FROM_20 = "20-et-plus", _("20 salarié·es et plus")


class AgreementType(models.TextChoices):
    """Under which agreement the Caf supports a structure."""

    SOCIAL_CENTRE = "centre-social", _("Centre social")
    EVS = "evs", _("Espace de vie sociale")


class LegalForm(models.TextChoices):
    """What a body is in law."""

    ASSOCIATION = "association", _("Association loi 1901")
    COMMUNE = "commune", _("Commune")
    PUBLIC = "etablissement-public", _("Établissement public")
    SCIC = "scic", _("Société coopérative d’intérêt collectif (SCIC)")
    SCOP = "scop", _("Société coopérative et participative (Scop)")
    SIEG = "sieg", _("Service d’intérêt économique général (SIEG)")
    OTHER = "autre", _("Autre forme")


class FundingKind(models.TextChoices):
    """What a funding scheme gives."""

    BONUS = "bonification", _("Bonification")
    FUND = "fonds", _("Fonds")
    POST = "poste", _("Aide au poste")
    CALL = "appel-a-projets", _("Appel à projets")
    PUBLIC_POLICY = "politique", _("Politique publique")
    OTHER = "autre", _("Autre aide")


class SessionFormat(models.TextChoices):
    """How a session of an accompaniment is held."""

    WORKSHOP = "atelier", _("Atelier")
    EVENING = "soiree", _("Soirée de travail")
    MEETING = "seance", _("Séance de travail")
    INTERVIEW = "aller-retour", _("Allers-retours avec la direction")
    HANDOVER = "transmission", _("Transmission d’outils")


class SessionAudience(models.TextChoices):
    """With whom a session of an accompaniment is held."""

    STAFF = "professionnels", _("Professionnel·les")
    MANAGEMENT = "direction", _("Direction")
    BOARD = "conseil-administration", _("Conseil d’administration")
    VOLUNTEERS = "benevoles", _("Bénévoles")
    RESIDENTS = "habitants", _("Habitant·es")


class EffectKind(models.TextChoices):
    """What an accompaniment left behind."""

    AWARENESS = "prise-de-conscience", _("Prise de conscience")
    FORMALISATION = "formalisation", _("Formalisation")
    TOOL = "outil", _("Outil")
    JOB_DESCRIPTION = "fiche-de-poste", _("Fiche de poste")
    HABIT = "geste", _("Gestes du quotidien")
    SERVICE = "service", _("Service aux habitants")


class Icon(models.TextChoices):
    """The drawings of the icon sprite a theme may take."""

    MOBILITY = "mobility", _("Vélo")
    FOOD = "food", _("Pomme")
    ENERGY = "energy", _("Soleil")
    DIGITAL = "digital", _("Écran")
    CITIZENSHIP = "citizenship", _("Deux personnes")
    SOLIDARITY = "solidarity", _("Mains")
    WASTE = "waste", _("Boucle")
    NATURE = "nature", _("Feuille")
    HEALTH = "health", _("Cœur")
    CULTURE = "culture", _("Note")
    WORK = "work", _("Outils")
    HOUSING = "housing", _("Maison")
    GOVERNANCE = "governance", _("Cercle")


class Hue(models.TextChoices):
    """The colours of the palette a theme may take; never alone: icon and word."""

    MOBILITY = "mobility", _("Bleu")
    FOOD = "food", _("Terre cuite")
    ENERGY = "energy", _("Ocre")
    DIGITAL = "digital", _("Violet")
    CITIZENSHIP = "citizenship", _("Framboise")
    TEAL = "teal", _("Bleu-vert")
    ROSE = "rose", _("Rose")
    BROWN = "brown", _("Brun")


class Nudge(models.TextChoices):
    """What those who keep a page are reminded of."""

    CHECK = "verification", _("Fiche à relire")
    AGREEMENT = "agrement", _("Agrément qui se termine")
