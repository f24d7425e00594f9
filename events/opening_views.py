"""In the admin: from a day to the form of a new practice, its first words in it."""

from urllib.parse import urlencode

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from wagtail.permissions import page_permission_policy

from events.models import ThematicDayPage
from events.openings import Opening, opening_of, openings_of, presenter
from portal.core.visibility import NUMBER
from practices.models import StructurePage

DAY, ROW = "journee", "ligne"


@require_safe
def choose_opening(request: HttpRequest, page_id: int) -> HttpResponseBase:
    """Show ideas and examples of a day, or go on to the form of a practice."""
    day = get_object_or_404(ThematicDayPage.objects.sources(), pk=page_id)
    if not day.permissions_for_user(request.user).can_edit():
        raise PermissionDenied
    structures = list(writable_structures(request.user))
    opening = opening_of(day, request.GET.get(ROW, ""))
    wanted = request.GET.get("structure", "")
    if opening and wanted == "":
        wanted = str(presenter(opening, structures) or "")
    if opening and wanted in {str(structure.pk) for structure in structures}:
        form = reverse(
            "wagtailadmin_pages:add", args=["practices", "practicepage", wanted]
        )
        return redirect(f"{form}?{urlencode({DAY: day.pk, ROW: opening.key})}")
    return render(
        request,
        "events/admin/choose_opening.html",
        {
            "header_title": _("Tirer une pratique de la journée"),
            "page_title": _("Tirer une pratique de la journée"),
            "page_subtitle": day.title,
            "header_icon": "doc-full",
            "breadcrumbs_items": [],
            "openings": openings_of(day),
            "lacks_structure": opening is not None,
            "chosen": opening.key if opening else "",
            "structures": structures,
            "edit_url": reverse("wagtailadmin_pages:edit", args=[day.pk]),
        },
    )


def writable_structures(user):
    """Return the French structures under which ``user`` may add a practice."""
    addable = page_permission_policy.instances_user_has_permission_for(user, "add")
    return (
        StructurePage.objects.sources()
        .filter(pk__in=addable.values("pk"))
        .order_by("title")
    )


def asked_opening(request: HttpRequest) -> tuple[ThematicDayPage, Opening] | None:
    """Return the day and the opening that the address of a form names.

    What the user may not edit, or is not there, is as if it was not named.
    """
    wanted = request.GET.get(DAY, "")
    if not NUMBER.fullmatch(wanted):
        return None
    day = ThematicDayPage.objects.sources().filter(pk=wanted).first()
    if day is None or not day.permissions_for_user(request.user).can_edit():
        return None
    opening = opening_of(day, request.GET.get(ROW, ""))
    return (day, opening) if opening else None
