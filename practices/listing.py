"""Lists of published practices for the pages of terms, places and bodies."""

from django.db.models import Exists, OuterRef, Q, QuerySet

from practices.models import (
    Audience,
    Challenge,
    CommunicationTool,
    FundingLine,
    FundingScheme,
    Ingredient,
    Organisation,
    Partnership,
    PolicyScheme,
    PracticePage,
    PracticeQuerySet,
    Programme,
    StructurePage,
    Territory,
    Theme,
)


def listed() -> PracticeQuerySet:
    """Return the practices that public lists may show: each once, newest first."""
    return PracticePage.objects.published().sources().newest_first()


def in_territory(territory: Territory) -> PracticeQuerySet:
    """Return the practices that act in ``territory`` or in a place within it."""
    return listed().filter(
        Q(pk__in=_keys(territories__lineage=territory))
        | Q(pk__in=_keys(structure__commune__lineage=territory))
    )


def active_territories() -> QuerySet[Territory]:
    """Return the territories with a structure or a practice, by name.

    What happens in a territory happens in those it lies in. The first found is enough:
    a join would read all practices of each.
    """
    structures = StructurePage.objects.published()
    practices = PracticePage.objects.published()
    return Territory.objects.filter(
        Exists(structures.filter(commune__lineage=OuterRef("pk")))
        | Exists(practices.filter(territories__lineage=OuterRef("pk")))
    ).order_by("name")


def about(term) -> PracticeQuerySet:
    """Return the practices that refer to ``term`` (the French one)."""
    conditions = {
        Theme: {"themes__lineage": term},
        Audience: {"audiences": term},
        Challenge: {"challenges": term},
        CommunicationTool: {"tools": term},
        PolicyScheme: {"policy_schemes": term},
        Ingredient: {"ingredients": term},
    }
    if isinstance(term, FundingScheme):
        return listed().filter(
            pk__in=FundingLine.objects.filter(scheme=term).values("page")
        )
    return listed().filter(pk__in=_keys(**conditions[type(term)]))


def in_programme(programme: Programme) -> PracticeQuerySet:
    """Return the practices of a programme (the French one)."""
    return listed().filter(pk__in=programme.members.values("practice"))


def with_organisation(
    organisation: Organisation,
) -> tuple[PracticeQuerySet, dict[int, str]]:
    """Return the practices a body helps, and what it does in each, by key.

    Those where its name was typed, in any of its spellings, are its own too.
    """
    roles: dict[int, str] = {}
    for page, role in Partnership.objects.filter(
        _is_any(organisation, "organisation_name"), organisation=None
    ).values_list("page", "role"):
        roles[page] = role
    for page, scheme in FundingLine.objects.filter(
        _is_any(organisation, "funder_name"), funder=None
    ).values_list("page", "scheme__name"):
        roles[page] = scheme or ""
    for page, role in organisation.agreements.values_list("page", "title"):
        roles[page] = role
    for page, scheme in organisation.funding_lines.values_list("page", "scheme__name"):
        roles[page] = scheme or ""
    for page, role in organisation.partnerships.values_list("page", "role"):
        roles[page] = role
    return listed().filter(pk__in=roles), roles


def _is_any(organisation: Organisation, column: str) -> Q:
    """Return the condition « ``column`` spells the name of ``organisation`` »."""
    condition = Q()
    for spelling in organisation.spellings:
        condition |= Q(**{f"{column}__iexact": spelling})
    return condition


def _keys(**condition):
    """Return the keys of practices by a relation, each once, as a subquery."""
    return PracticePage.objects.filter(**condition).values("pk")
