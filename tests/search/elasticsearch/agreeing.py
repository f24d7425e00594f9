"""Both engines asked the same: what one says, the other does."""

from django.http import QueryDict

from search.engine import DATABASE
from search.engines.contract import Question, Results
from search.engines.elasticsearch.client import alias, backend
from search.engines.elasticsearch.engine import ElasticsearchEngine
from search.engines.elasticsearch.position import State, read_state
from search.forms import parse
from search.lists import PRACTICES, STRUCTURES
from search.query import read

QUESTIONS = [
    "",
    "q=vélo",
    "q=vélo jardin",
    "q=vélo introuvable",
    "q=rien de tel",
    "tri=titre",
    "tri=cout",
    "theme=mobilite",
    "theme=mobilite&q=vélo&structure=la-paz",
    "page=7",
    "page=999999999",
]


def both(
    question: str, listing=PRACTICES, language: str = "fr"
) -> tuple[Results, Results]:
    """Return what Elasticsearch says of ``question``, and what the database does."""
    selection = parse(QueryDict(question), language, listing)
    query = read(selection.q, language)
    asked = Question(selection, query, language, listing.facets)
    return ElasticsearchEngine().run(asked), DATABASE.run(asked)


def told(results: Results) -> tuple:
    """Return all that ``results`` say, to be compared."""
    return (
        results.count,
        results.page.number,
        results.pks,
        {name: dict(values) for name, values in results.counts.items()},
        dict(results.without),
        results.needed,
    )


def check_agreement() -> None:
    """Fail where the engines differ."""
    for question in QUESTIONS:
        for language in ("fr", "en"):
            for listing in (PRACTICES, STRUCTURES):
                mine, theirs = both(question, listing, language)
                assert told(mine) == told(theirs), (question, listing.name)


def slugs(question: str = "") -> list[str]:
    """Return the practices that Elasticsearch lists, in order."""
    mine, _theirs = both(question)
    pages = PRACTICES.models[0].objects.in_bulk(mine.pks)
    return [pages[pk].slug for pk in mine.pks]


def state() -> State:
    """Return what the index says of itself."""
    found = read_state(backend().es, alias())
    assert found is not None
    return found
