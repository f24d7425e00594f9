"""One question to an address elsewhere: is there still something to read?

Addresses are typed by editors and asked from our own network: a name is resolved first,
what is not public is never asked, and the connection goes to what was looked at. Nothing
of an answer is read but its head.
"""

import socket
import ssl
from collections.abc import Callable
from dataclasses import dataclass
from http.client import HTTPConnection, HTTPException
from ipaddress import IPv6Address, ip_address, ip_network
from threading import Timer
from time import monotonic
from urllib.parse import urljoin, urlsplit, urlunsplit

from django.conf import settings
from django.utils.encoding import iri_to_uri

from portal.core.models.links import LinkTrouble

TIMEOUT = 8.0
# Also of an answer that comes drop by drop.
MOST_SECONDS = 15.0
MOST_HOPS = 5
PORTS = {"http": 80, "https": 443}
# Another port is no page for readers: asking it would tell what else a host runs.
PORTS_ASKED = {80, 443, 8080, 8443}
# What the world reaches by IPv6; the rest stands for something else, 6to4 too.
IPV6 = ip_network("2000::/3")
IPV6_TO_IPV4 = (ip_network("2002::/16"), ip_network("2001::/32"))
# Some sites know no HEAD; ours costs them no more than its head either way.
ASK_AGAIN = {403, 405, 501}
# They answer, though not to us: no reader is sent to nothing.
KEPT_FROM_ROBOTS = {401, 403, 429}


@dataclass(frozen=True)
class Question:
    """What is sent, and to which numeric address."""

    method: str
    url: str
    ip: str


@dataclass(frozen=True)
class Answer:
    """What was answered: nothing is wrong when ``trouble`` is empty."""

    trouble: str = ""
    status: int | None = None


# From a name and a port to numeric addresses; from a question to a status and a Location.
Resolve = Callable[[str, int], list[str]]
Transport = Callable[[Question], tuple[int, str]]


class PrivateAddressError(Exception):
    """An address that is not public, or no address of the web at all."""


def resolve(host: str, port: int) -> list[str]:
    """Return the numeric addresses of ``host``."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return [str(address[0]) for *_kind, address in found]


def send(question: Question) -> tuple[int, str]:
    """Ask over the network; return the status and where it sends on to, or nothing."""
    parts = urlsplit(question.url)
    connection = _Connection(question.ip, parts)
    watch = Timer(MOST_SECONDS, connection.cut)
    watch.daemon = True
    watch.start()
    try:
        wanted = urlunsplit(("", "", parts.path or "/", parts.query, ""))
        connection.request(
            question.method,
            iri_to_uri(wanted),
            headers={"User-Agent": f"portail (+{settings.BASE_URL})", "Accept": "*/*"},
        )
        answer = connection.getresponse()
        # What was cut ends like a whole answer, with the lines it had.
        if connection.is_cut:
            raise TimeoutError
        location = answer.headers.get("Location", "")
        # Heads are read as Latin-1; addresses are in UTF-8.
        return answer.status, location.encode("latin-1").decode(errors="replace")
    finally:
        watch.cancel()
        connection.close()


def ask(url: str, *, transport: Transport = send, names: Resolve = resolve) -> Answer:
    """Return what is answered at ``url``, following where it sends on to."""
    # The worker has other things to do: all hops together have that long, about.
    end = monotonic() + MOST_SECONDS
    try:
        for _hop in range(MOST_HOPS):
            if monotonic() > end:
                raise TimeoutError
            ip = _public_address(url, names)
            status, location = transport(Question("HEAD", url, ip))
            if status in ASK_AGAIN:
                status, location = transport(Question("GET", url, ip))
            if not (300 <= status < 400 and location):
                return _judge(status)
            url = urljoin(url, location)
    except PrivateAddressError:
        return Answer(LinkTrouble.PRIVATE)
    except socket.gaierror:
        return Answer(LinkTrouble.UNKNOWN_HOST)
    except TimeoutError:
        return Answer(LinkTrouble.TIMEOUT)
    except (OSError, HTTPException, ValueError):
        return Answer(LinkTrouble.UNREACHABLE)
    return Answer(LinkTrouble.LOOP)


def _judge(status: int) -> Answer:
    is_fine = status < 400 or status in KEPT_FROM_ROBOTS
    return Answer() if is_fine else Answer(LinkTrouble.STATUS, status)


def _public_address(url: str, names: Resolve) -> str:
    """Return a numeric address of ``url``; raise unless all of them are public."""
    parts = urlsplit(url)
    if parts.scheme not in PORTS or not parts.hostname or "@" in parts.netloc:
        raise PrivateAddressError(url)
    port = parts.port or PORTS[parts.scheme]
    if port not in PORTS_ASKED:
        raise PrivateAddressError(url)
    found = names(parts.hostname, port)
    if not found or not all(map(_is_public, found)):
        raise PrivateAddressError(url)
    return found[0]


def _is_public(address: str) -> bool:
    # A zone (« %eth0 ») names a network of ours.
    if "%" in address:
        return False
    number = ip_address(address)
    # ::ffff:127.0.0.1 is 127.0.0.1, whatever the version of Python thinks of it.
    number = getattr(number, "ipv4_mapped", None) or number
    if isinstance(number, IPv6Address) and (
        number not in IPV6 or any(number in each for each in IPV6_TO_IPV4)
    ):
        return False
    return number.is_global and not number.is_multicast


class _Connection(HTTPConnection):
    """A connection to the address that was looked at, under the name that was typed."""

    def __init__(self, ip: str, parts):
        super().__init__(
            parts.hostname, parts.port or PORTS[parts.scheme], timeout=TIMEOUT
        )
        self.ip = ip
        # So that the port is told only where it is not the usual one.
        self.default_port = PORTS[parts.scheme]
        self.is_cut = False
        self.is_secure = parts.scheme == "https"

    def connect(self) -> None:
        """Connect, then make it secure under the name."""
        self.sock = socket.create_connection((self.ip, self.port), TIMEOUT)
        if self.is_secure:
            context = ssl.create_default_context()
            self.sock = context.wrap_socket(self.sock, server_hostname=self.host)

    def cut(self) -> None:
        """End what takes too long, from another thread: reading then ends."""
        self.is_cut = True
        if self.sock is not None:
            try:
                self.sock.shutdown(socket.SHUT_RDWR)
            except OSError:
                return
