"""Days and hours as the reader's language writes them, by the clocks of Paris."""

from datetime import date, datetime, timedelta

from django.utils import formats
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from events.states import PARIS, paris_date
from portal.core.typography import french_date


def hour_label(at: datetime) -> str:
    """Return an hour: « 9 h », « 13 h 30 », “13:30”."""
    local = at.astimezone(PARIS)
    if (get_language() or "fr") != "fr":
        return f"{local.hour}:{local.minute:02}"
    minutes = f"\u00a0{local.minute:02}" if local.minute else ""
    return f"{local.hour}\u00a0h{minutes}"


def hours_label(start: datetime, end: datetime) -> str:
    """Return two hours: « 9 h – 17 h »."""
    return f"{hour_label(start)} – {hour_label(end)}"


def weekday_label(day: date) -> str:
    """Return a day with its name: « samedi 14 mars 2026 »."""
    return f"{formats.date_format(day, 'l')} {french_date(day)}"


def span_label(start: datetime, end: datetime, *, whole_days: bool = False) -> str:
    """Return when something lasts from ``start`` to ``end``.

    Within one day, its name and hours; else the first and the last day.
    """
    first, last = paris_date(start), paris_date(end)
    if whole_days:
        return weekday_label(first)
    if first == last:
        return f"{weekday_label(first)}, {hours_label(start, end)}"
    if last - first == timedelta(days=1):
        return _("%(first)s et %(last)s") % {
            "first": weekday_label(first),
            "last": weekday_label(last),
        }
    return _("du %(first)s au %(last)s") % {
        "first": french_date(first),
        "last": french_date(last),
    }


def days_label(start: datetime, end: datetime, *, whole_days: bool = False) -> str:
    """Return the first day of something and the last one, without hours."""
    first, last = paris_date(start), paris_date(end)
    if whole_days or first == last:
        return french_date(first)
    return f"{french_date(first)} – {french_date(last)}"


def day_number(start: datetime) -> str:
    """Return the number of the day in its month: « 14 »."""
    return str(paris_date(start).day)


def month_label(start: datetime) -> str:
    """Return the month of an instant, with its year: « mars 2026 »."""
    return formats.date_format(paris_date(start), "F Y")
