"""An Elasticsearch that is away, slow or talks nonsense: the database answers."""

import logging
import threading
import time
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from django.http import QueryDict
from django.test import override_settings

import pytest

from search import engine as choosing
from search.engine import DATABASE, run
from search.engines.elasticsearch import engine as asking
from search.engines.elasticsearch.answers import Answer
from search.engines.elasticsearch.engine import ElasticsearchEngine
from search.engines.elasticsearch.sync import _Follower
from search.engines.guarded import Breaker, GuardedEngine, TroubleError
from search.forms import parse
from tests.factories import make_practice, make_tree
from tests.search.clock import Clock, warnings
from tests.search.elasticsearch.cluster import backends

pytestmark = pytest.mark.django_db
Handle = Callable[[BaseHTTPRequestHandler], None]
# Short enough for a test; what is measured is that it bounds.
SHORT = 0.3


class Impostor:
    """A server of HTTP that answers as a test says, and counts who asks."""

    def __init__(self, handle: Handle) -> None:
        self.asked = 0
        impostor = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def answer(self) -> None:
                impostor.asked += 1
                self.rfile.read(int(self.headers.get("Content-Length") or 0))
                self.close_connection = True
                handle(self)

            do_GET = do_POST = do_PUT = do_HEAD = answer

            def log_message(self, *arguments: object) -> None:
                pass

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.server.daemon_threads = True
        self.address = f"http://127.0.0.1:{self.server.server_port}"
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    def stop(self) -> None:
        self.server.shutdown()
        self.server.server_close()


def saying(text: str, status: int = 200, kind: str = "application/json") -> Handle:
    def handle(request: BaseHTTPRequestHandler) -> None:
        body = text.encode()
        request.send_response(status)
        request.send_header("X-Elastic-Product", "Elasticsearch")
        request.send_header("Content-Type", kind)
        request.send_header("Content-Length", str(len(body)))
        request.end_headers()
        request.wfile.write(body)

    return handle


def another_product(request: BaseHTTPRequestHandler) -> None:
    request.send_response(200)
    request.send_header("Content-Length", "2")
    request.end_headers()
    request.wfile.write(b"{}")


def hanging_up(request: BaseHTTPRequestHandler) -> None:
    request.connection.close()


RIGHT = (
    '{"responses": [{"status": 200, "timed_out": %s, "_shards": {"failed": %s},'
    ' "hits": {"total": {"value": %s, "relation": "eq"}, "hits": %s},'
    ' "aggregations": %s}]}'
)
NOBODY_KNOWS = (
    '{"position": {"at": {"buckets": [{"key": "1:x:y", "doc_count": 1}]}},'
    ' "found": {"doc_count": 1}}'
)
NONSENSE: dict[str, Handle] = {
    "html": saying("<html>Bonjour</html>", kind="text/html"),
    "broken": saying('{"responses": [', kind="application/json"),
    "empty": saying(""),
    "list": saying("[]"),
    "none": saying('{"responses": []}'),
    "number": saying('{"responses": [3]}'),
    "error": saying('{"responses": [{"error": {"type": "x"}, "status": 404}]}'),
    "partly": saying(RIGHT % ("false", "1", "1", "[]", NOBODY_KNOWS)),
    "timed out": saying(RIGHT % ("true", "0", "1", "[]", NOBODY_KNOWS)),
    "no cause": saying('{"error": {"root_cause": null}}', status=500),
    "no numbers": saying(RIGHT % ("false", "0", '"two"', "[]", "{}")),
    "500": saying('{"error": "x"}', status=500),
    "401": saying('{"error": "x"}', status=401),
    "another product": another_product,
    "hanging up": hanging_up,
}


@pytest.fixture
def clock(monkeypatch) -> Clock:
    """Have the engine guarded by a clock that tests move, and patience be short."""
    clock = Clock()
    guarded = GuardedEngine(ElasticsearchEngine(), DATABASE, Breaker(clock))
    monkeypatch.setattr(choosing, "ELASTICSEARCH", guarded)
    monkeypatch.setattr(asking, "REQUEST_TIMEOUT", SHORT)
    monkeypatch.setattr(asking, "WHOLE_TIMEOUT", SHORT)
    make_tree()
    make_practice(title="Vélos")
    return clock


@pytest.fixture
def impostor() -> Iterator[Callable[[Handle], Impostor]]:
    started: list[Impostor] = []

    def start(handle: Handle) -> Impostor:
        started.append(Impostor(handle))
        return started[-1]

    yield start
    for each in started:
        each.stop()


def ask(address: str, question: str = "q=vélo") -> list[int]:
    with override_settings(WAGTAILSEARCH_BACKENDS=backends([address], "x_")):
        return run(parse(QueryDict(question), "fr"), "fr").pks


@pytest.mark.parametrize(
    "hits",
    [
        {"total": {"value": 10**30, "relation": "eq"}, "hits": []},
        {"total": {"value": 1, "relation": "eq"}, "hits": [{"_id": "9" * 5000}]},
        {"total": {"value": 1, "relation": "eq"}, "hits": [], "max_score": 1e999},
    ],
)
def test_numbers_that_no_index_has_are_not_believed(hits: dict) -> None:
    said = Answer({"timed_out": False, "_shards": {"failed": 0}, "hits": hits})
    with pytest.raises(TroubleError):
        assert (said.count, said.pks, said.best_score) == ()


@pytest.mark.parametrize("kind", NONSENSE)
def test_nonsense_is_not_believed(clock, impostor, caplog, kind: str) -> None:
    server = impostor(NONSENSE[kind])
    expected = run(parse(QueryDict("q=vélo"), "fr"), "fr").pks
    assert expected
    assert ask(server.address) == expected
    asked = server.asked
    assert asked
    assert [ask(server.address), ask(server.address)] == [expected, expected]
    # It is left alone for a while, then one question tries again.
    assert server.asked == asked
    clock.now += 21
    assert ask(server.address) == expected
    assert server.asked > asked
    assert len(warnings(caplog)) == 1, warnings(caplog)


def test_what_may_not_be_asked_is_answered_by_the_database_alone(
    clock, impostor, caplog
) -> None:
    server = impostor(saying('{"responses": [{"error": "x", "status": 400}]}'))
    assert ask(server.address) == ask(server.address) != []
    assert server.asked == 2
    assert not warnings(caplog)


def test_nobody_waits_for_a_server_that_does_not_answer(
    clock, impostor, caplog
) -> None:
    is_over = threading.Event()

    def silent(request: BaseHTTPRequestHandler) -> None:
        is_over.wait(30)

    def dripping(request: BaseHTTPRequestHandler) -> None:
        request.send_response(200)
        request.send_header("Content-Length", "1000000")
        request.end_headers()
        while not is_over.wait(SHORT / 4):
            request.wfile.write(b" ")

    try:
        for handle in (silent, dripping):
            server = impostor(handle)
            started = time.monotonic()
            assert ask(server.address)
            assert server.asked == 1
            assert time.monotonic() - started < 10 * SHORT
            clock.now += 21
    finally:
        is_over.set()
    assert len(warnings(caplog)) == 1


def test_an_address_that_makes_no_sense_stops_nobody(clock, caplog) -> None:
    assert ask("nowhere") and ask("http://127.0.0.1:1")
    assert len(warnings(caplog)) == 1


def test_the_worker_says_once_that_it_cannot_follow(db, caplog) -> None:
    clock = Clock()
    follower = _Follower(clock)
    with (
        caplog.at_level(logging.INFO, logger="search"),
        override_settings(WAGTAILSEARCH_BACKENDS=backends(["http://127.0.0.1:1"], "")),
    ):
        for _second in range(20):
            follower.follow()
            clock.now += 1
    assert len(warnings(caplog)) == 1
