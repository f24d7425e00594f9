"""The addresses of the JSON interface: outside the languages, one for all."""

from django.urls import path

from search import api, api_doc

app_name = "search"
urlpatterns = [
    path("", api_doc.page, name="api"),
    path("openapi.json", api_doc.openapi, name="openapi"),
    path("propositions/", api.ProposalsView.as_view(), name="api-proposals"),
    path("pratiques/", api.PracticesView.as_view(), name="api-practices"),
]
