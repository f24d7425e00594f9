"""One way of cutting lists into pages."""

from django.core.paginator import Page, Paginator


def paginate(items, number, per_page: int) -> Page:
    """Return page ``number`` of ``items``; a wrong number gives the nearest page."""
    return Paginator(items, per_page).get_page(number)
