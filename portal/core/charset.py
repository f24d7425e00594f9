"""Requests are read as UTF-8, the charset of our pages, whatever they claim."""

import re
from collections.abc import Callable, Iterable
from typing import Any

CHARSET = re.compile(r";\s*charset\s*=[^;]*", re.IGNORECASE)


class ReadAsUtf8:
    """A WSGI application that hears no charset from who asks.

    Django decodes addresses and forms by the one a request claims, while the request is
    made, before any middleware: some that Python knows by name (hex, idna) are no
    charsets of texts, and reading with them fails.
    """

    def __init__(self, application: Callable[..., Iterable[bytes]]):
        self.application = application

    def __call__(self, environ: dict[str, Any], start_response: Callable) -> Any:
        """Return the application's answer to the request, less its charset."""
        kind = environ.get("CONTENT_TYPE", "")
        if "charset" in kind.lower():
            environ = {**environ, "CONTENT_TYPE": CHARSET.sub("", kind)}
        return self.application(environ, start_response)
