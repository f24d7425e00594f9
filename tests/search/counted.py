"""Searches as they are noted, for the tests of what is counted of them."""

from datetime import date, timedelta

from search.counting import Asked
from search.models import CountedSearch

TODAY = date(2026, 3, 10)
BEFORE = TODAY - timedelta(days=1)


def asked(text: str = "vélo", day: date = TODAY, **fields) -> Asked:
    return Asked(
        **{
            "text": text,
            "language": "fr",
            "listing": "catalogue",
            "day": day,
            "themes": (),
            "territories": (),
            "results": 1,
            **fields,
        }
    )


def often(text: str, **fields) -> list[Asked]:
    return [asked(text, BEFORE, **fields), *[asked(text, **fields)] * 2]


def told() -> set[str]:
    return set(CountedSearch.objects.told().values_list("text", flat=True))
