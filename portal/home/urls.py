"""The addresses of what is not a page: to be told that a guide is out."""

from django.urls import path

from portal.home import interest_views

app_name = "home"

urlpatterns = [
    path("guides/<int:page_id>/", interest_views.ask_interest, name="ask_interest"),
    path(
        "guides/<int:page_id>/envoye/",
        interest_views.interest_sent,
        name="interest_sent",
    ),
    path(
        "guides/<int:page_id>/confirme/",
        interest_views.interest_confirmed,
        name="interest_confirmed",
    ),
    path(
        "guides/confirmer/<str:token>/",
        interest_views.confirm_interest,
        name="confirm_interest",
    ),
    path(
        "guides/retirer/<str:token>/",
        interest_views.withdraw_interest,
        name="withdraw_interest",
    ),
    path(
        "guides/retire/", interest_views.interest_withdrawn, name="interest_withdrawn"
    ),
]
