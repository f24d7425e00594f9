"""The catalogue as JSON, for anyone: same parameters, same answers, read-only."""

from django.conf import settings
from django.http import HttpRequest, JsonResponse
from django.http.response import HttpResponse, HttpResponseBase
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.utils.translation import gettext, ngettext, override
from django.views import View
from django.views.decorators.csrf import csrf_exempt

from portal.core.addresses import absolute
from portal.core.models.base import SOURCE_LANGUAGE
from practices.cards import Card
from search.advice import notes_on
from search.engine import run
from search.engines.contract import Results
from search.facets import FACETS
from search.forms import Selection, parse
from search.hits import Hit, shown_with_hits
from search.lists import DAYS, PRACTICES, STRUCTURES
from search.suggestions import proposals
from search.values import facet_values

LANGUAGE = "langue"
# The lists whose search field proposes pages.
PROPOSING = {each.proposes: each for each in (PRACTICES, STRUCTURES, DAYS)}


# Nothing is written here: another method is refused as such, not for want of a token.
@method_decorator(csrf_exempt, name="dispatch")
class PracticesView(View):
    """The list of practices with every facet."""

    http_method_names = ["get", "head", "options"]

    def dispatch(self, request: HttpRequest, *args, **kwargs) -> HttpResponseBase:
        """Answer, and let pages of any origin read the answer."""
        return open_to_all(super().dispatch(request, *args, **kwargs))

    def get(self, request: HttpRequest) -> JsonResponse:
        """Return one page of the list and what each value would give."""
        language = asked_language(request)
        with override(language):
            selection = parse(request.GET, language)
            results = run(selection, language)
            cards = shown_with_hits(selection, results, language)
            values = facet_values(FACETS, selection, results, language)
            return JsonResponse(
                {
                    "count": results.count,
                    "next": _neighbour(selection, results, language, 1),
                    "previous": _neighbour(selection, results, language, -1),
                    "notes": notes_on(selection, results),
                    "results": [_result(card) for card in cards],
                    "facets": {
                        facet.name: [
                            {
                                "value": value.value,
                                "label": value.label,
                                "count": value.count,
                                "selected": value.selected,
                            }
                            for value in values[facet.name]
                        ]
                        for facet in FACETS
                    },
                },
                json_dumps_params={"ensure_ascii": False},
            )


@method_decorator(csrf_exempt, name="dispatch")
class ProposalsView(View):
    """What to propose to someone who is typing."""

    http_method_names = ["get", "head", "options"]

    def get(self, request: HttpRequest) -> JsonResponse:
        """Return the pages whose name holds the text, and what to say of them."""
        language = asked_language(request)
        with override(language):
            listing = PROPOSING.get(request.GET.get("liste", ""), PRACTICES)
            found = proposals(request.GET.get("q", ""), language, listing)
            return JsonResponse(
                {
                    "status": ngettext(
                        "%(n)s proposition", "%(n)s propositions", len(found)
                    )
                    % {"n": len(found)}
                    if found
                    else gettext("Aucune proposition"),
                    "stop": gettext("Ne plus rien proposer"),
                    "proposals": [
                        {
                            "label": each.label,
                            "kind": str(each.kind),
                            "url": each.url,
                            "lang": each.lang,
                        }
                        for each in found
                    ],
                },
                json_dumps_params={"ensure_ascii": False},
            )


def asked_language(request: HttpRequest) -> str:
    """Return the language asked for, French if it is none of ours."""
    language = request.GET.get(LANGUAGE, "")
    return language if language in dict(settings.LANGUAGES) else SOURCE_LANGUAGE


def open_to_all(response: HttpResponseBase) -> HttpResponseBase:
    """Return ``response`` with leave for scripts of any origin to read it."""
    if isinstance(response, HttpResponse):
        response["Access-Control-Allow-Origin"] = "*"
        response["Access-Control-Allow-Methods"] = "GET, HEAD, OPTIONS"
    return response


def _neighbour(
    selection: Selection, results: Results, language: str, step: int
) -> str | None:
    """Return the address of the page before or after, if there is one."""
    number = results.page.number + step
    if not 1 <= number <= results.page.paginator.num_pages:
        return None
    url = selection.with_closed(*selection.opened).url(
        absolute(reverse("search:api-practices")), page=number
    )
    if language == SOURCE_LANGUAGE:
        return url
    return f"{url}{'&' if '?' in url else '?'}{LANGUAGE}={language}"


def _result(card: Card) -> dict:
    return {
        "title": card.title,
        "url": absolute(card.url),
        "lead": card.lead,
        "niveau": card.level,
        "etat": card.state,
        "themes": [theme.slug for theme in card.themes],
        "structure": {
            "title": card.structure_title,
            "url": absolute(card.structure_url),
        },
        "published": card.published.isoformat() if card.published else None,
        "hit": _hit(card.hit) if card.hit else None,
    }


def _hit(hit: Hit) -> dict:
    return {
        "place": hit.place,
        "lang": hit.lang,
        "parts": [{"text": part.text, "is_hit": part.is_hit} for part in hit.parts],
    }
