"""The addresses of what is not a page: calendars and series."""

from django.urls import path, re_path

from events import gathered, views

app_name = "events"

urlpatterns = [
    path("journees.ics", views.calendar, name="calendar"),
    re_path(
        r"^(?P<path>(?:[-\w]+/)+)journee\.ics$", views.day_calendar, name="day_calendar"
    ),
    path("livrables/", gathered.deliverables, name="deliverables"),
    path("methodes/", gathered.methods, name="methods"),
    path("cycles/", views.series_index, name="series_index"),
    path("cycles/<slug:slug>/", views.series, name="series"),
]
