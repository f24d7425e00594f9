"""The two pages of « Poser une question »: the form, and what happens next.

« Demander un coup de main », to an ambassador, has the same two.
"""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import get_language, gettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from portal.core.models import BasePage
from portal.core.models.base import SOURCE_LANGUAGE
from practices.models import (
    AmbassadorPage,
    PracticePage,
    SharedResource,
    StructurePage,
)
from practices.models.question import AskedPage, structure_of, subject_of
from practices.question_form import QuestionForm
from practices.question_limits import HOUR
from practices.questions import (
    TooManyQuestionsError,
    find_asked,
    send_question,
)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def ask_question(request: HttpRequest, page_id: int) -> HttpResponseBase:
    """Show the form, or send what was written in it."""
    asked = _asked_or_404(page_id)
    if request.method != "POST":
        if asked.pk != page_id:
            return redirect("practices:ask_question", asked.pk)
        opening = _opening(asked, request.GET.get("ressource", ""))
        return _show_form(request, asked, _form(asked, opening=opening))
    form = _form(asked, request.POST)
    sent = redirect("practices:question_sent", asked.pk)
    if form.is_from_a_machine:
        # It is told that all went well, so that it does not try something else.
        return sent
    if not form.is_valid():
        return _show_form(request, asked, form)
    try:
        send_question(
            asked,
            request,
            name=form.cleaned_data["name"],
            email=form.cleaned_data["email"],
            text=form.cleaned_data["question"],
        )
    except TooManyQuestionsError:
        form.add_error(
            None,
            gettext(
                "Beaucoup de questions sont parties d’ici, ou vers cette structure, "
                "depuis une heure. Votre texte est toujours là\u00a0: gardez cette page "
                "ouverte et renvoyez-le plus tard."
            ),
        )
        response = _show_form(request, asked, form, status=429)
        response["Retry-After"] = str(int(HOUR.total_seconds()))
        return response
    return sent


@require_safe
def question_sent(request: HttpRequest, page_id: int) -> HttpResponseBase:
    """Say that the question is on its way, and what happens next."""
    asked = _asked_or_404(page_id)
    if asked.pk != page_id:
        return redirect("practices:question_sent", asked.pk)
    title = gettext("Votre question est envoyée")
    if not isinstance(asked, PracticePage):
        title = gettext("Votre demande est envoyée")
    context = _context(asked, title)
    return render(request, "practices/question_sent.html", context)


def _asked_or_404(page_id: int) -> AskedPage:
    asked = find_asked(page_id)
    if asked is None:
        raise Http404
    return asked


def _form(asked: AskedPage, data: Any = None, opening: str = "") -> QuestionForm:
    is_for_help = not isinstance(asked, PracticePage)
    return QuestionForm(
        data, page_id=asked.pk, is_for_help=is_for_help, opening=opening
    )


def _opening(asked: AskedPage, slug: str) -> str:
    """Return how a message begins that asks for something the structure lends."""
    if not slug or "\0" in slug or not isinstance(asked, StructurePage):
        return ""
    lent = SharedResource.objects.sources().filter(owner_structure=asked, slug=slug)
    resource = lent.with_label(get_language()).first()
    if resource is None:
        return ""
    return gettext("À propos de «\u00a0%(resource)s\u00a0»\u00a0:") % {
        "resource": resource.label
    }


def _show_form(
    request: HttpRequest, asked: AskedPage, form: QuestionForm, status: int = 200
) -> HttpResponse:
    title = gettext("Poser une question")
    if isinstance(asked, AmbassadorPage):
        title = gettext("Demander un coup de main")
    if isinstance(asked, StructurePage):
        title = gettext("Écrire à la structure")
    context = _context(asked, title)
    return render(
        request,
        "practices/question_form.html",
        context | {"form": form},
        status=status,
    )


def _context(asked: AskedPage, title: str) -> dict[str, Any]:
    words = _in_reader_language(asked)
    structure = structure_of(asked)
    # A structure that was withdrawn is not named.
    if structure and structure.live:
        structure_title = _in_reader_language(structure).title
    elif isinstance(asked, AmbassadorPage):
        structure_title = gettext("sa structure")
    else:
        structure_title = gettext("la structure qui porte cette pratique")
    crumbs = [*words.breadcrumbs, words]
    return {
        "title": title,
        "description": title,
        "kind": subject_of(asked),
        "asked": {"title": words.title, "url": words.get_url()},
        "structure": {"title": structure_title},
        "breadcrumbs": [
            {"title": page.title, "url": page.get_url()} for page in crumbs if page.live
        ],
    }


def _in_reader_language(source: BasePage) -> BasePage:
    """Return the published translation the reader would be shown, else the source."""
    language = get_language() or SOURCE_LANGUAGE
    if language == SOURCE_LANGUAGE:
        return source
    translation = (
        type(source)
        .objects.published()
        .filter(
            translation_key=source.translation_key,
            locale__language_code=language,
            alias_of=None,
        )
        .first()
    )
    return translation or source
