"""Pages whose list is refined in place, and works as well without a script."""

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.utils.cache import patch_vary_headers


class RefinedListMixin:
    """A page whose list htmx replaces: it is then answered without the rest."""

    partial_template = "search/_refined.html"
    whole_template = "search/catalogue_page.html"

    def serve(self, request: HttpRequest, *args, **kwargs) -> HttpResponseBase:
        """Answer with the whole page, or with what htmx replaces in it."""
        response = super().serve(request, *args, **kwargs)  # type: ignore[misc]
        patch_vary_headers(response, ["HX-Request"])
        return response

    def get_template(self, request: HttpRequest, *args, **kwargs) -> str:
        """Return the part htmx asks for; the whole page to anyone else."""
        htmx = getattr(request, "htmx", None)
        if htmx and not htmx.history_restore_request:
            return self.partial_template
        return self.whole_template
