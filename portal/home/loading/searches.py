"""The searches of the demonstration: counted as those of readers are."""

from datetime import timedelta

from django.http import QueryDict
from django.utils import timezone

from portal.core.models.base import SOURCE_LANGUAGE
from portal.home.loading.files import read
from search.counting import Asked, count
from search.engine import run
from search.facets import TERRITORY, THEME
from search.forms import parse
from search.models import CountedSearch


def load_searches() -> int:
    """Count what the file says was asked, once the pages are there; return how many."""
    if CountedSearch.objects.exists():
        return 0
    today = timezone.localdate()
    asked: list[Asked] = []
    for entry in read("searches.toml")["searches"]:
        language = entry.get("language", SOURCE_LANGUAGE)
        query = QueryDict(mutable=True)
        query["q"] = entry["text"]
        query.setlist(THEME.name, entry.get("themes", []))
        query.setlist(TERRITORY.name, entry.get("territories", []))
        selection = parse(query, language)
        search = {
            "text": selection.q,
            "language": language,
            "listing": selection.listing.name,
            "themes": selection.values(THEME.name),
            "territories": selection.values(TERRITORY.name),
            "results": run(selection, language).count,
        }
        for days, times in entry["asked"]:
            asked += [Asked(day=today - timedelta(days=days), **search)] * times
    count(asked)
    return len(asked)
