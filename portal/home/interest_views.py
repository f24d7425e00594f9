"""The pages of « Prévenez-moi »: ask, confirm, withdraw.

Links of mails change nothing when they are opened: programs that guard letter boxes
open them too. A button does.
"""

from typing import Any

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from portal.core.models.base import SOURCE_LANGUAGE
from portal.home.interest import (
    DeadLinkError,
    TooManyInterestsError,
    ask_for,
    confirm,
    find_guide,
    guide_in,
    interest_to_confirm,
    interest_to_withdraw,
    withdraw,
)
from portal.home.models import Publication
from practices.question_form import GuardedForm
from practices.question_limits import HOUR
from practices.view_frame import breadcrumbs


class InterestForm(GuardedForm):
    """An address."""

    field_order = ["email"]
    too_old_message = _(
        "Cette page est restée ouverte longtemps. Votre adresse est toujours là\u00a0: "
        "relisez-la, puis envoyez-la à nouveau."
    )
    too_fast_message = _(
        "Votre adresse est partie plus vite qu’une personne ne l’écrit, et nous l’avons "
        "retenue. Elle est toujours là\u00a0: envoyez-la à nouveau."
    )

    email = forms.EmailField(
        label=_("Votre adresse électronique"),
        max_length=254,
        help_text=_("Vous y recevrez d’abord un message pour confirmer."),
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
        error_messages={
            "required": _("Écrivez l’adresse où vous voulez être prévenu·e."),
            "invalid": _("Écrivez une adresse complète, comme nom@exemple.fr."),
            "max_length": _("Cette adresse est trop longue pour en être une."),
        },
    )


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def ask_interest(request: HttpRequest, page_id: int) -> HttpResponseBase:
    """Show the form, or keep the address that was written in it."""
    guide = _guide_or_404(page_id)
    if guide.is_out:
        return redirect(guide_in(guide, _language()).get_url(request) or "/")
    if request.method != "POST":
        return _show_form(request, guide, InterestForm(page_id=guide.pk))
    form = InterestForm(request.POST, page_id=guide.pk)
    sent = redirect("home:interest_sent", guide.pk)
    if form.is_from_a_machine:
        # It is told that all went well, so that it does not try something else.
        return sent
    if not form.is_valid():
        return _show_form(request, guide, form)
    try:
        ask_for(guide, request, email=form.cleaned_data["email"])
    except TooManyInterestsError:
        form.add_error(
            None,
            gettext(
                "Beaucoup de demandes sont parties d’ici, ou pour ce guide, depuis une "
                "heure. Gardez cette page ouverte et renvoyez la vôtre plus tard."
            ),
        )
        response = _show_form(request, guide, form, status=429)
        response["Retry-After"] = str(int(HOUR.total_seconds()))
        return response
    return sent


@require_safe
def interest_sent(request: HttpRequest, page_id: int) -> HttpResponseBase:
    """Say that a mail is on its way, the same to everyone."""
    return _say(
        request,
        gettext("Regardez votre messagerie"),
        gettext(
            "Si cette adresse n’attendait pas déjà ce guide, un message part vers elle. "
            "Suivez son lien dans les trois jours\u00a0: sans cela, l’adresse est effacée."
        ),
        guide=_guide_or_404(page_id),
    )


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def confirm_interest(request: HttpRequest, token: str) -> HttpResponseBase:
    """Ask whether the reader wants it, or take their word for it."""
    try:
        interest = interest_to_confirm(token)
    except DeadLinkError:
        return _say_dead(request)
    guide = _guide_or_404(interest.publication_id)
    if request.method == "POST":
        confirm(interest)
        return redirect("home:interest_confirmed", guide.pk)
    return _say(
        request,
        gettext("Vous prévenir de la parution\u00a0?"),
        gettext(
            "Nous vous écrirons une seule fois, quand «\u00a0%(guide)s\u00a0» paraîtra."
        )
        % {"guide": guide_in(guide, _language()).title},
        guide=guide,
        action=gettext("Oui, prévenez-moi"),
    )


@require_safe
def interest_confirmed(request: HttpRequest, page_id: int) -> HttpResponseBase:
    """Say that it is done."""
    guide = _guide_or_404(page_id)
    return _say(
        request,
        gettext("C’est noté"),
        gettext("Nous vous écrirons quand «\u00a0%(guide)s\u00a0» paraîtra.")
        % {"guide": guide_in(guide, _language()).title},
        guide=guide,
    )


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def withdraw_interest(request: HttpRequest, token: str) -> HttpResponseBase:
    """Ask whether to erase the address, or erase it; the guide may be gone."""
    try:
        key = interest_to_withdraw(token)
    except DeadLinkError:
        return _say_dead(request)
    if request.method == "POST":
        withdraw(key)
        return redirect("home:interest_withdrawn")
    return _say(
        request,
        gettext("Ne plus attendre ce guide\u00a0?"),
        gettext("Votre adresse sera effacée et nous ne vous écrirons pas."),
        action=gettext("Effacer mon adresse"),
    )


@require_safe
def interest_withdrawn(request: HttpRequest) -> HttpResponseBase:
    """Say that the address is gone."""
    return _say(
        request,
        gettext("Votre adresse est effacée"),
        gettext("Nous ne vous écrirons pas à propos de ce guide."),
    )


def _guide_or_404(page_id: int) -> Publication:
    guide = find_guide(page_id)
    if guide is None:
        raise Http404
    return guide


def _language() -> str:
    return get_language() or SOURCE_LANGUAGE


def _show_form(
    request: HttpRequest, guide: Publication, form: InterestForm, status: int = 200
) -> HttpResponse:
    context = _context(request, gettext("Prévenez-moi de la parution"), guide)
    return render(
        request, "home/interest_form.html", context | {"form": form}, status=status
    )


def _say(
    request: HttpRequest,
    title: str,
    lead: str,
    *,
    guide: Publication | None = None,
    action: str = "",
    status: int = 200,
) -> HttpResponse:
    context = _context(request, title, guide) | {"lead": lead, "action": action}
    return render(request, "home/interest_message.html", context, status=status)


def _say_dead(request: HttpRequest) -> HttpResponse:
    return _say(
        request,
        gettext("Ce lien ne sert plus"),
        gettext(
            "Il date de plus de trois jours, il est incomplet, ou l’adresse a déjà été "
            "effacée. Vous pouvez recommencer depuis la page du guide."
        ),
        status=410,
    )


def _context(
    request: HttpRequest, title: str, guide: Publication | None
) -> dict[str, Any]:
    crumbs = breadcrumbs(request)
    words = guide_in(guide, _language()) if guide else None
    if words:
        pages = [page for page in [*words.breadcrumbs, words] if page.live]
        crumbs = [{"title": page.title, "url": page.get_url()} for page in pages]
    return {
        "title": title,
        "guide": {"title": words.title, "url": words.get_url()} if words else None,
        "breadcrumbs": crumbs,
    }
