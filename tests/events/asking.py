"""How tests read the page of a day."""

from bs4 import BeautifulSoup


def soup_of(client, page) -> BeautifulSoup:
    """Return what anyone reads at the address of ``page``."""
    response = client.get(page.url)
    assert response.status_code == 200
    return BeautifulSoup(response.content, "html.parser")


def text_of(element) -> str:
    """Return the words of ``element``, one space between them."""
    return " ".join(element.get_text(" ").split())
