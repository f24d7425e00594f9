"""Every way that the admin shows someone leads where they may go."""

import json
from collections.abc import Iterator
from urllib.parse import urljoin

from django.urls import reverse

import pytest
from bs4 import BeautifulSoup

from tests.factories import (
    make_member,
    make_organiser,
    make_practice,
    make_reviewer,
    make_structure,
    make_user,
)
from tests.harness.client import client_of
from tests.home.factories import make_article

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.one_database,
    pytest.mark.usefixtures("tree_of_the_module"),
    # The report of translations, which is the library's.
    pytest.mark.filterwarnings(
        "ignore::django.core.paginator.UnorderedObjectListWarning"
    ),
]

HOME = "/admin/"


def member():
    """Someone of a structure that has a draft, a page under review and a live one."""
    structure = make_structure("Centre A")
    user = make_member(structure)
    make_practice(structure, "Publiée", user=user)
    make_practice(structure, "Commencée", live=False, user=user)
    submitted = make_practice(structure, "Soumise", live=False, user=user)
    submitted.get_workflow().start(submitted, user)
    return user


def reviewer():
    """Someone to whom a page was submitted."""
    member()
    return make_reviewer()


def idle_reviewer():
    """Someone to whom nothing was submitted."""
    return make_reviewer()


def reviewing_member():
    """Someone who writes for a structure and reviews what others write."""
    user = member()
    user.groups.add(*make_reviewer().groups.all())
    return user


def organiser():
    """Someone who keeps the lists, the days and the articles."""
    user = make_organiser()
    make_article("Un article", live=False, owner=user)
    return user


def administrator():
    """Someone who may do everything."""
    member()
    return make_user(is_superuser=True, is_staff=True)


PEOPLE = [member, reviewer, idle_reviewer, reviewing_member, organiser, administrator]


def addresses_in(value) -> Iterator[str]:
    """Yield the addresses of the admin in what its menu is drawn from."""
    if isinstance(value, dict):
        value = list(value.values())
    if isinstance(value, list):
        for each in value:
            yield from addresses_in(each)
    elif isinstance(value, str) and value.startswith("/admin/"):
        yield value


def ways_of(client) -> tuple[set[str], set[str]]:
    """Return the addresses that the menu shows, and those of the page itself."""
    soup = BeautifulSoup(client.get(HOME).content, "html.parser")
    menu = json.loads(soup.find(id="wagtail-sidebar-props").string)
    links = {urljoin(HOME, link["href"]) for link in soup.select("main a[href]")}
    links |= {
        f"{form['action']}?q=jardin" for form in soup.select("main form[method=get]")
    }
    return set(addresses_in(menu)), {
        link.partition("#")[0] for link in links if link.startswith("/")
    }


def refusal_at(client, address: str) -> str:
    """Return why ``address`` does not answer, or nothing."""
    response = client.get(address)
    hops = 0
    while response.status_code in (301, 302) and hops < 5:
        if response.url == HOME:
            # What it says there is not about the next address.
            client.get(HOME)
            return f"{address}: sent home"
        response = client.get(urljoin(address, response.url))
        hops += 1
    if response.status_code != 200:
        return f"{address}: {response.status_code}"
    if not address.startswith(HOME):
        return ""
    soup = BeautifulSoup(response.content, "html.parser")
    error = soup.select_one(".messages > ul > .error")
    return f"{address}: {error.get_text(' ', strip=True)}" if error else ""


@pytest.mark.parametrize("person", PEOPLE)
def test_every_way_shown_to_someone_leads_somewhere(person):
    client = client_of(person())
    # Signing out ends the walk.
    menu, page = ways_of(client)
    assert menu
    refused = [
        refusal
        for address in sorted((menu | page) - {HOME, reverse("wagtailadmin_logout")})
        if (refusal := refusal_at(client, address))
    ]
    assert not refused, "\n".join(refused)
