"""Asking an address elsewhere: public ones only, briefly, by name, and no body read."""

import socket

import pytest

from portal.core import asking
from portal.core.asking import Answer, Question, ask, send
from portal.core.models.links import LinkTrouble

pytestmark = pytest.mark.one_database

PUBLIC = "93.184.216.34"


class Web:
    """A transport that answers from a table, and remembers what it was asked."""

    def __init__(self, **answers):
        self.answers = {
            (method, url): answer
            for method, said in answers.items()
            for url, answer in said.items()
        }
        self.asked: list[Question] = []

    def __call__(self, question: Question) -> tuple[int, str]:
        self.asked.append(question)
        answer = self.answers[question.method, question.url]
        if isinstance(answer, Exception):
            raise answer
        return answer if isinstance(answer, tuple) else (answer, "")


def names(**known):
    """Return a resolver that knows ``known``, and anything else as public."""
    return lambda host, port: known.get(host.replace(".", "_"), [PUBLIC])


def answer_of(web, url="https://a.example/", **known) -> Answer:
    return ask(url, transport=web, names=names(**known))


@pytest.mark.parametrize("status", [200, 204, 206, 401, 429])
def test_what_answers_is_fine(status):
    web = Web(HEAD={"https://a.example/": status})

    assert answer_of(web) == Answer()
    assert web.asked == [Question("HEAD", "https://a.example/", PUBLIC)]


@pytest.mark.parametrize("status", [404, 410, 500])
def test_what_is_gone_is_told_with_its_status(status):
    web = Web(HEAD={"https://a.example/": status})

    assert answer_of(web) == Answer(LinkTrouble.STATUS, status)


@pytest.mark.parametrize("status", [403, 405])
@pytest.mark.parametrize(("then", "trouble"), [(200, ""), (404, "statut"), (403, "")])
def test_a_site_that_refuses_head_is_asked_again(status, then, trouble):
    web = Web(HEAD={"https://a.example/": status}, GET={"https://a.example/": then})

    assert answer_of(web).trouble == trouble
    assert [question.method for question in web.asked] == ["HEAD", "GET"]


@pytest.mark.parametrize(
    ("error", "trouble"),
    [
        (TimeoutError(), LinkTrouble.TIMEOUT),
        (ConnectionRefusedError(), LinkTrouble.UNREACHABLE),
        (socket.gaierror(), LinkTrouble.UNKNOWN_HOST),
    ],
)
def test_what_does_not_answer_is_told(error, trouble):
    assert answer_of(Web(HEAD={"https://a.example/": error})).trouble == trouble


@pytest.mark.parametrize(
    "address",
    [
        *("127.0.0.1", "10.1.2.3", "172.16.0.1", "192.168.1.1", "169.254.169.254"),
        *("0.0.0.1", "100.64.0.1", "224.0.0.1", "::1", "fe80::1", "fe80::1%eth0"),
        *("fc00::1", "::ffff:127.0.0.1", "::", "ff02::1"),
        # What stands for an address of the other kind.
        *("64:ff9b::7f00:1", "2002:7f00:1::", "::127.0.0.1", "fec0::1"),
    ],
)
@pytest.mark.parametrize("beside", [[], [PUBLIC]])
def test_an_address_that_is_not_public_is_never_asked(address, beside):
    web = Web()

    answer = answer_of(web, a_example=[*beside, address])

    assert answer.trouble == LinkTrouble.PRIVATE
    assert web.asked == []


@pytest.mark.parametrize(
    "url",
    [
        *("ftp://a.example/", "file:///etc/passwd", "https://u:p@a.example/", "//a"),
        "http://a.example:6379/",
    ],
)
def test_only_plain_addresses_of_the_web_are_asked(url):
    assert answer_of(Web(), url).trouble == LinkTrouble.PRIVATE


def test_where_it_sends_on_to_is_looked_at_too():
    sends = {"https://a.example/": (302, "http://inside.example/admin")}
    web = Web(HEAD=sends)

    answer = answer_of(web, inside_example=["192.168.0.1"])

    assert answer.trouble == LinkTrouble.PRIVATE
    assert len(web.asked) == 1


def test_it_follows_some_hops_and_no_more():
    moved = Web(
        HEAD={"https://a.example/": (301, "/new"), "https://a.example/new": (200, "")}
    )
    assert answer_of(moved) == Answer()

    loop = Web(HEAD={"https://a.example/": (302, "/")})
    assert answer_of(loop).trouble == LinkTrouble.LOOP
    assert len(loop.asked) == asking.MOST_HOPS


@pytest.fixture
def wire(monkeypatch):
    """The other end of the connection, in memory: nothing goes to a network."""
    ours, theirs = socket.socketpair()
    asked = []

    def connect(address, timeout):
        asked.append(address)
        ours.settimeout(timeout)
        return ours

    monkeypatch.setattr(asking.socket, "create_connection", connect)
    yield theirs, asked
    theirs.close()
    ours.close()


def test_what_is_sent_says_who_asks_and_reads_no_body(wire, settings):
    settings.BASE_URL = "https://portail.example.org"
    theirs, asked = wire
    theirs.sendall(
        "HTTP/1.1 301 Moved\r\nLocation: /été\r\nContent-Length: 9999\r\n\r\n".encode()
    )

    answer = send(Question("HEAD", "http://a.example/à lire?q=é", PUBLIC))

    assert answer == (301, "/été")
    assert asked == [(PUBLIC, 80)]
    sent = theirs.recv(4096).decode()
    assert sent.startswith("HEAD /%C3%A0%20lire?q=%C3%A9 HTTP/1.1\r\n")
    assert "\r\nHost: a.example\r\n" in sent
    assert "User-Agent: portail (+https://portail.example.org)\r\n" in sent


def test_an_answer_that_comes_drop_by_drop_is_cut(wire, monkeypatch):
    monkeypatch.setattr(asking, "MOST_SECONDS", 0.05)
    theirs, _asked = wire
    theirs.sendall(b"HTTP/1.1 200 ")

    answer = ask("http://a.example/", names=names())

    assert answer.trouble == LinkTrouble.TIMEOUT


def test_all_hops_together_have_so_long(monkeypatch) -> None:
    monkeypatch.setattr(asking, "MOST_SECONDS", -1)
    web = Web(HEAD={"https://a.example/": 200})
    assert answer_of(web).trouble == LinkTrouble.TIMEOUT
    assert web.asked == []
