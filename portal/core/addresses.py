"""Absolute addresses: they follow ``BASE_URL``, not what a request's host claims."""

from django.conf import settings


def absolute(path: str) -> str:
    """Return ``path`` (``/…``, or already absolute) with the portal's own origin."""
    return f"{settings.BASE_URL}{path}" if path.startswith("/") else path
