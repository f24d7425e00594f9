"""What else than practices refers to a term or to a body: live lists of links."""

from collections.abc import Iterable

from django.utils.translation import gettext as _

from portal.core.models import Term
from portal.core.translated import live_translations
from practices.models import (
    Accompaniment,
    FundingScheme,
    Ingredient,
    Organisation,
    PolicyScheme,
    SharedResource,
    StructurePage,
    Territory,
    Theme,
)
from practices.structures import network
from practices.view_frame import entry, sections_of

# On a term's page; the structures' own list has them all.
AT_MOST = 24


def sections_about(term: Term, language: str) -> list[dict]:
    """Return the lists a term's page shows beside its practices."""
    if isinstance(term, Ingredient):
        told = accompaniment_entries(
            Accompaniment.objects.published().filter(ingredients=term), language
        )
        return sections_of((_("Accompagnements qui le montrent"), told))
    if isinstance(term, PolicyScheme):
        return sections_of(
            (_("Territoires"), places(term.territories.order_by("name", "pk"))),
            (
                _("Structures qui y prennent part"),
                structures(network().filter(policy_schemes=term)[:AT_MOST], language),
            ),
        )
    if isinstance(term, FundingScheme):
        return sections_of((_("Programmes"), terms(term.programmes, language)))
    if isinstance(term, Theme):
        # Those of its sub-themes too, as for practices.
        tagged = SharedResource.objects.filter(themes__lineage=term).order_by()
        lent = SharedResource.objects.filter(pk__in=tagged.values("pk"))
        return sections_of((_("Ressources partagées"), terms(lent, language)))
    return []


def sections_with(body: Organisation, language: str) -> list[dict]:
    """Return the lists an organisation's page shows beside its practices."""
    return sections_of(
        (_("Aides qu’elle finance"), terms(body.funding_schemes, language)),
        (_("Ressources qu’elle prête"), terms(body.shared_resources, language)),
        (_("Conventions qu’elle a signées"), places(body.signed.order_by("name"))),
    )


def terms(found, language: str) -> list[dict]:
    """Return entries of the terms of a relation, named in ``language``."""
    return [
        entry(term.label, term.get_absolute_url())
        for term in found.sources().with_label(language)
    ]


def places(territories: Iterable[Territory]) -> list[dict]:
    """Return entries of territories."""
    return [
        entry(place.name, place.get_absolute_url(), detail=place.get_kind_display())
        for place in territories
    ]


def structures(found, language: str) -> list[dict]:
    """Return entries of published French structures, named in ``language``."""
    rows = list(found.select_related("locale", "commune").defer_streamfields())
    words = live_translations(rows, language)
    return [
        entry(
            words.get(row.translation_key, row).title,
            words.get(row.translation_key, row).get_url() or "",
            detail=row.commune.name if row.commune else "",
        )
        for row in rows
    ]


def accompaniment_entries(found, language: str) -> list[dict]:
    """Return entries of accompaniments: by the structure's name where it is told."""
    rows = list(found.order_by("slug", "pk"))
    names = names_of(rows, language)
    return [
        entry(
            names[row.pk].title if row.pk in names else row.anonymous_name,
            row.get_absolute_url(),
        )
        for row in rows
    ]


def names_of(rows: list[Accompaniment], language: str) -> dict[int, StructurePage]:
    """Return by accompaniment the structure that may be named, in ``language``.

    Neither one that asked not to be, nor one whose page is not public.
    """
    wanted = {row.pk: row.structure_id for row in rows if not row.is_anonymous}
    found = (
        StructurePage.objects.published()
        .sources()
        .select_related("locale", "commune")
        .defer_streamfields()
        .in_bulk([pk for pk in wanted.values() if pk])
    )
    words = live_translations(found.values(), language)
    return {
        row: words.get(found[pk].translation_key, found[pk])
        for row, pk in wanted.items()
        if pk in found
    }
