"""How each list speaks of what it holds."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from search.faceted import Wording

PRACTICES = Wording(
    title=_("Pratiques"),
    none=_("Aucune pratique"),
    some=ngettext_lazy("%(number)s pratique", "%(number)s pratiques", "n"),
    show_some=ngettext_lazy("Voir la pratique", "Voir les %(number)s pratiques", "n"),
    show_all=_("Voir toutes les pratiques"),
    search=_("Chercher une pratique"),
    example=_("vélo, compost…"),
    one=_("pratique"),
)
STRUCTURES = Wording(
    title=_("Structures"),
    none=_("Aucune structure"),
    some=ngettext_lazy("%(number)s structure", "%(number)s structures", "n"),
    show_some=ngettext_lazy("Voir la structure", "Voir les %(number)s structures", "n"),
    show_all=_("Voir toutes les structures"),
    search=_("Chercher une structure"),
    example=_("un nom, une commune…"),
    one=_("structure"),
)
AMBASSADORS = Wording(
    title=_("Ambassadrices et ambassadeurs"),
    none=_("Personne pour l’instant"),
    some=ngettext_lazy("%(number)s personne", "%(number)s personnes", "n"),
    show_some=ngettext_lazy("Voir la personne", "Voir les %(number)s personnes", "n"),
    show_all=_("Voir tout l’annuaire"),
    search=_("Chercher une personne"),
    example=_("jardin, Die…"),
)
DAYS = Wording(
    title=_("Journées"),
    none=_("Aucune journée"),
    some=ngettext_lazy("%(number)s journée", "%(number)s journées", "n"),
    show_some=ngettext_lazy("Voir la journée", "Voir les %(number)s journées", "n"),
    show_all=_("Voir toutes les journées"),
    search=_("Chercher une journée"),
    example=_("repas, Crest…"),
    one=_("journée"),
)
