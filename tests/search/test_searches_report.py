"""The report « Recherches » of the admin."""

import csv
from datetime import timedelta
from io import BytesIO, StringIO

from django.test import Client
from django.urls import reverse
from django.utils import timezone

import pytest
from bs4 import BeautifulSoup
from openpyxl import load_workbook

from search.counting import Asked, count
from search.lists import LISTS
from search.searches_report import SearchesReportView
from tests.factories import (
    make_commune,
    make_member,
    make_organiser,
    make_reviewer,
    make_structure,
    make_theme,
    make_user,
)
from tests.harness.client import client_of

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


def test_a_text_finds_what_it_finds_alone():
    make_theme("Mobilité")
    ask("vélo", [2, 3, 4], results=7)
    ask("vélo", [1], themes=("mobilite",), results=0)
    ask("compost", [1, 2, 3], themes=("mobilite",), results=2)

    assert [line[:5:4] for line in lines()] == [["velo", "7"], ["compost", "2"]]
    assert texts("found=rien") == []


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


def test_the_texts_of_one_list_are_told_alone():
    ask("centre", [1, 2, 3])
    ask("centre", [1, 2], listing="structures")
    ask("recette", [1, 2, 3], listing="articles")

    assert [line[:2] for line in lines("listing=structures")] == [
        ["centre", "Structures"]
    ]
    assert texts("listing=articles") == ["recette"]


def test_one_chooses_among_the_lists_that_have_a_page():
    html = client_of(make_organiser()).get(reverse("searches_report")).text

    choices = BeautifulSoup(html, "html.parser").select("[name=listing] option")
    assert {choice["value"] for choice in choices} - {""} == {
        listing.name for listing in LISTS if listing.has_page
    }


def head(query: str = "") -> str:
    """Return what is said above the lines."""
    address = f"{reverse('searches_report_results')}?{query}"
    html = client_of(make_organiser()).get(address).text
    found = BeautifulSoup(html, "html.parser").select_one("h2")
    return found.get_text(strip=True) if found else ""


def test_the_head_says_how_many_texts_there_are_and_how_often_they_were_asked(
    monkeypatch,
):
    # On all pages, of which this shows the first.
    monkeypatch.setattr(SearchesReportView, "paginate_by", 1)
    ask("centre", [1, 2, 3])
    ask("centre", [1, 2], listing="structures")
    ask("compost", [1, 2, 3], themes=("mobilite",), results=0)

    assert head() == "2 textes, cherchés 8 fois"
    assert head("listing=structures") == "1 texte, cherché 2 fois"
    assert head("found=rien") == "1 texte, cherché 3 fois"
    assert head("theme=mobilite") == "2 textes, cherchés 8 fois"
    assert head("language=en") == ""


def test_what_can_be_turned_over_is_counted_in_lines():
    ask("centre", [1, 2, 3])
    ask("centre", [1, 2], listing="structures")

    html = client_of(make_organiser()).get(reverse("searches_report_results")).text

    pages = BeautifulSoup(html, "html.parser").select_one(".pagination__end")
    assert pages.get_text(strip=True) == "2 lignes"


def test_what_is_wider_than_the_screen_is_scrolled_by_keyboard_too():
    ask("vélo", [1, 2, 3])

    html = client_of(make_organiser()).get(reverse("searches_report_results")).text

    around = BeautifulSoup(html, "html.parser").select_one("table").parent
    assert "w-overflow-x-auto" in around["class"]
    assert (around["role"], around["tabindex"]) == ("region", "0")


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
    [
        "theme=inconnu",
        "period=x",
        "found=x",
        "listing=x",
        "language=xx",
        "ordering=x",
        "p=99",
    ],
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


def exported(kind: str, query: str = "") -> bytes:
    """Return the report as a spreadsheet."""
    address = f"{reverse('searches_report')}?export={kind}{query}"
    answer = client_of(make_organiser()).get(address)
    assert f'filename="recherches.{kind}"' in answer["Content-Disposition"]
    return b"".join(answer.streaming_content)


def test_the_report_is_exported_as_text_that_opens_well_in_french():
    ask("vélo", [1, 2, 3])
    ask("centre", [1, 2, 3], listing="structures")

    content = exported("csv", "&listing=catalogue")

    # Not what Python reads in silence: the mark is there, and once.
    assert content.startswith("\ufeffTexte cherché;Où;".encode())
    day = timezone.localdate() - timedelta(days=1)
    rows = list(csv.reader(StringIO(content.decode("utf-8-sig")), delimiter=";"))
    assert rows == [
        ["Texte cherché", "Où", "Langue", "Fois", "Résultats", "Dernier jour"],
        ["velo", "Pratiques", "Français", "3", "4", day.isoformat()],
    ]


def test_the_report_is_exported_as_a_workbook():
    ask("vélo", [1, 2, 3])

    sheet = load_workbook(BytesIO(exported("xlsx"))).active

    head, line = sheet.iter_rows(values_only=True)
    assert head[:2] == ("Texte cherché", "Où")
    assert line[:5] == ("velo", "Pratiques", "Français", 3, 4)
    day = timezone.localdate() - timedelta(days=1)
    assert line[5] == day


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
