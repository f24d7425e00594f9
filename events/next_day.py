"""The nearest day that goes ahead, for the home page: one query."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import OuterRef, Subquery
from django.db.models.functions import Coalesce
from django.utils.translation import override

from events.cards import place_label
from events.dates import day_number, month_label, span_label
from events.listing import listed
from events.models import EventSession, ThematicDayPage
from portal.core.models.base import SOURCE_LANGUAGE


@dataclass(frozen=True)
class NextDay:
    """What the home page says of the nearest day."""

    title: str
    url: str
    lead: str
    lang: str
    number: str
    month: str
    when: str
    place: str


def next_day(language: str, at: datetime) -> NextDay | None:
    """Return the nearest day that goes ahead after ``at``, in words of ``language``.

    It may have begun. French words where there is no translation; None without a day.
    """
    nearest = listed().coming(at).going_ahead().exclude(starts_at=None)
    towns = EventSession.objects.filter(page=OuterRef("pk")).annotate(
        town=Coalesce("territory__name", "place_name")
    )
    versions = list(
        ThematicDayPage.objects.published()
        .filter(
            translation_key__in=Subquery(nearest.values("translation_key")[:1]),
            locale__language_code__in={SOURCE_LANGUAGE, language},
            alias_of=None,
        )
        .annotate(
            first_town=Subquery(towns.order_by("town").values("town")[:1]),
            last_town=Subquery(towns.order_by("-town").values("town")[:1]),
        )
        .select_related("locale")
        .defer_streamfields()
    )
    by_language = {page.locale.language_code: page for page in versions}
    source = by_language.get(SOURCE_LANGUAGE)
    if source is None:
        return None
    words = by_language.get(language, source)
    # A day in several towns says so on its own page.
    is_one_town = source.first_town and source.first_town == source.last_town
    with override(language):
        return NextDay(
            title=words.title,
            url=words.get_url() or "",
            lead=words.lead,
            lang=words.locale.language_code,
            number=day_number(source.starts_at),
            month=month_label(source.starts_at),
            when=span_label(source.starts_at, source.ends_at),
            place=place_label(
                source.attendance_mode, [source.first_town] if is_one_town else []
            ),
        )
