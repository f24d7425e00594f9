"""A test client that looks at each public page it is given."""

from typing import Any

from django.test import Client

from bs4 import BeautifulSoup

# The administration's pages are the library's; they have their own policy.
NOT_PUBLIC = ("/admin/", "/django-admin/")
DATA_TYPES = {"application/json", "application/ld+json"}


class StrictClient(Client):
    """Fail on inline code or style, unrendered braces and a missing language."""

    def request(self, **request: Any) -> Any:
        """Ask, look, and hand over the answer."""
        response = super().request(**request)
        path = request.get("PATH_INFO", "/")
        is_html = response.headers.get("Content-Type", "").startswith("text/html")
        if is_html and not response.streaming and not path.startswith(NOT_PUBLIC):
            problems = find_html_problems(response.content.decode(response.charset))
            assert not problems, f"{path}:\n" + "\n".join(problems)
        return response


def client_of(user: Any) -> StrictClient:
    """Return the browser of someone who is signed in."""
    client = StrictClient()
    client.force_login(user)
    return client


def find_html_problems(html: str) -> list[str]:
    """Return what no public page of ours may hold."""
    if not html.strip():
        return []
    problems = [
        f"unrendered {braces}" for braces in ("{{", "{%", "{#") if braces in html
    ]
    soup = BeautifulSoup(html, "html.parser")
    for element in soup.find_all(True):
        short = str(element)[:80]
        is_code = element.get("type") not in DATA_TYPES and not element.get("src")
        if element.name == "script" and is_code:
            problems.append(f"inline script: {short}")
        if element.name == "style" or element.has_attr("style"):
            problems.append(f"inline style: {short}")
        problems += [
            f"inline handler {name}: {short}"
            for name in element.attrs
            if name.startswith("on")
        ]
        for name in ("href", "src", "action"):
            if str(element.get(name, "")).strip().lower().startswith("javascript:"):
                problems.append(f"script in an address: {short}")
    # A fragment that htmx asks for has no document around it.
    if soup.html is not None and not soup.html.get("lang"):
        problems.append("no language on <html>")
    return problems
