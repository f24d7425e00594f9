"""Numbers, amounts and days as the reader's language writes them."""

from datetime import date, datetime
from decimal import Decimal

from django.utils import formats, timezone
from django.utils.translation import get_language

NARROW = "\u202f"


def number_fr(value) -> str:
    """Return ``value`` with thousands apart, without useless decimals."""
    if value in (None, ""):
        return ""
    number = Decimal(value)
    whole = number == number.to_integral_value()
    text = f"{number:,.0f}" if whole else f"{number:,.2f}".rstrip("0")
    if (get_language() or "fr") == "fr":
        return text.replace(",", NARROW).replace(".", ",")
    return text


def euros(value) -> str:
    """Return an amount in euros as the language writes it."""
    if value in (None, ""):
        return ""
    if (get_language() or "fr") == "fr":
        return f"{number_fr(value)}\u00a0€"
    return f"€{number_fr(value)}"


def colon() -> str:
    """Return the colon between a name and what is said of it, as languages space it."""
    return "\u00a0: " if (get_language() or "fr") == "fr" else ": "


def quoted(text: object) -> str:
    """Return ``text`` between the quotes of the language: « texte », “text”."""
    if (get_language() or "fr") == "fr":
        return f"«\u00a0{text}\u00a0»"
    return f"“{text}”"


def french_date(value: date | datetime | None) -> str:
    """Return a day in full: « 1er octobre 2019 », “1 October 2019”."""
    if not value:
        return ""
    if isinstance(value, datetime):
        value = timezone.localtime(value).date()
    if (get_language() or "fr") == "fr" and value.day == 1:
        return f"1er {formats.date_format(value, 'F Y')}"
    return formats.date_format(value, "j F Y")


def month_year(value: date | None) -> str:
    """Return the month of a day: « mars 2026 »."""
    return formats.date_format(value, "F Y") if value else ""
