"""The addresses of what is not a page: terms, places, bodies, feeds, questions."""

from django.urls import path
from django.utils.translation import gettext_lazy as _

from practices import demarche_views, place_views, views
from practices.feeds import NewPracticesFeed, ThemePracticesFeed
from practices.models import (
    Audience,
    Challenge,
    CommunicationTool,
    FundingScheme,
    Ingredient,
    PolicyScheme,
    Programme,
    SharedResource,
    Theme,
)
from practices.question_views import ask_question, question_sent

app_name = "practices"

# prefix, name of the view, model, facet of the catalogue, title of the list
TERMS = [
    ("themes", "theme", Theme, "theme", _("Thèmes")),
    ("publics", "audience", Audience, "public", _("Publics")),
    ("cadres", "policy_scheme", PolicyScheme, "cadre", _("Cadres locaux")),
    ("aides", "funding_scheme", FundingScheme, "", _("Aides mobilisables")),
    ("enjeux", "challenge", Challenge, "", _("Enjeux")),
    ("ingredients", "ingredient", Ingredient, "", _("Ingrédients")),
    (
        "outils-de-communication",
        "communication_tool",
        CommunicationTool,
        "outil",
        _("Outils de communication"),
    ),
]

urlpatterns = [
    path("pratiques.atom", NewPracticesFeed(), name="feed"),
    path("themes/<slug:slug>/pratiques.atom", ThemePracticesFeed(), name="theme_feed"),
    path("territoires/", place_views.territory_index, name="territory_index"),
    path("territoires/<slug:slug>/", place_views.territory, name="territory"),
    path("organismes/", place_views.organisation_index, name="organisation_index"),
    path("organismes/<slug:slug>/", place_views.organisation, name="organisation"),
    path(
        "accompagnements/",
        demarche_views.accompaniment_index,
        name="accompaniment_index",
    ),
    path(
        "accompagnements/<slug:slug>/",
        demarche_views.accompaniment,
        name="accompaniment",
    ),
    path(
        "programmes/",
        views.term_index,
        {"model": Programme, "title": _("Programmes")},
        name="programme_index",
    ),
    path("programmes/<slug:slug>/", demarche_views.programme, name="programme"),
    path(
        "ressources/",
        views.term_index,
        {"model": SharedResource, "title": _("Ressources partagées")},
        name="shared_resource_index",
    ),
    path(
        "ressources/<slug:slug>/",
        demarche_views.shared_resource,
        name="shared_resource",
    ),
    path("questions/<int:page_id>/", ask_question, name="ask_question"),
    path("questions/<int:page_id>/merci/", question_sent, name="question_sent"),
]
for prefix, name, model, facet, title in TERMS:
    urlpatterns += [
        path(
            f"{prefix}/",
            views.term_index,
            {"model": model, "title": title},
            name=f"{name}_index",
        ),
        path(
            f"{prefix}/<slug:slug>/",
            views.term,
            {"model": model, "facet": facet, "index_title": title},
            name=name,
        ),
    ]
