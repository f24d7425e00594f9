"""The démarche's page, and the step of it on the home page."""

from decimal import Decimal

from django.core.exceptions import ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext

import pytest
from bs4 import BeautifulSoup

from portal.home.models import (
    ApproachLink,
    ApproachStep,
    FormerName,
    GovernanceBody,
    GovernanceMember,
    NextStep,
    Pillar,
    Principle,
    YearlyFigure,
)
from portal.home.tree import english, ensure_english
from practices.models import Ingredient
from practices.readiness import missing
from tests.factories import make_practice, make_structure, make_tree
from tests.home.factories import make_approach, make_article

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.usefixtures("tree_of_the_module"),
]


def soup_of(client, address):
    return BeautifulSoup(client.get(address).content, "html.parser")


def figure(year, value, **fields):
    return YearlyFigure(
        **{
            "indicator": "projets soutenus",
            "year": year,
            "value": Decimal(value),
            "unit": "projets",
            "source": "le dépliant",
            **fields,
        }
    )


def test_steps_are_numbered_after_the_starting_point(client, whole_site):
    page = make_approach()

    steps = soup_of(client, page.url).select(".timeline__step")

    assert "Point de départ" in steps[0].text
    assert "Étape 1 · 2020" in steps[1].text
    assert "On en est là" in steps[1].text
    assert "On en est là" not in steps[0].text


def test_an_old_name_is_told(client):
    page = make_approach(
        former_names=[FormerName(name="Démarche verte", until_year=2021)]
    )

    facts = soup_of(client, page.url).select_one(".facts").text

    assert "Démarche verte" in facts
    assert "jusqu’en 2021" in facts


def test_links_stand_with_their_pillar(client):
    page = make_approach(
        pillars=[
            Pillar(key="accompagner", title="Accompagner", text="Aller voir."),
            Pillar(key="soutenir", title="Soutenir", text="Aider."),
        ],
        links=[
            ApproachLink(
                label="La trame", url="https://a.example/", pillar_key="accompagner"
            ),
            ApproachLink(label="Le dépliant", url="https://b.example/"),
        ],
    )

    soup = soup_of(client, page.url)

    panels = soup.select("[aria-labelledby=volets] .panel")
    assert panels[0].a["href"] == "https://a.example/"
    assert panels[1].a is None
    assert soup.select_one('.facts a[href="https://b.example/"]')


def test_a_hidden_structure_is_not_named(client):
    shown = make_structure("Maison ouverte")
    hidden = make_structure("Maison cachée", live=False)
    page = make_approach(
        bodies=[GovernanceBody(key="moteur", kind="groupe-moteur", role="Tire.")],
        members=[
            GovernanceMember(body_key="moteur", structure=shown),
            GovernanceMember(body_key="moteur", structure=hidden),
            GovernanceMember(body_key="moteur", name="des habitants relais"),
        ],
    )

    body = soup_of(client, page.url).select_one("[aria-labelledby=qui-pilote]")

    assert body.a["href"] == shown.url
    assert "des habitants relais" in body.text
    assert "cachée" not in body.text


def test_ingredients_count_the_practices_that_prove_them(client):
    page = make_approach()
    ingredient = Ingredient.objects.create(
        name="Des ambassadeurs", slug="des-ambassadeurs", locale=page.locale
    )
    structure = make_structure()
    for title, live in (("Une", True), ("Deux", True), ("Brouillon", False)):
        practice = make_practice(structure, title, live=live)
        practice.ingredients.add(ingredient)
        practice.save()

    section = soup_of(client, page.url).select_one("[aria-labelledby=ingredients]")

    assert section.a["href"] == "/ingredients/des-ambassadeurs/"
    assert "2 pratiques le montrent" in section.text


def test_it_costs_the_same_whatever_its_rows(client):
    page = make_approach(next_steps=[NextStep(text="Un pas")])
    costs = []
    for number in (1, 9):
        page.next_steps = [NextStep(text=f"Pas {n}") for n in range(number)]
        page.steps = [ApproachStep(label=f"Étape {n}") for n in range(number)]
        page.figures = [figure(2000 + n, n) for n in range(number)]
        page.save_revision().publish()
        client.get(page.url)
        with CaptureQueriesContext(connection) as queries:
            client.get(page.url)
        costs.append(len(queries))

    assert costs[0] == costs[1] <= 45


def test_what_it_misses_is_said():
    page = make_approach(
        live=False,
        steps=[],
        links=[ApproachLink(label="Nulle part", pillar_key="inconnu")],
        members=[GovernanceMember(body_key="inconnue")],
        figures=[figure(2021, 44, source="")],
    )

    told = {(lack.field, lack.message) for lack in missing(page)}

    assert {field for field, _message in told} == {
        "steps",
        "links",
        "members",
        "figures",
    }
    assert any("inconnu" in message for _field, message in told)


def test_a_step_does_not_end_before_it_starts():
    step = ApproachStep(label="À rebours", start_year=2022, end_year=2020)

    with pytest.raises(ValidationError):
        step.clean()


def test_english_words_and_french_facts(client):
    ensure_english(make_tree())
    page = make_approach(figures=[figure(2022, 42)])
    translation = page.copy_for_translation(english())
    translation.title = "The scheme"
    rows = list(translation.steps.all())
    rows[1].label, rows[1].start_year = "Supporting", 1999
    translation.steps = rows
    translation.save_revision().publish()

    soup = soup_of(client, translation.url)

    assert soup.h1.text == "The scheme"
    current = soup.select(".timeline__step")[1]
    assert current.h3.text == "Supporting"
    assert "2020" in current.text
    assert "1999" not in current.text
    assert ": Supporting" in soup_of(client, "/en/").text


def test_home_shows_the_step_and_three_articles(client):
    make_approach()
    for number in range(4):
        make_article(f"Article numéro {number}")

    soup = soup_of(client, "/")

    band = soup.select_one(".band")
    assert "Accompagner" in band.h2.text
    assert band.a["href"] == "/demarche/"
    assert [link.text for link in soup.select(".headlines a")] == [
        "Article numéro 3",
        "Article numéro 2",
        "Article numéro 1",
    ]
    assert [link.text for link in soup.select(".header__link")][-2:] == [
        "Actualités",
        "La démarche",
    ]


def test_home_says_nothing_of_a_démarche_in_draft(client):
    make_approach(live=False)

    soup = soup_of(client, "/")

    assert soup.select_one(".band") is None
    assert "La démarche" not in soup.text


def test_the_home_page_says_what_the_demarche_wants(client, whole_site):
    claims = ["Au cœur, pas en annexe.", "Ensemble", "Partout", "De trop ici"]
    page = make_approach(
        principles=[
            Principle(kind="methode", title="Une façon de faire"),
            *(Principle(kind="idee-force", title=title) for title in claims),
        ]
    )
    client.get("/")
    with CaptureQueriesContext(connection) as queries:
        band = soup_of(client, "/").select_one(".band")

    said = band.select_one(".band__claims")
    assert said.text == "Au cœur, pas en annexe · Ensemble · Partout"
    assert len(queries) <= 25
    page.unpublish()
    assert soup_of(client, "/").select(".band__claims") == []
