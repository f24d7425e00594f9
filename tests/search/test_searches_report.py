"""The report « Recherches » of the admin."""

from datetime import timedelta

from django.test import Client
from django.urls import reverse
from django.utils import timezone

import pytest
from bs4 import BeautifulSoup

from search.counting import Asked, count
from tests.factories import (
    make_commune,
    make_member,
    make_organiser,
    make_reviewer,
    make_structure,
    make_theme,
    make_user,
)

pytestmark = pytest.mark.django_db


def ask(text: str, days: list[int], **fields) -> None:
    """Count ``text`` on each of the days, that many days ago."""
    today = timezone.localdate()
    search = {
        "text": text,
        "language": "fr",
        "listing": "catalogue",
        "themes": (),
        "territories": (),
        "results": 4,
        **fields,
    }
    count([Asked(day=today - timedelta(days=ago), **search) for ago in days])


def client_of(user) -> Client:
    client = Client()
    client.force_login(user)
    return client


def lines(query: str = "") -> list[list[str]]:
    """Return the cells of the report, as an organiser sees it."""
    address = f"{reverse('searches_report_results')}?{query}"
    answer = client_of(make_organiser()).get(address)
    assert answer.status_code == 200
    rows = BeautifulSoup(answer.content, "html.parser").select("tbody tr")
    return [[cell.get_text(" ", strip=True) for cell in row("td")] for row in rows]


def texts(query: str = "") -> list[str]:
    return [line[0] for line in lines(query)]


def test_the_most_frequent_come_first_with_their_last_number_and_day():
    ask("compost", [1, 2, 2])
    ask("vélo", [5, 5, 5, 6], results=9)
    ask("vélo", [3], results=7)
    ask("rare", [1, 2])

    found = lines()

    assert [line[:5] for line in found] == [
        ["velo", "Pratiques", "Français", "5", "7"],
        ["compost", "Pratiques", "Français", "3", "4"],
    ]


def test_those_that_found_nothing_the_last_time_are_told_alone():
    ask("piscine", [1, 2, 2], results=0)
    ask("vélo", [5, 6, 7], results=0)
    ask("vélo", [3], results=7)

    assert texts("found=rien") == ["piscine"]


def test_a_month_is_told_unless_a_year_is_asked_for():
    ask("vélo", [3, 40, 41])
    ask("compost", [40, 41, 42])

    assert [line[3] for line in lines()] == ["1"]
    assert texts("period=365") == ["compost", "velo"]


def test_lists_and_languages_have_their_own_lines():
    ask("centre", [1, 2, 3])
    ask("centre", [1, 2], listing="structures")
    ask("centre", [1], language="en")

    assert [line[1:4] for line in lines()] == [
        ["Pratiques", "Français", "3"],
        ["Structures", "Français", "2"],
        ["Pratiques", "Anglais", "1"],
    ]
    assert [line[2] for line in lines("language=en")] == ["Anglais"]


def test_a_theme_tells_what_was_asked_with_it_refined_or_not():
    make_theme("Mobilité")
    make_theme("Alimentation")
    ask("vélo", [1, 2, 3])
    ask("vélo", [1], themes=("mobilite",), results=2)
    ask("vélo", [1, 2], themes=("mobilite", "alimentation"), is_refinement=True)
    ask("compost", [1, 2, 3])

    assert [line[0] + line[3] for line in lines()] == ["velo4", "compost3"]
    assert [line[0] + line[3] for line in lines("theme=mobilite")] == ["velo3"]
    # Twice is too few to be told, even of a text that is frequent elsewhere.
    assert lines("theme=alimentation") == []


def test_a_territory_tells_what_was_asked_of_those_that_lie_in_it():
    drome = make_commune("Drôme", kind="departement")
    make_commune("Die").parents.add(drome)
    make_commune("Dieulefit")
    ask("vélo", [1, 2, 3], territories=("die",))
    ask("compost", [1, 2, 3], territories=("dieulefit",))

    assert texts("territory=drome") == ["velo"]
    assert texts("territory=die") == ["velo"]
    assert texts("territory=dieulefit") == ["compost"]


@pytest.mark.parametrize(
    "query",
    ["theme=inconnu", "period=x", "found=x", "language=xx", "ordering=x", "p=99"],
)
def test_an_address_that_makes_no_sense_is_no_error(query):
    ask("vélo", [1, 2, 3])

    lines(query)


def test_each_text_leads_to_what_it_finds_today():
    ask("jardin partagé", [1, 2, 3])
    ask("centre", [1, 2, 3], listing="structures")
    ask("gone", [1, 2, 3], listing="une-liste-d-avant")
    make_structure()

    html = client_of(make_organiser()).get(reverse("searches_report_results")).text

    soup = BeautifulSoup(html, "html.parser")
    links = [link["href"] for link in soup.select("tbody td:first-child a")]
    assert [link.partition("/pratiques/")[2] for link in links if "jardin" in link] == [
        "?q=jardin+partage"
    ]
    assert any(link.endswith("/structures/?q=centre") for link in links)
    assert len(links) == 2
    assert "une-liste-d-avant" in html


def test_the_empty_report_says_why():
    make_structure()
    ask("vélo", [1])
    organiser = client_of(make_organiser())

    html = organiser.get(reverse("searches_report")).text
    narrowed = organiser.get(reverse("searches_report_results") + "?found=rien").text

    assert "trois fois, sur deux jours" in html
    assert "Aucune recherche ne répond" in narrowed


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_the_report_is_exported(kind):
    ask("vélo", [1, 2, 3])

    answer = client_of(make_organiser()).get(
        f"{reverse('searches_report')}?export={kind}"
    )

    content = b"".join(answer.streaming_content) if answer.streaming else answer.content
    assert content
    if kind == "csv":
        assert b"velo,Pratiques,Fran\xc3\xa7ais,3,4," in content


def test_members_and_reviewers_see_it_and_no_one_else():
    structure = make_structure()
    ask("vélo", [1, 2, 3])
    address = reverse("searches_report")

    for user in (make_member(structure), make_reviewer()):
        client = client_of(user)
        assert "velo" in client.get(address).text
        assert address in client.get(reverse("wagtailadmin_home")).text
    assert "velo" not in client_of(make_user()).get(address, follow=True).text
    assert "velo" not in Client().get(address, follow=True).text


def test_the_report_costs_the_same_for_three_texts_and_thirty(
    django_assert_max_num_queries,
):
    for number in range(30):
        ask(f"mot {chr(97 + number % 26)}{chr(97 + number // 26)}b", [1, 2, 3])
    client = client_of(make_organiser())
    client.get(reverse("searches_report_results"))

    with django_assert_max_num_queries(25):
        client.get(reverse("searches_report_results"))
