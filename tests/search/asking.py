"""How tests ask the catalogue."""

from django.http import QueryDict

from bs4 import BeautifulSoup

from portal.core.models.base import SOURCE_LANGUAGE
from practices.models import PracticePage
from search.engine import run
from search.engines.contract import Results
from search.forms import parse


def ask(query: str, language: str = SOURCE_LANGUAGE) -> Results:
    """Return what the query string gives."""
    return run(parse(QueryDict(query), language), language)


def titles(query: str, language: str = SOURCE_LANGUAGE) -> list[str]:
    """Return the French titles of one page of the list, in order."""
    keys = ask(query, language).pks
    pages = PracticePage.objects.in_bulk(keys)
    return [pages[key].title for key in keys]


def soup_of(client, address: str) -> BeautifulSoup:
    """Return the page at ``address``."""
    return BeautifulSoup(client.get(address).content, "html.parser")


def elsewhere(client, text: str, path: str = "/pratiques/") -> dict[str, list[str]]:
    """Return what is said of each list by its title, the link to the whole last.

    Pages that no page lists are links in one paragraph.
    """
    section = soup_of(client, f"{path}?q={text}").select_one(".elsewhere")
    return {
        title.get_text(): [
            item.get_text().strip()
            for item in title.find_next_sibling(["ul", "p"])(["li", "a"])
            if item.name == "li" or item.parent.name == "p"
        ]
        for title in (section("h3") if section else ())
    }
