"""Fill the admin's forms as a browser would."""

import json

from django.urls import reverse

from wagtail.test.utils.form_data import querydict_from_html

from bs4 import BeautifulSoup


def edit_url(page) -> str:
    """Return the address of the form of ``page``."""
    return reverse("wagtailadmin_pages:edit", args=[page.pk])


def form_data(client, url: str, form_id: str = "page-edit-form") -> dict:
    """Return what the form at ``url`` would send untouched."""
    response = client.get(url)
    assert response.status_code == 200, response.status_code
    html = response.content.decode()
    data = querydict_from_html(html, form_id=form_id).copy()
    for name, value in list(data.items()):
        # A browser drops the line break that follows the opening of a text area.
        data[name] = value.removeprefix("\n") if isinstance(value, str) else value
    # What the library's reader makes of a list where nothing is selected.
    for select in BeautifulSoup(html, "html.parser").select("select[multiple]"):
        chosen = [option["value"] for option in select.select("option[selected]")]
        data.setlist(select["name"], chosen)
    # The browser draws the blocks of a story: none, here.
    for name in ("description", "body", "report"):
        data.setdefault(f"{name}-count", "0")
    return data


def untouched_data(client, url: str) -> dict:
    """Return what a browser sends of the form of a page that nobody touched.

    Its editor of rich texts sends this of one where nothing is written; anything else
    is a change, and words to readiness.
    """
    data = form_data(client, url)
    for name, value in data.items():
        if '"entityMap"' in value and not any(
            block["text"] for block in json.loads(value)["blocks"]
        ):
            data[name] = "null"
    return data


def messages_of(client, response) -> str:
    """Return the messages that the admin shows after ``response``."""
    while response.status_code in (301, 302):
        response = client.get(response.url)
    soup = BeautifulSoup(response.content, "html.parser")
    return " ".join(
        element.get_text(" ", strip=True) for element in soup.select(".messages")
    )
