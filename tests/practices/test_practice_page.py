"""The fiche: facts of the French page, words of the page shown."""

from decimal import Decimal

from django.db import connection
from django.test.utils import CaptureQueriesContext

import pytest
from bs4 import BeautifulSoup

from practices.enums import CostBand
from practices.models import CostLine, Outcome, PracticePage
from tests.factories import make_practice, make_structure, make_theme, translate

pytestmark = pytest.mark.django_db


def with_figures(**fields) -> PracticePage:
    practice = make_practice(make_structure("Maison A"), "Achat groupé", **fields)
    practice.outcomes.add(
        Outcome(
            indicator="familles inscrites",
            value=405,
            unit="familles",
            source="CCAS",
            period_label="en trois mois",
        )
    )
    practice.cost_lines.add(CostLine(label="Adhésion", amount=2000))
    practice.cost_lines.add(CostLine(label="Poste", amount=40000))
    practice.save_revision().publish()
    return PracticePage.objects.get(pk=practice.pk)


def text_of(response) -> str:
    return " ".join(BeautifulSoup(response.content, "html.parser").main.text.split())


def test_the_total_and_its_band_are_computed(client, db):
    practice = with_figures()

    assert practice.cost_total == Decimal(42000)
    assert practice.cost_band == CostBand.OVER_30000
    assert "42\u202f000\u00a0€" in client.get(practice.url).content.decode()


@pytest.mark.parametrize(
    ("total", "band"),
    [
        (None, "inconnu"),
        (0, "gratuit"),
        ("0.01", "moins-de-1000"),
        ("999.99", "moins-de-1000"),
        (1000, "1000-5000"),
        (5000, "1000-5000"),
        ("5000.01", "5000-30000"),
        (30000, "5000-30000"),
        ("30000.01", "plus-de-30000"),
    ],
)
def test_each_total_has_one_band(total, band):
    assert CostBand.of(None if total is None else Decimal(total)) == band


def test_a_translation_shows_its_words_and_the_french_facts(client, db):
    practice = with_figures()
    english = translate(practice, title="Group purchase", lead="Buying together.")
    row = english.outcomes.get()
    row.indicator, row.value = "families signed up", 1
    row.save()
    practice.outcomes.update(value=500)

    text = text_of(client.get(english.url))

    assert "Group purchase" in text
    assert "families signed up" in text
    assert "500" in text
    assert "familles inscrites" not in text


def test_an_alias_says_that_it_is_in_french(client, db):
    practice = make_practice(make_structure("Maison A"), "Atelier")
    english = translate(practice, title="Workshop")
    alias = english.get_parent().specific
    assert alias.alias_of_id

    soup = BeautifulSoup(client.get(alias.url).content, "html.parser")

    assert soup.html["lang"] == "en"
    assert soup.find("article")["lang"] == "fr"
    assert "pas encore traduite" in soup.text or "not been translated" in soup.text


def test_an_untranslated_address_leads_to_the_french_page(client, db):
    practice = make_practice(make_structure("Maison A"), "Atelier")
    translate(make_practice(make_structure("Maison B"), "Autre"), title="Other")

    response = client.get(f"/en{practice.url}")

    assert response.status_code == 302
    assert response["Location"] == practice.url


def test_a_draft_does_not_show_through_its_english_address(client, db):
    practice = make_practice(make_structure("Maison A"), "Brouillon", live=False)

    assert client.get(f"/en{practice.get_url()}").status_code == 404


def test_french_pages_do_not_vary_with_the_browsers_language(client, db):
    practice = make_practice()

    response = client.get(practice.url, headers={"Accept-Language": "en"})

    assert "Accept-Language" not in response.get("Vary", "")
    assert response["Content-Language"] == "fr"


def test_a_preview_shows_what_is_typed(admin_client, db):
    practice = make_practice(live=False, title="Pas encore publiée")

    response = practice.make_preview_request(preview_mode="")

    assert response.status_code == 200
    assert "Pas encore publiée" in response.content.decode()


def test_a_practice_costs_the_same_whatever_its_rows(client, db):
    costs = []
    make_practice(title="La même ailleurs")
    for rows in (1, 10):
        practice = make_practice()
        for number in range(rows):
            practice.outcomes.add(
                Outcome(
                    indicator=f"n{number}",
                    value=1,
                    unit="u",
                    source="s",
                    period_label="en 2025",
                )
            )
            practice.themes.add(make_theme(f"Thème {number % 4}"))
        practice.save_revision().publish()
        client.get(practice.url)
        with CaptureQueriesContext(connection) as queries:
            client.get(practice.url)
        costs.append(len(queries))

    assert costs[0] == costs[1] <= 45


def test_link_previews_use_our_own_addresses(client, db, settings):
    practice = make_practice()

    soup = BeautifulSoup(
        client.get(practice.url, headers={"Host": "evil.example"}).content,
        "html.parser",
    )

    canonical = soup.find("link", rel="canonical")["href"]
    assert canonical == f"{settings.BASE_URL}{practice.url}"
    assert soup.find("meta", property="og:url")["content"] == canonical
    assert "evil.example" not in str(soup)


def test_the_structure_follows_the_page_when_it_moves(db):
    practice = make_practice(make_structure("Maison A"))
    other = make_structure("Maison B")

    practice.move(other, pos="last-child")

    assert PracticePage.objects.get(pk=practice.pk).structure == other
