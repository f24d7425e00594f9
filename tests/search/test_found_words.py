"""Which words of which pages are found, and when they are no longer."""

from datetime import timedelta

from django.utils import timezone

from wagtail.models import PageViewRestriction

import pytest
import time_machine

from events.models import Deliverable, Speaker, Workshop
from portal.home.models import ArticleFigure
from practices.models import AmbassadorPage, CoCarrier, StructurePage
from tests.events.factories import make_day
from tests.factories import make_practice, make_structure
from tests.home.factories import (
    make_article,
    make_guide,
    republished,
    words,
)
from tests.practices.factories import make_ambassador
from tests.search.asking import elsewhere, soup_of

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("text", "address"),
    [
        ("arpentage", "/journees/"),
        ("carnet", "/journees/"),
        ("permanence", "/journees/"),
        ("chiffre", "/actualites/"),
    ],
)
def test_words_of_rows_are_found(client, text: str, address: str) -> None:
    make_day(
        "Une journée",
        workshops=[Workshop(title="Atelier", method="Arpentage")],
        deliverables=[Deliverable(title="Le carnet", url="https://x.example/")],
        speakers=[Speaker(role="Élue", talk="La permanence du jeudi")],
    )
    make_article(
        "Un article",
        figures=[
            ArticleFigure(
                value=1, indicator="un chiffre", period_label="2020", source="Nous"
            )
        ],
    )
    assert "1 " in soup_of(client, f"{address}?q={text}").find(id="compte").get_text()


def test_a_link_card_is_not_found_by_the_text_it_may_not_show(client) -> None:
    article = make_article(**republished(body=words("Secretissime")))
    assert elsewhere(client, "secretissime")
    article.source_licence = "inconnue"
    article.save()
    assert elsewhere(client, "secretissime") == {}


def test_a_witness_is_found_by_what_they_said_not_by_their_name(client) -> None:
    told = {
        "text": "Nous avons essayé.",
        "person": "Dominique Exemple",
        "role": "maire",
        "consent_given_on": timezone.localdate(),
        "consent_expires_on": timezone.localdate(),
    }
    make_article(body=[("testimony", told)])
    assert elsewhere(client, "essaye")
    assert elsewhere(client, "dominique") == {}


def test_a_name_that_consent_may_take_away_is_not_searched(client) -> None:
    today = timezone.localdate()
    speaker = Speaker(name="Dominique Exemple", talk="Le tri", consent_given_on=today)
    make_day("Une journée", speakers=[speaker])
    quote = {"text": "Nous avons essayé.", "author": "Dominique", "role": "maire"}
    make_article(body=[("quote", quote)])
    assert elsewhere(client, "essaye")
    assert elsewhere(client, "tri")
    assert elsewhere(client, "dominique") == {}


def test_a_day_loses_the_name_of_who_no_longer_agrees(client, run_work) -> None:
    until = timezone.localdate() + timedelta(days=30)
    person = make_ambassador(title="Zelda Exemple", consent_until=until)
    make_day("Une journée", speakers=[Speaker(ambassador=person)])
    assert "Journées" in elsewhere(client, "zelda")
    with time_machine.travel(timezone.now() + timedelta(days=31), tick=False):
        # Who is listed follows dates; words do once the page is withdrawn.
        assert "Ambassadrices et ambassadeurs" not in elsewhere(client, "zelda")
        run_work()
        run_work()
        assert elsewhere(client, "zelda") == {}


def test_a_row_that_is_not_shown_finds_nothing(client, run_work) -> None:
    person, partner, practice = make_ambassador(), make_structure(), make_practice()
    make_day(
        "Une journée", speakers=[Speaker(ambassador=person, talk="Le lombricompost")]
    )
    carried = make_practice(title="Zone de gratuité", live=False)
    carried.co_carriers = [CoCarrier(structure=partner, role="Prête son lombric")]
    carried.save_revision().publish()
    make_guide(practice)
    assert {*elsewhere(client, "lombricompost")} == {"Journées"}
    assert "Zone de gratuité" in soup_of(client, "/pratiques/?q=lombric").text
    assert {*elsewhere(client, "mot")} == {"Articles et guides"}

    for page in (person, partner, practice):
        page.unpublish()
    run_work()

    assert elsewhere(client, "lombricompost") == {}
    assert "Zone de gratuité" not in soup_of(client, "/pratiques/?q=lombric").text
    assert elsewhere(client, "mot") == {}


def test_a_day_loses_the_name_of_who_is_deleted(client, run_work) -> None:
    person = make_ambassador(title="Zelda Exemple")
    make_day("Une journée", speakers=[Speaker(ambassador=person)])
    AmbassadorPage.objects.get(pk=person.pk).delete()
    run_work()
    assert elsewhere(client, "zelda") == {}


def test_a_name_that_changed_is_followed_everywhere(client, run_work) -> None:
    structure = make_structure("La Paz")
    make_ambassador(structure, "Nadia Exemple")
    structure = StructurePage.objects.get(pk=structure.pk)
    structure.title = "Le Cèdre"
    structure.save_revision().publish()
    run_work()
    assert set(elsewhere(client, "cedre")) == {
        "Structures",
        "Ambassadrices et ambassadeurs",
    }
    assert elsewhere(client, "paz") == {}


def test_a_person_who_moved_is_found_by_their_new_structure(client) -> None:
    person = make_ambassador(make_structure("La Paz"), "Nadia Exemple")
    person.move(make_structure("Le Cèdre"), pos="last-child")
    found = elsewhere(client, "cedre")
    assert "Ambassadrices et ambassadeurs" in found
    assert "Ambassadrices et ambassadeurs" not in elsewhere(client, "paz")


def test_a_structure_that_closes_takes_its_name_away(client) -> None:
    structure = make_structure("La Paz")
    make_day("Une journée", presented=[make_practice(structure, "Zigzag")])
    assert "Journées" in elsewhere(client, "zigzag")
    PageViewRestriction.objects.create(page=structure, restriction_type="login")
    assert elsewhere(client, "zigzag") == {}
