"""What a practice is found by, and what follows when it changes."""

from wagtail.models import PageViewRestriction

import pytest

from practices.models import (
    CostLine,
    PracticePage,
    Theme,
)
from tests.factories import (
    make_commune,
    make_practice,
    make_structure,
    make_theme,
    make_tree,
)
from tests.search.asking import titles
from tests.search.translating import translate

pytestmark = pytest.mark.django_db


def test_words_are_found_anywhere_without_accents_or_case() -> None:
    garden = make_theme("Jardins")
    Theme.objects.create(
        name="Gardens",
        slug="jardins",
        locale=make_tree().home.locale.__class__.objects.get_or_create(
            language_code="en"
        )[0],
        translation_key=garden.translation_key,
    )
    make_practice(
        make_structure("Centre La Paz", commune=make_commune("Étoile")),
        "Vélos à l’école",
        lead="On répare ensemble.",
        themes=[garden],
    )
    elsewhere = make_structure("Ailleurs", commune=make_commune("Lille"))
    make_practice(elsewhere, "Autre chose", lead="Tout à fait autre chose.")
    for text in ("velo", "VÉLOS", "ecole", "repare vel", "jardin", "garden", "étoile"):
        assert titles(f"q={text}") == ["Vélos à l’école"], text
    assert titles("q=banane") == []
    assert len(titles("q=!?…")) == 2


def test_relevance_puts_titles_first_then_the_newest() -> None:
    make_practice(title="Le compost au lycée")
    make_practice(title="Ailleurs", lead="Du compost au lycée.")
    make_practice(title="Compost")
    assert titles("q=compost lycee") == ["Le compost au lycée", "Ailleurs"]
    assert titles("q=compost") == ["Compost", "Le compost au lycée", "Ailleurs"]
    assert titles("q=compost&tri=recent")[0] == "Compost"
    assert titles("q=compost&tri=titre") == [
        "Ailleurs",
        "Compost",
        "Le compost au lycée",
    ]


def test_a_live_translation_lends_its_words_then_takes_them_back() -> None:
    page = make_practice(title="Vélos")
    english = translate(page, "Bikes")
    assert titles("q=bikes") == titles("q=velos") == ["Vélos"]
    assert titles("q=bikes", "en") == ["Vélos"]
    english.unpublish()
    assert titles("q=bikes") == []
    english.save_revision().publish()
    assert titles("q=bikes") == ["Vélos"]
    PracticePage.objects.get(pk=english.pk).delete()
    assert titles("q=bikes") == []


def test_words_follow_rows_terms_and_structures(run_work) -> None:
    theme = make_theme("Jardins")
    structure = make_structure("La Paz")
    page = make_practice(structure, "Une pratique", themes=[theme])
    page.places = []
    page.cost_lines = [CostLine(label="Perceuse", amount=30)]
    page.save()
    assert titles("q=perceuse") == ["Une pratique"]
    page.cost_lines = []
    page.save()
    assert titles("q=perceuse") == []
    theme.name = "Potagers"
    theme.save()
    structure.refresh_from_db()
    structure.title = "Le Cèdre"
    structure.save()
    run_work()
    assert titles("q=potager cedre") == ["Une pratique"]
    assert titles("q=paz") == titles("q=jardins") == []


def test_a_draft_change_is_not_found_before_it_is_published() -> None:
    page = make_practice(title="Avant")
    page.title = "Pendant"
    revision = page.save_revision()
    assert titles("q=pendant") == []
    revision.publish()
    assert titles("q=pendant") == ["Pendant"]
    assert titles("q=avant") == []


def test_a_closed_translation_lends_no_word() -> None:
    english = translate(make_practice(title="Vélos"), "Bikes")
    closed = PageViewRestriction.objects.create(page=english, restriction_type="login")
    assert titles("q=bikes") == []
    closed.delete()
    assert titles("q=bikes") == ["Vélos"]


def test_a_moved_practice_is_found_by_its_new_structure() -> None:
    page = make_practice(make_structure("La Paz"), "Une pratique")
    cedar = make_structure("Le Cèdre")
    page.move(cedar, pos="last-child")
    assert titles("q=cedre") == ["Une pratique"]
    assert titles("q=paz") == []


def test_a_rare_word_counts_for_more_than_a_usual_one() -> None:
    house = make_structure()
    for rank in range(6):
        make_practice(house, f"Atelier {rank}", lead="Un atelier de plus.")
    rare = make_practice(house, "Lombric", lead="Rien.", limits="Pas d’atelier ici.")
    usual = make_practice(house, "Atelier", lead="Rien.", limits="Pas de lombric ici.")
    # The newest comes first where points are equal.
    assert usual.first_published_at > rare.first_published_at
    assert titles("q=atelier lombric") == ["Lombric", "Atelier"]


def test_what_looks_like_the_words_of_the_index_is_a_word_like_others() -> None:
    """« w1lombric » is how the index holds « lombric » in a title."""
    make_practice(title="Compost", lead="Aux normes du w1lombric et du W3C.")
    assert titles("q=lombric") == []
    assert titles("q=w3c") == ["Compost"]
