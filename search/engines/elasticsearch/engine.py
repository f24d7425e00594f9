"""The engine that asks Elasticsearch: see the contract."""

import time
from collections.abc import Sequence

from elasticsearch import ApiError

from portal.core.pagination import paginate
from search.engines.contract import First, Question, Results
from search.engines.elasticsearch import bodies
from search.engines.elasticsearch.answers import BAD_REQUEST, Answer, answers_of
from search.engines.elasticsearch.backend import WINDOW
from search.engines.elasticsearch.bodies import Body
from search.engines.elasticsearch.client import TROUBLES, alias, backend, within
from search.engines.elasticsearch.position import is_recent
from search.engines.guarded import BehindError, TroubleError, UnanswerableError
from search.faceted import FacetedList

# A page waits no longer than this for one request, nor for all of them together.
REQUEST_TIMEOUT = 1.0
WHOLE_TIMEOUT = 1.5


class ElasticsearchEngine:
    """One request for the hits and all counts; two more to loosen a text.

    One query of the database tells whether the index has followed what changed.
    Raises TroubleError when the server does not answer as it should.
    """

    def run(self, question: Question) -> Results:
        """Return what the list holds, with every number of the facets asked for."""
        selection = question.selection
        server = _Server()
        size = selection.listing.per_page
        start = (selection.page - 1) * size
        if start + size > WINDOW:
            start, size = 0, 0
        [(needed, answer)] = _answered(server, [question], start, size)
        page = paginate(range(answer.count), selection.page, selection.listing.per_page)
        ranks = page.object_list
        shown = answer
        if ranks and (ranks[0] != start or not size):
            if ranks[-1] >= WINDOW:
                raise UnanswerableError("No such page is kept.")
            nearest = bodies.page_of(question, needed, ranks[0], len(ranks))
            [shown] = server.ask([nearest])
        if len(shown.pks) != len(ranks):
            raise UnanswerableError("The list changed in between.")
        return Results(
            count=answer.count,
            page=page,
            pks=shown.pks,
            counts=answer.counts(question),
            without=answer.without(question),
            query=question.query,
            needed=needed,
        )

    def first_of_each(
        self, questions: Sequence[Question], limit: int
    ) -> dict[FacetedList, First]:
        """Return the first ``limit`` pages for each question, each of another list."""
        answers = _answered(_Server(), questions, 0, limit)
        return {
            question.listing: First(answer.count, answer.pks, needed)
            for question, (needed, answer) in zip(questions, answers, strict=True)
        }


class _Server:
    """Asks for one reader, who does not wait for ever."""

    def __init__(self) -> None:
        self._until = time.monotonic() + WHOLE_TIMEOUT

    def ask(self, searches: Sequence[Body]) -> list[Answer]:
        """Return the answers to ``searches``, in one request."""
        seconds = min(REQUEST_TIMEOUT, self._until - time.monotonic())
        if seconds <= 0:
            raise TroubleError("it is slow")
        try:
            name = alias()
            lines = [line for body in searches for line in ({"index": name}, body)]
            client = backend().es.options(request_timeout=seconds)
            said = within(seconds, lambda: client.msearch(searches=lines).body)
        except ApiError as error:
            if error.status_code == BAD_REQUEST:
                raise UnanswerableError("It will not have this question.") from error
            # Not in its own words: they may be nonsense too.
            raise TroubleError(f"it answers {error.status_code}") from error
        except (*TROUBLES, TimeoutError, RuntimeError, TypeError) as error:
            raise TroubleError(f"{type(error).__name__}: {error}"[:300]) from error
        return answers_of(said, searches)


def _answered(
    server: _Server, questions: Sequence[Question], start: int, size: int
) -> list[tuple[int, Answer]]:
    """Return for each of ``questions`` how many concepts are needed, and the answer."""
    needed = [len(question.query.concepts) for question in questions]
    found = server.ask(
        [
            bodies.search(question, number, start, size)
            for question, number in zip(questions, needed, strict=True)
        ]
    )
    for position in {answer.position for answer in found}:
        if position is None or not is_recent(position):
            raise BehindError("it has not followed the changes of the database")
    ranks = [
        rank
        for rank, question in enumerate(questions)
        if question.can_be_loosened and not found[rank].found
    ]
    if ranks:
        most = server.ask([bodies.best(questions[rank]) for rank in ranks])
        loosened = {
            rank: answer.best_score
            for rank, answer in zip(ranks, most, strict=True)
            if questions[rank].query.least <= answer.best_score < needed[rank]
        }
        if loosened:
            again = server.ask(
                [
                    bodies.search(questions[rank], number, start, size)
                    for rank, number in loosened.items()
                ]
            )
            for (rank, number), answer in zip(loosened.items(), again, strict=True):
                needed[rank], found[rank] = number, answer
    return list(zip(needed, found, strict=True))
