"""Requests are read as UTF-8, whatever they claim."""

from urllib.parse import parse_qs, urlencode

from django.core.handlers.wsgi import WSGIRequest
from django.test import RequestFactory

import pytest

from portal.core.charset import ReadAsUtf8
from portal.wsgi import application

pytestmark = pytest.mark.one_database

FORM = "application/x-www-form-urlencoded"


def read(environ, start_response):
    """Answer what Django reads of a request, as a server would hand it over."""
    request = WSGIRequest(environ)
    return [f"{request.GET.get('q', '')}|{request.POST.get('word', '')}"]


def ask(content_type, body=b""):
    factory = RequestFactory()
    query = urlencode({"q": "vélo"})
    environ = factory.generic("POST", "/", body, content_type=FORM).environ
    return ReadAsUtf8(read)(
        {**environ, "CONTENT_TYPE": content_type, "QUERY_STRING": query}, None
    )


@pytest.mark.parametrize("charset", ["hex", "idna", "undefined", "zlib", "utf-7", "x"])
@pytest.mark.parametrize("pattern", ["a/b; charset={}", "a/b;CHARSET = {} ; x=y"])
def test_a_charset_that_is_none_is_not_heard(charset, pattern):
    assert ask(pattern.format(charset)) == ["vélo|"]


@pytest.mark.parametrize("charset", ["hex", "latin-1"])
def test_a_form_is_read_as_utf_8(charset):
    body = urlencode({"word": "été"}).encode()
    assert parse_qs(body.decode())["word"] == ["été"]

    assert ask(f"{FORM}; charset={charset}", body) == ["vélo|été"]


def test_other_types_stay_as_they_are():
    heard = []
    kind = "multipart/form-data; boundary=charset-x"

    ReadAsUtf8(lambda environ, answer: heard.append(environ))({"CONTENT_TYPE": kind}, 0)

    assert heard[0]["CONTENT_TYPE"] == kind


def test_servers_load_it():
    assert isinstance(application, ReadAsUtf8)
