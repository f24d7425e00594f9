"""Who supports the portal, and whose words are quoted as long as they agree."""

from datetime import date

from django.db import connection
from django.test.utils import CaptureQueriesContext

import pytest
import time_machine

from portal.home.models import GovernanceBody, StandardPage
from practices.models import Organisation
from tests.factories import make_image, make_structure, make_tree, restrict, translate
from tests.home.factories import make_approach

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.one_database,
    pytest.mark.usefixtures("tree_of_the_module"),
]


def make_plain(title="À propos", **fields):
    page = StandardPage(title=title, live=False, **fields)
    make_tree().home.add_child(instance=page)
    page.save_revision().publish()
    return StandardPage.objects.get(pk=page.pk)


def page(client, url):
    return client.get(url).content.decode()


@pytest.fixture
def partner(db):
    return Organisation.objects.create(
        name="Caf de la Drôme",
        slug="caf",
        supports_portal=True,
        logo=make_image("Logo", alt_text="Caf, en toutes lettres", credit="La Caf"),
    )


def test_partners_are_shown_where_asked(client, partner):
    Organisation.objects.create(name="Une autre", slug="une-autre")
    shown, other = make_plain(shows_partners=True), make_plain("Autre")
    words = translate(shown, title="About", shows_partners=False)

    for address in (shown.url, words.url):
        html = page(client, address)
        assert 'alt="Caf, en toutes lettres"' in html
        assert "Caf de la Drôme</a>" in html
        assert "La Caf" in html
        assert "Une autre" not in html
    assert "Caf" not in page(client, other.url)


def test_a_logo_without_rights_is_not_shown(client, partner):
    partner.logo.licence = ""
    partner.logo.save()
    html = page(client, make_plain(shows_partners=True).url)

    assert "<img" not in html
    assert "Caf de la Drôme</a>" in html


def test_partners_cost_the_same_whatever_their_number(client, partner):
    shown = make_plain(shows_partners=True)

    def cost():
        page(client, shown.url)
        with CaptureQueriesContext(connection) as queries:
            page(client, shown.url)
        return len(queries)

    one = cost()
    for number in range(4):
        Organisation.objects.create(
            name=f"Caf {number}", slug=f"caf-{number}", supports_portal=True
        )
    assert cost() == one


def test_the_demarche_counts_who_has_joined(client):
    for number, joined in enumerate((2019, 2019, 2021), start=1):
        make_structure(f"Maison {number}", joined_on=date(joined, 9, 1))
    make_structure("Brouillon", joined_on=date(2022, 1, 1), live=False)
    restrict(make_structure("Privée", joined_on=date(2022, 1, 1)))
    translate(make_structure("Maison 4", joined_on=date(2023, 1, 1)), title="House 4")
    make_structure("Ailleurs", joined_on=date(2024, 1, 1), in_network=False)

    body = GovernanceBody(key="moteur", kind="groupe-moteur", role="Tire.")
    html = page(client, make_approach(bodies=[body]).url)

    assert "2 fin 2019, 3 fin 2021, 4 fin 2023." in html


def quote(**told):
    words = {"text": "On vient pour un frein.", "author": "Nadia", "role": "voisine"}
    return [("quote", words | told)]


@pytest.mark.parametrize(
    ("dates", "is_named"),
    [
        ({}, True),
        ({"consent_given_on": date(2026, 1, 1)}, True),
        ({"consent_given_on": date(2026, 12, 1)}, False),
        ({"consent_expires_on": date(2027, 1, 1)}, False),
        (
            {
                "consent_given_on": date(2026, 1, 1),
                "consent_expires_on": date(2026, 11, 24),
            },
            False,
        ),
        (
            {
                "consent_given_on": date(2026, 1, 1),
                "consent_expires_on": date(2026, 11, 25),
            },
            True,
        ),
    ],
)
@time_machine.travel("2026-11-25 12:00:00+01:00", tick=False)
def test_a_quotation_names_who_agrees(client, dates, is_named):
    html = page(client, make_structure("Maison A", body=quote(**dates)).url)

    assert "On vient pour un frein." in html
    assert ("Nadia, voisine" in html) is is_named
    assert ("Nadia" in html) is is_named
    assert "voisine" in html


AGREED = {"consent_given_on": date(2026, 1, 1)}
ENDED = {**AGREED, "consent_expires_on": date(2026, 11, 24)}


@pytest.mark.parametrize(
    ("before", "after", "is_named"),
    [
        (quote(**AGREED), quote(**AGREED), True),
        (quote(**AGREED), quote(**ENDED), False),
        (quote(**AGREED), quote(**AGREED, author=""), False),
        (quote(**AGREED), [], False),
        # Nothing is told of a consent: the translation keeps what it says.
        (quote(), quote(author=""), True),
        # It was told after the translation was made.
        (quote(), quote(**ENDED), False),
        # It was renewed since.
        (quote(**ENDED), quote(**AGREED), True),
    ],
)
@time_machine.travel("2026-11-25 12:00:00+01:00", tick=False)
def test_the_french_page_says_who_a_translation_names(client, before, after, is_named):
    structure = make_structure("Maison A", body=before)
    english = translate(structure, title="House A")
    structure.body = after
    structure.save_revision().publish()

    html = page(client, english.url)

    assert "On vient pour un frein." in html
    assert ("Nadia" in html) is is_named


@time_machine.travel("2026-11-25 12:00:00+01:00", tick=False)
def test_asking_the_french_page_costs_no_query(client):
    picture = ("image", {"image": make_image(), "caption": ""})
    cost = []
    for body in ([picture, *quote()], [picture, *quote(**AGREED) * 3]):
        english = translate(make_structure(body=body))
        client.get(english.url)
        with CaptureQueriesContext(connection) as queries:
            html = page(client, english.url)
        assert "Nadia" in html
        cost.append(len(queries))

    assert cost[0] == cost[1] <= 25
