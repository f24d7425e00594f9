"""How a practice begins that comes from a day: an idea or a workshop's example.

Nothing is made of it here: the form of a new practice opens with these words in it, and
whoever writes it saves it or does not.
"""

from dataclasses import dataclass
from typing import Any

from django.utils.text import Truncator
from django.utils.translation import gettext as _

from events.models import ThematicDayPage, Workshop, WorkshopIdea
from practices.models import PracticePage, StructurePage, Territory
from practices.readiness import TITLE_LENGTH

LEAD_LENGTH: Any = PracticePage._meta.get_field("lead").max_length


@dataclass(frozen=True)
class Opening:
    """The first words of a practice, and where they come from."""

    # The translation key of the row: numbers of rows change.
    key: str
    kind: str
    title: str
    lead: str
    presented_by: str = ""
    territory: Territory | None = None


def openings_of(day: ThematicDayPage) -> list[Opening]:
    """Return what the latest version of a French day may lead to, in its order."""
    latest = day.get_latest_revision_as_object()
    workshops = list(latest.workshops.all())
    titles = {workshop.key: workshop.title for workshop in workshops if workshop.key}
    examples = [
        _of_example(workshop, latest.title)
        for workshop in workshops
        if workshop.presented_by
    ]
    ideas = [
        _of_idea(idea, titles.get(idea.workshop_key, ""), latest.title)
        for idea in latest.ideas.all()
    ]
    return [*examples, *ideas]


def opening_of(day: ThematicDayPage, key: str) -> Opening | None:
    """Return the opening of a day that bears ``key``, if there is one."""
    return next((one for one in openings_of(day) if one.key == key), None)


def fill(page: PracticePage, day: ThematicDayPage, opening: Opening) -> None:
    """Put the first words and the day's subjects in a practice that is not saved."""
    page.title = opening.title
    # Wagtail keeps what it was given when the form is drawn.
    page.draft_title = opening.title
    page.lead = opening.lead
    page.themes = list(day.get_latest_revision_as_object().themes.all())
    if opening.territory:
        page.territories = [opening.territory]


def presenter(opening: Opening, structures: list[StructurePage]) -> int | None:
    """Return which of ``structures`` presented it, when it is among them."""
    name = opening.presented_by.casefold()
    return next((one.pk for one in structures if one.title.casefold() == name), None)


def _of_example(workshop: Workshop, day: str) -> Opening:
    told = _("Raconté par %(who)s à la journée «\u00a0%(day)s\u00a0».") % {
        "who": workshop.presented_by,
        "day": day,
    }
    return Opening(
        key=str(workshop.translation_key),
        kind=_("Exemple d’un atelier"),
        title=_shortened(workshop.title, TITLE_LENGTH),
        lead=_shortened(f"{workshop.question} {told}".strip(), LEAD_LENGTH),
        presented_by=workshop.presented_by,
        territory=workshop.territory,
    )


def _of_idea(idea: WorkshopIdea, workshop: str, day: str) -> Opening:
    born = _("Idée née à la journée «\u00a0%(day)s\u00a0».") % {"day": day}
    if workshop:
        born = _(
            "Idée née dans l’atelier «\u00a0%(workshop)s\u00a0» de la journée "
            "«\u00a0%(day)s\u00a0»."
        ) % {"workshop": workshop, "day": day}
    return Opening(
        key=str(idea.translation_key),
        kind=_("Idée d’un atelier"),
        title=_shortened(idea.text, TITLE_LENGTH),
        lead=_shortened(f"{idea.text.rstrip('.')}. {born}", LEAD_LENGTH),
    )


def _shortened(text: str, length: int) -> str:
    return Truncator(text).chars(length)
