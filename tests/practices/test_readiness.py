"""What each level requires, and that the sentences say what to write."""

from datetime import date
from decimal import Decimal

import pytest

from portal.core.enums import Licence
from practices.enums import Level, State
from practices.models import (
    CostLine,
    FundingLine,
    Outcome,
    Partnership,
    PracticeAction,
)
from practices.readiness import NotReadyError, missing, to_become_full
from tests.factories import (
    make_audience,
    make_image,
    make_practice,
    make_structure,
    make_theme,
    new_practice,
)

pytestmark = [pytest.mark.django_db, pytest.mark.one_database]


def fields(page) -> list[str]:
    return [lack.field for lack in missing(page)]


def full_practice(**changes):
    practice = new_practice(
        level=Level.FULL,
        context="<p>Peu de bus, beaucoup de vélos au fond des garages.</p>",
        objectives="Rouler",
        description=[("paragraph", "<p>Un atelier chaque mercredi.</p>")],
        results="<p>On roule.</p>",
        limits="Le local est petit.",
        start_year=2022,
        audiences=[make_audience()],
    )
    for name, value in changes.items():
        setattr(practice, name, value)
    return practice


def test_a_short_practice_of_ten_minutes_misses_nothing():
    assert missing(new_practice()) == []


@pytest.mark.parametrize(
    ("field", "empty"),
    [("title", ""), ("lead", " "), ("themes", []), ("dimensions", [])],
)
def test_a_short_practice_misses(field, empty):
    practice = new_practice()
    setattr(practice, field, empty)

    assert fields(practice) == [field]


def test_six_themes_are_too_many():
    practice = new_practice(themes=[make_theme(f"Thème {n}") for n in range(6)])

    assert fields(practice) == ["themes"]


def test_the_structure_has_to_be_published_first():
    practice = make_practice(make_structure(live=False), live=False)

    assert fields(practice) == ["structure"]


@pytest.mark.parametrize("lack", ["alt_text", "credit", "licence"])
def test_a_picture_needs_text_credit_and_licence(lack):
    practice = new_practice(picture=make_image(**{lack: ""}))

    assert fields(practice) == ["picture"]


def test_a_picture_in_the_story_needs_them_too():
    image = make_image(licence=Licence.UNKNOWN)
    practice = new_practice(
        description=[("image", {"image": image, "caption": "Un vélo"})]
    )

    (lack,) = missing(practice)
    assert lack.field == "description"
    assert "sa licence" in lack.message


def test_a_full_practice_that_tells_all_misses_nothing():
    assert missing(full_practice()) == []


@pytest.mark.parametrize(
    ("field", "empty"),
    [
        ("context", "<p></p>"),
        ("objectives", "  \n"),
        ("description", []),
        ("results", ""),
        ("limits", ""),
        ("audiences", []),
        ("start_year", None),
    ],
)
def test_a_full_practice_misses(field, empty):
    practice = full_practice(**{field: empty})

    assert fields(practice) == [field]


def test_an_action_tells_what_was_done_and_an_outcome_what_changed():
    practice = full_practice(description=[], results="")
    practice.actions = [PracticeAction(key="velo", name="Vélo-école")]
    practice.outcomes = [
        Outcome(
            indicator="vélos réparés",
            value=Decimal(40),
            unit="vélos",
            source="l’équipe",
            period_label="en trois mois",
            action_key="velo",
        )
    ]

    assert missing(practice) == []


def test_two_actions_do_not_share_a_key():
    practice = new_practice()
    practice.actions = [
        PracticeAction(key="velo", name="Vélo-école"),
        PracticeAction(key="velo", name="Atelier"),
    ]

    assert fields(practice) == ["actions"]


def test_a_row_refers_to_an_action_that_exists():
    practice = new_practice()
    practice.cost_lines = [
        CostLine(label="Outils", amount=Decimal(100), action_key="autre")
    ]

    assert fields(practice) == ["cost_lines"]


def test_an_incomplete_row_is_named():
    practice = new_practice()
    practice.outcomes = [
        Outcome(
            indicator="vélos", value=Decimal(40), source="nous", period_label="en 2025"
        )
    ]

    (lack,) = missing(practice)
    assert lack.field == "outcomes"
    assert "unité" in lack.message


@pytest.mark.parametrize(
    "when",
    [
        {"period_start": date(2025, 1, 1)},
        {"period_end": date(2025, 1, 1)},
        {"period_label": "en trois mois"},
    ],
)
def test_a_figure_says_when(when):
    figure = {"indicator": "vélos", "value": Decimal(40), "unit": "v", "source": "nous"}
    practice = new_practice()
    practice.outcomes = [Outcome(**figure, **when)]
    assert missing(practice) == []

    practice.outcomes = [Outcome(**figure, period_label=" ")]

    (lack,) = missing(practice)
    assert lack.field == "outcomes"
    assert "vélos" in lack.message


def test_a_stopped_practice_says_when_or_why():
    assert fields(new_practice(state=State.STOPPED)) == ["end_year"]
    assert missing(new_practice(state=State.STOPPED, end_year=2024)) == []
    assert missing(new_practice(state=State.STOPPED, limits="Plus de local.")) == []


def external_practice(**changes):
    return new_practice(
        **{
            "level": Level.EXTERNAL,
            "source_name": "Réseau breton",
            "source_url": "https://bretagne.example/velo",
            "source_licence": Licence.CC_BY_SA,
            "changes_made": "Résumé.",
            **changes,
        }
    )


def test_a_republished_practice_with_its_source_misses_nothing():
    assert missing(external_practice()) == []


@pytest.mark.parametrize(
    "field", ["source_name", "source_url", "source_licence", "changes_made"]
)
def test_a_republished_practice_misses(field):
    assert fields(external_practice(**{field: ""})) == [field]


def test_an_unknown_licence_allows_a_link_card_only():
    card = external_practice(source_licence=Licence.UNKNOWN, changes_made="")
    assert missing(card) == []

    copied = external_practice(
        source_licence=Licence.UNKNOWN, context="<p>Tout le texte.</p>"
    )
    assert fields(copied) == ["context"]


def test_a_structure_of_the_network_needs_a_commune_and_a_mailbox():
    structure = make_structure(live=False, commune=None, contact_email="", lead="")

    assert fields(structure) == ["lead", "commune", "contact_email"]


def test_a_body_outside_the_network_needs_a_presentation_only():
    structure = make_structure(in_network=False, commune=None, contact_email="")

    assert missing(structure) == []


def test_a_short_practice_says_what_it_does_not_tell_yet():
    sentences = to_become_full(new_practice())

    assert len(sentences) == 7
    assert "ce qui coince encore" in sentences
    assert to_become_full(full_practice()) == []


def test_publishing_refuses_an_incomplete_practice_and_keeps_the_draft():
    practice = make_practice(live=False, themes=[])

    with pytest.raises(NotReadyError, match="thème"):
        practice.get_latest_revision().publish()

    practice.refresh_from_db()
    assert not practice.live


def test_publishing_refuses_an_incomplete_structure():
    structure = make_structure(live=False, lead="")

    with pytest.raises(NotReadyError):
        structure.get_latest_revision().publish()


@pytest.mark.parametrize(
    ("relation", "row"),
    [("partnerships", Partnership(role="prête")), ("funding_lines", FundingLine())],
)
def test_a_row_without_a_name_is_told(relation, row):
    practice = new_practice()
    setattr(practice, relation, [row])

    (lack,) = missing(practice)
    assert lack.field == relation
    assert "n’a pas de nom" in lack.message
