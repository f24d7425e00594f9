"""What the JSON interface can be asked, for people and for programs."""

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from portal.core.addresses import absolute
from portal.core.models.base import SOURCE_LANGUAGE
from portal.core.navigation import page_of_kind
from search.api import LANGUAGE, open_to_all
from search.facet import Facet
from search.facets import FACETS
from search.forms import MAX_QUERY, sorts
from search.lists import PRACTICES
from search.options import ChoiceOptions, Option


@dataclass(frozen=True)
class Parameter:
    """A parameter of the query string, as the documentation shows it."""

    name: str
    label: str | Promise
    is_repeated: bool
    # The values it takes when the list is closed.
    options: list[Option]

    @property
    def values(self) -> str:
        """The values of a closed list, in one line."""
        return ", ".join(option.value for option in self.options)


@require_safe
def page(request: HttpRequest) -> HttpResponse:
    """Show how to ask for practices."""
    home = page_of_kind(request, "home")
    endpoint = absolute(reverse("search:api-practices"))
    context = {
        "title": gettext("Les pratiques en données ouvertes"),
        "description": gettext(
            "Le catalogue en JSON, pour qui veut le relire, le compter ou le montrer "
            "ailleurs."
        ),
        "breadcrumbs": [{"title": home.title, "url": home.get_url(request)}]
        if home
        else [],
        "endpoint": endpoint,
        "example_url": f"{endpoint}?cout=gratuit&tri=titre",
        "parameters": parameters(),
    }
    return render(request, "search/api_doc.html", context)


@require_safe
def openapi(request: HttpRequest) -> HttpResponseBase:
    """Answer with the description that programs read."""
    return open_to_all(JsonResponse(description()))


def parameters() -> list[Parameter]:
    """Return every parameter of the list, in the order they are documented."""
    orders = [Option(sort, sort) for sort in sorts(PRACTICES)]
    languages = [Option("fr", "Français"), Option("en", "English")]
    return [
        Parameter("q", _("Texte à chercher"), False, []),
        *[
            Parameter(facet.name, facet.label, True, _closed_values(facet))
            for facet in FACETS
        ],
        Parameter("tri", _("Ordre"), False, orders),
        Parameter("page", _("Numéro de page"), False, []),
        Parameter(LANGUAGE, _("Langue"), False, languages),
    ]


def description() -> dict[str, Any]:
    """Return the OpenAPI document."""
    text = {"type": "string"}
    address = {"type": ["string", "null"], "format": "uri"}
    part = _object(text=text, is_hit={"type": "boolean"})
    # Where the text was found; the place is empty where it is the lead.
    hit = _object(place=text, lang=text, parts={"type": "array", "items": part})
    result = _object(
        title=text,
        url=text,
        lead=text,
        niveau=text,
        etat=text,
        themes={"type": "array", "items": text},
        structure=_object(title=text, url=text),
        published={"type": ["string", "null"], "format": "date-time"},
        hit={"anyOf": [hit, {"type": "null"}]},
    )
    value = _object(
        value=text,
        label=text,
        count={"type": "integer"},
        selected={"type": "boolean"},
    )
    values = {"type": "array", "items": value}
    answer = _object(
        count={"type": "integer"},
        next=address,
        previous=address,
        notes={"type": "array", "items": text},
        results={"type": "array", "maxItems": PRACTICES.per_page, "items": result},
        facets=_object(**{facet.name: values for facet in FACETS}),
    )
    return {
        "openapi": "3.1.0",
        "info": {"title": str(_("Pratiques à partager")), "version": "1.0.0"},
        "servers": [{"url": absolute("/").rstrip("/")}],
        "paths": {
            reverse("search:api-practices"): {
                "get": {
                    "operationId": "listPractices",
                    "summary": str(_("Les pratiques publiées, filtrées et comptées")),
                    "parameters": [_described(each) for each in parameters()],
                    "responses": {
                        "200": {
                            "description": str(_("Une page de la liste")),
                            "content": {"application/json": {"schema": answer}},
                        }
                    },
                }
            }
        },
    }


def _closed_values(facet: Facet) -> list[Option]:
    if not isinstance(facet.options, ChoiceOptions):
        return []
    choices = facet.options.choices
    return [Option(choice.value, choice.label) for choice in choices]


def _described(parameter: Parameter) -> dict[str, Any]:
    one: dict[str, Any] = {"type": "string"}
    if parameter.name == "page":
        one = {"type": "integer", "minimum": 1, "default": 1}
    if parameter.name == "q":
        one["maxLength"] = MAX_QUERY
    if parameter.name == LANGUAGE:
        one["default"] = SOURCE_LANGUAGE
    if parameter.options:
        one["enum"] = [option.value for option in parameter.options]
    schema = {"type": "array", "items": one} if parameter.is_repeated else one
    return {
        "name": parameter.name,
        "in": "query",
        "required": False,
        "description": str(parameter.label),
        "schema": schema,
        **({"style": "form", "explode": True} if parameter.is_repeated else {}),
    }


def _object(**properties: Any) -> dict[str, Any]:
    return {
        "type": "object",
        "required": list(properties),
        "properties": properties,
    }
