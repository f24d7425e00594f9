"""Thematic days for tests."""

from datetime import date, datetime, timedelta
from itertools import count

from django.utils.text import slugify

from events.models import (
    DayOrganiser,
    DayVideo,
    EventSeries,
    EventSession,
    PresentedPractice,
    Speaker,
    ThematicDayPage,
)
from events.states import PARIS
from portal.home.tree import source_locale
from practices.models import Organisation
from tests.factories import make_commune, make_image, make_theme, make_tree

_numbers = count(1)
# A Saturday of summer time: 9 h in Paris is 7 h in UTC.
SATURDAY = datetime(2027, 4, 10, 9, tzinfo=PARIS)


def make_organisation(name: str = "Fédération") -> Organisation:
    """Return the body of that name."""
    return Organisation.objects.get_or_create(
        slug=slugify(name), defaults={"name": name}
    )[0]


def make_series(name: str = "Les journées", slug: str = "les-journees") -> EventSeries:
    """Return the French series of that slug."""
    return EventSeries.objects.get_or_create(
        slug=slug, locale=source_locale(), defaults={"name": name}
    )[0]


def session(start: datetime = SATURDAY, hours: float = 8, **fields) -> EventSession:
    """Return a session that misses nothing, not saved."""
    return EventSession(
        locale=source_locale(),
        **{
            "title": "La journée",
            "starts_at": start,
            "ends_at": start + timedelta(hours=hours),
            "place_name": "Salle des fêtes",
            "territory": make_commune(),
            **fields,
        },
    )


def video(**fields) -> DayVideo:
    """Return a video that misses nothing, not saved."""
    return DayVideo(
        locale=source_locale(),
        **{
            "title": "L’entretien",
            "url": "https://video.example.org/1",
            "still": make_image("Une salle"),
            "transcript": "<p>Bonjour à tous.</p>",
            **fields,
        },
    )


def speaks(name: str, **fields) -> Speaker:
    """Return a speaker who agrees to be named."""
    return Speaker(name=name, consent_given_on=date(2026, 6, 1), **fields)


def new_day(title: str | None = None, **fields) -> ThematicDayPage:
    """Return a day that misses nothing, not saved."""
    locale = make_tree().home.locale
    relations = {
        "themes": [make_theme()],
        "sessions": [session()],
        "organiser_rows": [
            DayOrganiser(locale=locale, organisation=make_organisation())
        ],
    }
    presented = fields.pop("presented", [])
    relations["presentations"] = [
        PresentedPractice(locale=locale, practice=practice) for practice in presented
    ]
    names = (
        *("speakers", "workshops", "deliverables", "outcomes", "cards", "ideas"),
        *("opinions", "videos"),
        "chosen_readings",
    )
    for name in (*relations, *names):
        if name in fields:
            relations[name] = fields.pop(name)
    day = ThematicDayPage(
        title=title or f"Journée {next(_numbers)}",
        locale=locale,
        **{"lead": "Une journée pour voir comment d’autres s’y prennent.", **fields},
    )
    for name, values in relations.items():
        for row in values:
            if hasattr(row, "locale_id") and row.locale_id is None:
                row.locale = locale
        setattr(day, name, values)
    return day


def make_day(
    title: str | None = None, *, live: bool = True, **fields
) -> ThematicDayPage:
    """Return a day, published unless told otherwise."""
    day = new_day(title, **fields)
    day.live = False
    make_tree().days.add_child(instance=day)
    revision = day.save_revision(clean=live)
    if live:
        revision.publish()
    return ThematicDayPage.objects.get(pk=day.pk)
