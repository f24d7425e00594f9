"""The lists that facets narrow: practices, structures, ambassadors and days."""

from collections.abc import Mapping
from typing import Any

from django.db.models import Case, F, Q, When
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from events.cards import day_clue
from events.listing import coming_and_past, listed
from events.models import ThematicDayPage
from events.names import names_close_to, speakers_named
from practices.ambassadors import ambassadors, directory
from practices.cards import practice_cards
from practices.enums import Offer
from practices.models import AmbassadorPage, PracticePage, StructurePage
from practices.structures import in_order, network
from search import wording
from search.faceted import (
    PAGE,
    Clue,
    FacetedList,
    Order,
    Turns,
    by_text,
    down,
    end_of_shown_title,
    shown_title,
    up,
)
from search.facets import AMBASSADOR_FACETS, DAY_FACETS, FACETS, STRUCTURE_FACETS

# What the clue of a day is made of.
DATES = ("starts_at", "ends_at", "is_postponed", "cancelled_on")
OFFERS_NAMED = 2


def _commune(held: Mapping[str, Any]) -> str:
    return held["commune"] or ""


def _offers(held: Mapping[str, Any]) -> str:
    """Return the first things someone gives a hand with."""
    return ", ".join(str(Offer(each).label) for each in held["offers"][:OFFERS_NAMED])


def _dates(language: str) -> dict[str, Any]:
    """Return what days are ordered by, now."""
    is_over = Q(ends_at__lte=timezone.now())
    return {
        "ended": Case(When(is_over, then=1), default=0),
        "coming": Case(When(~is_over, then=F("starts_at"))),
        "coming_page": Case(When(~is_over, then=F("pk"))),
        "ends": F("ends_at"),
    }


PRACTICES = FacetedList(
    name="catalogue",
    models=(PracticePage,),
    pages=lambda: PracticePage.objects.published().sources(),
    facets=FACETS,
    orders=(
        Order(
            "recent",
            _("nouveauté"),
            lambda language: {"published": F("first_published_at")},
            (down("published"), down(PAGE)),
        ),
        Order(
            "titre",
            _("titre"),
            shown_title(PracticePage, "sort_title"),
            (by_text("shown_title"), up(PAGE)),
            turns=end_of_shown_title(PracticePage),
        ),
        Order(
            "cout",
            _("coût"),
            lambda language: {
                "cost": F("cost_total"),
                "published": F("first_published_at"),
            },
            # What costs least first, what nobody said last.
            (up("cost"), down("published"), down(PAGE)),
        ),
    ),
    show=practice_cards,
    template="search/_practices.html",
    wording=wording.PRACTICES,
    looks_elsewhere=True,
    tells_hits=True,
)

STRUCTURES = FacetedList(
    name="structures",
    models=(StructurePage,),
    pages=network,
    facets=STRUCTURE_FACETS,
    orders=(
        Order(
            "territoire",
            _("territoire"),
            lambda language: {"place": F("epci_slug"), "name": F("slug")},
            (by_text("place"), by_text("name"), up(PAGE)),
        ),
    ),
    show=in_order,
    template="search/_structures.html",
    wording=wording.STRUCTURES,
    clue=Clue({"commune": "structurepage__commune__name"}, _commune),
    per_page=24,
)

AMBASSADORS = FacetedList(
    name="ambassadors",
    models=(AmbassadorPage,),
    pages=ambassadors,
    facets=AMBASSADOR_FACETS,
    orders=(
        Order(
            "nom",
            _("nom"),
            lambda language: {"name": F("slug")},
            (by_text("name"), up(PAGE)),
        ),
    ),
    show=directory,
    template="search/_ambassadors.html",
    wording=wording.AMBASSADORS,
    clue=Clue({"offers": "ambassadorpage__offers"}, _offers),
    per_page=24,
    # Until when someone agrees.
    follows_dates=True,
)

DAYS = FacetedList(
    name="days",
    models=(ThematicDayPage,),
    pages=listed,
    facets=DAY_FACETS,
    orders=(
        Order(
            "date",
            _("date"),
            _dates,
            # Those to come, the nearest first, then those that were, the latest first.
            (
                up("ended"),
                up("coming"),
                up("coming_page"),
                down("ends"),
                down(PAGE),
            ),
            turns=lambda language: Turns(listed(), "ends_at"),
        ),
    ),
    show=coming_and_past,
    template="search/_days.html",
    wording=wording.DAYS,
    clue=Clue(
        {name: f"thematicdaypage__{name}" for name in DATES},
        lambda held: day_clue(**held),
    ),
    people=speakers_named,
    names_meant=names_close_to,
    follows_dates=True,
)

# Apps above this one add theirs.
LISTS = [PRACTICES, DAYS, STRUCTURES, AMBASSADORS]


def register_list(listing: FacetedList) -> None:
    """Have ``listing`` found from the catalogue, and checked like the others."""
    if listing not in LISTS:
        LISTS.append(listing)
