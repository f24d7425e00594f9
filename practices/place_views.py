"""Pages of territories and organisations."""

from django.db.models import Q
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from portal.core.fields import split_lines
from portal.core.typography import french_date, number_fr
from practices.days import days_in
from practices.enums import TerritoryKind
from practices.listing import active_territories, in_territory, with_organisation
from practices.models import Organisation, StructurePage, Territory
from practices.referring import AT_MOST, sections_with, structures
from practices.totals import totals
from practices.view_frame import (
    breadcrumbs,
    catalogue,
    entry,
    facts_of,
    index,
    language,
    listing,
    sections_of,
)

MAX_QUERY = 100
# A body may take part in every practice of the network; a line is less than a card.
LINES = 48


def territory_index(request):
    """Answer the territories where something happens, by scale."""
    active = list(active_territories().exclude(kind=TerritoryKind.COMMUNE))
    groups = [
        {
            "kind": kind,
            "label": label,
            "entries": [
                entry(place.name, place.get_absolute_url(), None, place.description)
                for place in active
                if place.kind == kind
            ],
        }
        for kind, label in TerritoryKind.choices
    ]
    groups = [group for group in groups if group["entries"]]
    # One scale at a time; an unknown one shows them all.
    asked = request.GET.get("echelle", "")
    chosen = [group for group in groups if group["kind"] == asked]
    filters = [
        {"label": label, "url": f"?echelle={kind}" if kind else request.path}
        | {"is_current": kind == (asked if chosen else "")}
        for kind, label in [("", _("Toutes les échelles"))]
        + [(group["kind"], group["label"]) for group in groups]
    ]
    return index(request, _("Territoires"), chosen or groups, filters=filters)


def territory(request, slug: str):
    """Answer the page of a territory: structures, practices, what it lies in."""
    found = get_object_or_404(Territory, slug=slug)
    here = list(
        StructurePage.objects.published()
        .sources()
        .filter(commune__lineage=found)
        .select_related("commune")
        .defer_streamfields()
        .order_by("title", "pk")
    )
    return render(
        request,
        "practices/territory_page.html",
        {
            "title": found.name,
            "description": found.description,
            "kind_label": found.get_kind_display(),
            "parents": found.parents.order_by("kind", "name"),
            "members": found.members.exclude(kind=TerritoryKind.COMMUNE).order_by(
                "name"
            ),
            "facts": _facts(found, here),
            "signatories": list(found.signatories.order_by("name", "pk")),
            "policy_schemes": list(found.policy_schemes.with_label(language())),
            "structures": [
                {
                    "title": structure.title,
                    "url": structure.get_url(request),
                    "commune": structure.commune.name,
                }
                for structure in here
            ],
            "sections": sections_of((_("Journées"), _days(found, request))),
            "totals": totals(in_territory(found), language()),
            "breadcrumbs": breadcrumbs(request, _("Territoires"), slug),
            "catalogue_url": catalogue(request, "territoire", slug),
            **listing(request, in_territory(found)),
        },
    )


def organisation_index(request):
    """Answer the organisations that help, by name; a search finds structures too."""
    typed = " ".join(request.GET.get("q", "")[:MAX_QUERY].replace("\0", "").split())
    bodies = Organisation.objects.order_by("name", "pk")
    groups = []
    if typed:
        bodies = bodies.spelt_like(typed)
        condition = Q(title__icontains=typed)
        # Slugs are names without accents.
        if slug := slugify(typed):
            condition |= Q(slug__contains=slug)
        found = (
            StructurePage.objects.published()
            .sources()
            .filter(condition)
            .order_by("slug", "pk")[:AT_MOST]
        )
        groups.append(
            {"label": _("Structures"), "entries": structures(found, language())}
        )
    entries = [
        entry(body.name, body.get_absolute_url(), None, body.description)
        for body in bodies
    ]
    label = _("Organismes") if typed else ""
    groups.append({"label": label, "entries": entries})
    return index(
        request,
        _("Organismes"),
        [group for group in groups if group["entries"]],
        _("Qui aide, finance ou prête. La recherche trouve aussi les structures."),
        query=typed,
    )


def organisation(request, slug: str):
    """Answer the page of an organisation: what it helps with, funds, lends, signed.

    Another spelling of its name leads there.
    """
    found = Organisation.objects.select_related("territory").spelt_as(slug)
    if found is None:
        raise Http404
    if found.slug != slug:
        return redirect(found, permanent=True)
    practices, roles = with_organisation(found)
    shown = listing(request, practices, LINES)
    return render(
        request,
        "practices/organisation_page.html",
        {
            "title": found.name,
            "description": found.description,
            "kind_label": found.get_legal_form_display() or found.get_kind_display(),
            "aliases": split_lines(found.aliases),
            "website": found.website,
            "territory": found.territory,
            "sections": sections_with(found, language()),
            "involvements": [
                {"card": card, "role": roles[card.pk]} for card in shown["cards"]
            ],
            "breadcrumbs": breadcrumbs(request, _("Organismes"), slug),
            **shown,
        },
    )


def _days(found: Territory, request) -> list[dict]:
    return [
        entry(day["title"], day["url"], detail=day["date"])
        for day in days_in(found, language(), request)
    ]


def _members(structures: list[StructurePage]) -> str:
    """Return how many people are members of ``structures``, of those that say it."""
    told = [row.members_count for row in structures if row.members_count]
    if not told:
        return ""
    return ngettext(
        "%(people)s (%(n)s structure le dit)",
        "%(people)s (%(n)s structures le disent)",
        len(told),
    ) % {"people": number_fr(sum(told)), "n": len(told)}


def _facts(found: Territory, structures: list[StructurePage]) -> list[dict]:
    """Return a territory's figures; a CTG tells from when to when it runs."""
    people = number_fr(found.population) if found.population else ""
    return facts_of(
        (_("Habitants"), people, ""),
        (_("Adhérents des structures"), _members(structures), ""),
        (_("Du"), french_date(found.starts_on), ""),
        (_("Au"), french_date(found.ends_on), ""),
    )
