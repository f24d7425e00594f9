"""Which engine answers: one contract, whatever keeps the pages (search/engines)."""

from collections.abc import Iterable, Sequence

from search.engines.contract import Engine, First, Question, Results
from search.engines.database import DatabaseEngine
from search.engines.elasticsearch.client import is_configured
from search.engines.elasticsearch.engine import ElasticsearchEngine
from search.engines.guarded import Breaker, GuardedEngine
from search.facet import Facet
from search.faceted import FacetedList
from search.forms import Selection
from search.query import TextQuery, read

DATABASE = DatabaseEngine()
ELASTICSEARCH = GuardedEngine(ElasticsearchEngine(), DATABASE, Breaker())


def engine() -> Engine:
    """Return the engine that answers: the database's, behind Elasticsearch or alone."""
    return ELASTICSEARCH if is_configured() else DATABASE


def run(
    selection: Selection,
    language: str,
    facets: Sequence[Facet] | None = None,
    named: Iterable[int] = (),
) -> Results:
    """Return the list for ``selection``, with every number of ``facets`` (all of them).

    ``named`` are pages where someone bears the name that the text is.

    One query, one to three more to read a text (search/query.py), and what the engine
    had not read yet.
    """
    if facets is None:
        facets = selection.listing.facets
    query = read(selection.q, language).naming(named)
    return engine().run(Question(selection, query, language, tuple(facets)))


def first_of_each(
    selections: Sequence[Selection], query: TextQuery, language: str, limit: int
) -> dict[FacetedList, First]:
    """Return the first ``limit`` pages of each selection.

    Each selection is of another list, and is what the answer is found by; ``query`` is
    the text of them all.
    """
    questions = [Question(selection, query, language) for selection in selections]
    return engine().first_of_each(questions, limit)


def count_without_text(selection: Selection, language: str) -> int:
    """Return what the list would hold without the text."""
    question = Question(selection.without_text(), TextQuery(), language)
    return engine().run(question).count
