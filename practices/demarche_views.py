"""Pages of the démarche: accompaniments, programmes, shared resources."""

from decimal import Decimal

from django.shortcuts import get_object_or_404, render
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from portal.core.charts import by_indicator
from portal.core.typography import french_date, number_fr
from practices.listing import in_programme
from practices.models import (
    Accompaniment,
    Programme,
    ProgrammeFigure,
    SharedResource,
    StructurePage,
)
from practices.questions import question_url
from practices.referring import names_of
from practices.totals import totals
from practices.view_frame import (
    breadcrumbs,
    entry,
    facts_of,
    index,
    language,
    listing,
)
from practices.views import words_of_term


def accompaniment_index(request):
    """Answer the accompaniments that may be read of, with the hours each took."""
    rows = list(
        Accompaniment.objects.published()
        .prefetch_related("sessions")
        .order_by("slug", "pk")
    )
    names = names_of(rows, language())
    entries = [
        entry(
            names[row.pk].title if row.pk in names else row.anonymous_name,
            row.get_absolute_url(),
            None,
            " · ".join(filter(None, [_hours(row.total_hours), row.starting_point])),
        )
        for row in rows
    ]
    return index(request, _("Accompagnements"), [{"label": "", "entries": entries}])


def accompaniment(request, slug: str):
    """Answer one accompaniment: where it began, its sessions, what it changed."""
    found = get_object_or_404(Accompaniment.objects.published(), slug=slug)
    structure = names_of([found], language()).get(found.pk)
    sessions = list(found.sessions.all())
    return render(
        request,
        "practices/accompaniment_page.html",
        {
            "title": structure.title if structure else found.anonymous_name,
            "description": found.starting_point,
            "kind_label": capfirst(found._meta.verbose_name),
            "structure": structure
            and {"title": structure.title, "url": structure.get_url(request)},
            "facts": facts_of(
                (_("Séances"), len(sessions), ""),
                (_("Temps passé"), _hours(found.total_hours), ""),
            ),
            "sessions": sessions,
            "effects": list(found.effects.all()),
            "documents": list(found.documents.select_related("document")),
            "ingredients": list(
                found.ingredients.get_queryset().with_label(language())
            ),
            "breadcrumbs": breadcrumbs(request, _("Accompagnements"), slug),
        },
    )


def programme(request, slug: str):
    """Answer one programme: what it is, its figures, its practices."""
    found = get_object_or_404(
        Programme.objects.sources().with_label(language()).select_related("locale"),
        slug=slug,
    )
    words = words_of_term(found)
    scheme = found.scheme
    return render(
        request,
        "practices/programme_page.html",
        {
            "title": found.label,
            "description": words.description,
            "kind_label": _("Projet phare") if found.is_flagship else _("Programme"),
            "icon": "",
            "hue": "",
            "call_to_action": words.call_to_action,
            "progress": words.progress,
            "facts": facts_of(
                (_("Aide"), scheme and scheme.name, scheme.get_absolute_url())
                if scheme
                else ("", "", ""),
                (_("Du"), french_date(found.starts_on), ""),
                (_("Au"), french_date(found.ends_on), ""),
            ),
            "figures": by_indicator(_figures(found, words)),
            "children": [],
            "sections": [],
            "totals": totals(in_programme(found), language()),
            "breadcrumbs": breadcrumbs(request, _("Programmes"), slug),
            "feed_url": "",
            "catalogue_url": "",
            **listing(request, in_programme(found)),
        },
    )


def shared_resource(request, slug: str):
    """Answer one shared resource: what it is, who lends it, on what conditions."""
    found = get_object_or_404(
        SharedResource.objects.sources()
        .with_label(language())
        .select_related("locale", "owner"),
        slug=slug,
    )
    words = words_of_term(found)
    structure = (
        StructurePage.objects.published()
        .select_related("locale")
        .filter(pk=found.owner_structure_id)
        .first()
    )
    asked = question_url(structure) if structure else ""
    return render(
        request,
        "practices/resource_page.html",
        {
            "title": found.label,
            "description": words.description,
            "kind_label": capfirst(found._meta.verbose_name),
            "structure": structure
            and {"title": structure.title, "url": structure.get_url(request)},
            "owner": found.owner,
            "themes": list(found.themes.sources().with_label(language())),
            "available_to": words.available_to,
            "conditions": words.conditions,
            "question_url": f"{asked}?ressource={found.slug}" if asked else "",
            "breadcrumbs": breadcrumbs(request, _("Ressources partagées"), slug),
        },
    )


def _hours(hours: Decimal) -> str:
    if not hours:
        return ""
    return _("%(hours)s\u00a0h") % {"hours": number_fr(hours)}


def _figures(found: Programme, words: Programme) -> list[ProgrammeFigure]:
    """Return the figures of the French programme, with their words as ``words``."""
    rows = list(found.figures.order_by("year", "sort_order", "pk"))
    own = (
        {row.translation_key: row for row in words.figures.all()}
        if words is not found
        else {}
    )
    for row in rows:
        row.words = own.get(row.translation_key, row)
    return rows
