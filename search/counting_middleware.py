"""Which answers count as a search, and when they are written: once they are sent."""

import logging
import re
from functools import partial
from urllib.parse import urlsplit

from django.conf import settings
from django.core.exceptions import SuspiciousOperation
from django.http import HttpRequest, QueryDict
from django.http.response import HttpResponseBase
from django.utils import timezone
from django.utils.translation import get_language

from portal.core.models.base import SOURCE_LANGUAGE
from search.catalogue import CatalogueResults
from search.counting import Asked, normalised, noted, write_noted
from search.facets import TERRITORY, THEME

logger = logging.getLogger(__name__)

ROBOTS = re.compile(r"bot\b|bot[/;]|crawl|spider|slurp|monitor|preview", re.IGNORECASE)
ADDRESS_LIMIT = 2000


class CountSearchesMiddleware:
    """Note what was looked for when the answer is closed: no reader waits for it."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        """Return the answer, with what there is to do once it is sent."""
        response = self.get_response(request)
        if settings.COUNT_SEARCHES:
            try:
                asked = asked_by(request, response)
            except Exception:
                logger.exception("A search could not be noted.")
            else:
                if asked:
                    response._resource_closers.append(partial(noted.add, asked))
            if noted.is_due():
                response._resource_closers.append(write_noted)
        return response


def asked_by(request: HttpRequest, response: HttpResponseBase) -> Asked | None:
    """Return the search that ``response`` answers, None where there is none to count.

    Only the first page of a list that a reader got by typing a text. From a page with
    the same text one has refined it: that counts for the themes and territories that
    were added, else for nothing. Nobody is recognised, so a reload counts again.
    """
    context = getattr(response, "context_data", None) or {}
    results = context.get("results")
    if (
        not isinstance(results, CatalogueResults)
        or request.method != "GET"
        or response.status_code != 200
        or results.page_obj.number != 1
        or results.shows_all_facets
        or not normalised(results.query)
        or _is_no_reader(request)
    ):
        return None
    themes, territories = (
        {value for name, value in results.hidden if name == facet.name}
        for facet in (THEME, TERRITORY)
    )
    before = _query_before(request)
    is_refinement = normalised(before.get("q", "")) == normalised(results.query)
    if is_refinement:
        themes -= set(before.getlist(THEME.name))
        territories -= set(before.getlist(TERRITORY.name))
        if not themes and not territories:
            return None
    return Asked(
        text=results.query,
        language=get_language() or SOURCE_LANGUAGE,
        listing=results.listing.name,
        day=timezone.localdate(),
        themes=tuple(themes),
        territories=tuple(territories),
        results=results.count,
        is_refinement=is_refinement,
    )


def _is_no_reader(request: HttpRequest) -> bool:
    """True for robots, pages fetched in advance, and whoever may sign in.

    Only those who write have a session. Their cookie is looked at, not read: reading
    it costs a query and would make the answer differ for each of them.
    """
    return (
        settings.SESSION_COOKIE_NAME in request.COOKIES
        or getattr(request, "is_preview", False)
        or "prefetch" in request.headers.get("Sec-Purpose", "")
        or bool(ROBOTS.search(request.headers.get("User-Agent", "")[:ADDRESS_LIMIT]))
    )


def _query_before(request: HttpRequest) -> QueryDict:
    """Return the query of our page that the reader comes from, empty for none."""
    address = request.headers.get("HX-Current-URL") or request.headers.get("Referer")
    try:
        parts = urlsplit((address or "")[:ADDRESS_LIMIT])
        if parts.netloc == request.get_host():
            return QueryDict(parts.query)
    except (SuspiciousOperation, ValueError):
        # More fields than Django reads, or no address at all.
        pass
    return QueryDict("")
