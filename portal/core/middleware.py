"""What the admin's requests and answers need: refusals told, rights, a policy."""

import logging
import re
from urllib.parse import urlsplit

from django.core.exceptions import ObjectDoesNotExist, ValidationError
from django.http import Http404, HttpResponseBadRequest, JsonResponse
from django.shortcuts import redirect
from django.urls import Resolver404, resolve, reverse
from django.utils.datastructures import MultiValueDictKeyError
from django.utils.translation import gettext as _

from wagtail.admin import messages

from csp.constants import SELF, UNSAFE_INLINE

from portal.core.errors import PublicationRefusedError
from portal.core.visibility import is_well_formed, may_browse, may_open

logger = logging.getLogger(__name__)

INLINE_SCRIPT = re.compile(rb"<script(?![^>]*\s(?:src|nonce)\s*=)", re.IGNORECASE)
# A page of the library that fails on purpose.
NOT_OURS = {"wagtailadmin_error_test"}
MALFORMED = (
    MultiValueDictKeyError,
    ObjectDoesNotExist,
    OverflowError,
    # What a form finds wrong it shows; this is raised by keys of rows that are none.
    ValidationError,
    ValueError,
)
ADMIN_SOURCES = {
    # The rich-text editor and the charts of the admin set styles on elements.
    "style-src": [UNSAFE_INLINE],
    # Pictures about to be uploaded are shown from the browser's memory.
    "img-src": ["data:", "blob:"],
    # Previews are framed.
    "frame-src": [SELF],
}


def is_admin(request) -> bool:
    """True for the addresses of the admin."""
    return request.path.startswith(reverse("wagtailadmin_home"))


class AdminNonceMiddleware:
    """Let the admin's own inline scripts run under the policy of the portal.

    The library prints some without a nonce. What a person typed cannot become a script
    by this: the admin's templates escape it, and attributes such as ``onclick`` stay
    refused. See the decision record on the admin's policy.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        """Return the answer with a nonce on its inline scripts."""
        response = self.get_response(request)
        if is_admin(request) and not response.streaming:
            response._csp_update = ADMIN_SOURCES
            if response.headers.get("Content-Type", "").startswith("text/html"):
                self._add_nonce(request, response)
        return response

    @staticmethod
    def _add_nonce(request, response) -> None:
        nonce = str(request.csp_nonce).encode()
        content = INLINE_SCRIPT.sub(b'<script nonce="' + nonce + b'"', response.content)
        if content != response.content:
            response.content = content
            if "Content-Length" in response.headers:
                response.headers["Content-Length"] = str(len(content))


class AdminGuardMiddleware:
    """Keep drafts to those who write or review them, and answer refusals in words.

    Several views of the admin and of the translation add-on look up a page by the
    number in their address without asking whether the user may see it.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        """Return the answer; who may not go on where it leads goes home instead.

        After an approval the library leads to the page or to the explorer: reviewers
        see neither.
        """
        response = self.get_response(request)
        if (
            request.method == "POST"
            and response.status_code == 302
            and is_admin(request)
            and request.user.is_authenticated
            and not request.user.is_superuser
            and self._leads_nowhere(request, response["Location"])
        ):
            response["Location"] = reverse("wagtailadmin_home")
        return response

    @staticmethod
    def _leads_nowhere(request, address: str) -> bool:
        try:
            match = resolve(urlsplit(address).path)
        except (Resolver404, ValueError):
            return False
        if match.view_name == "wagtailadmin_explore":
            return not may_browse(request.user)
        return not may_open(request.user, match, request)

    def process_view(self, request, view_func, view_args, view_kwargs):
        """Answer 404 when the address names a page the user may not see."""
        if not is_admin(request) or not request.user.is_authenticated:
            return
        self._clean_search(request)
        match = request.resolver_match
        if match.view_name in NOT_OURS or not is_well_formed(match, request):
            raise Http404
        if "wagtailadmin_api" in match.namespaces and request.method != "GET":
            # The admin itself only reads it; its actions ask nobody's readiness.
            raise Http404
        if request.user.is_superuser:
            return
        if not may_open(request.user, match, request):
            raise Http404

    @staticmethod
    def _clean_search(request) -> None:
        """Drop quotes from what is searched: SQLite's engine cannot read them."""
        for name in ("q", "search"):
            if '"' in request.GET.get(name, "") or "\0" in request.GET.get(name, ""):
                request.GET = request.GET.copy()
                typed = request.GET[name].replace('"', " ").replace("\0", " ")
                request.GET[name] = typed.strip()

    def process_exception(self, request, exception):
        """Say why a publication was refused, and go back to the page.

        A form that no browser sends, or a row that is gone, is an error of who asks.
        """
        if not is_admin(request):
            return None
        if isinstance(exception, MALFORMED):
            logger.warning("Malformed request: %s", request.path, exc_info=True)
            return HttpResponseBadRequest(_("Cette demande est mal formée."))
        if not isinstance(exception, PublicationRefusedError):
            return None
        for message in exception.messages:
            messages.error(request, message)
        url = reverse("wagtailadmin_pages:edit", args=[exception.page.pk])
        if request.headers.get("x-requested-with") == "XMLHttpRequest":
            # What the dialogs of the workflow understand.
            return JsonResponse({"step": "success", "redirect": url})
        return redirect(url)
