"""Each parameter narrows the list to what it says, with the right numbers."""

from datetime import UTC, datetime

from django.http import QueryDict

import pytest

from portal.core.models.base import SOURCE_LANGUAGE
from practices.models import (
    CoCarrier,
    CostLine,
    PolicyScheme,
    PracticePage,
    Territory,
    refresh_territories,
)
from search.engine import run
from search.forms import parse
from search.lists import PRACTICES
from search.values import facet_values
from tests.factories import (
    make_audience,
    make_commune,
    make_practice,
    make_structure,
    make_theme,
    make_tree,
)
from tests.search.asking import ask, titles
from tests.search.translating import translate

pytestmark = pytest.mark.django_db


def numbers(name: str, query: str = "") -> dict[str, int]:
    selection = parse(QueryDict(query), SOURCE_LANGUAGE)
    results = run(selection, SOURCE_LANGUAGE)
    facets = [PRACTICES.by_name[name]]
    values = facet_values(facets, selection, results, SOURCE_LANGUAGE)[name]
    return {value.value: value.count for value in values}


def test_a_theme_counts_its_descendants() -> None:
    food = make_theme("Alimentation")
    garden = make_theme("Jardins", parent=food)
    make_practice(title="Achat groupé", themes=[food])
    make_practice(title="Jardin partagé", themes=[garden])
    make_practice(title="Les deux", themes=[food, garden])
    assert set(titles("theme=alimentation")) == {
        "Achat groupé",
        "Jardin partagé",
        "Les deux",
    }
    assert set(titles("theme=jardins")) == {"Jardin partagé", "Les deux"}
    assert numbers("theme") == {"alimentation": 3, "jardins": 2}


def test_a_territory_counts_its_communes_and_other_places() -> None:
    drome = Territory.objects.create(name="Drôme", slug="drome", kind="departement")
    diois = Territory.objects.create(
        name="Diois", slug="diois", kind="intercommunalite"
    )
    die = make_commune("Die")
    diois.parents.add(drome)
    die.parents.add(diois)
    refresh_territories()
    make_practice(make_structure("A", commune=die), "À Die")
    make_practice(make_structure("B", commune=make_commune("Lomme")), "À Lomme")
    make_practice(
        make_structure("C", commune=make_commune("Lille")),
        "Ailleurs aussi",
        territories=[diois],
    )
    assert set(titles("territoire=drome")) == {"À Die", "Ailleurs aussi"}
    assert titles("territoire=die") == ["À Die"]
    assert set(titles("territoire=die&territoire=lomme")) == {"À Die", "À Lomme"}
    assert numbers("territoire")["diois"] == 2


def test_closed_lists() -> None:
    page = make_practice(
        title="Plein",
        state="ancree",
        dimensions=["interne", "externe"],
        kinds=["lieu", "outil"],
        start_year=2019,
    )
    PracticePage.objects.filter(pk=page.pk).update(level="complete")
    make_practice(title="Bref", state="idee", dimensions=["externe"], kinds=["lieu"])
    assert titles("niveau=complete") == ["Plein"]
    assert titles("etat=idee") == ["Bref"]
    assert titles("dimension=interne") == ["Plein"]
    assert set(titles("nature=lieu")) == {"Plein", "Bref"}
    assert titles("nature=outil&nature=atelier") == ["Plein"]
    assert titles("annee=2019") == ["Plein"]
    assert titles("annee=2020") == []
    assert numbers("dimension") == {"interne": 1, "externe": 2}
    assert list(numbers("etat")) == ["idee", "ancree"]
    assert numbers("annee") == {"2019": 1}


def test_an_interior_part_of_a_value_is_no_value() -> None:
    make_practice(title="Dehors", dimensions=["externe"])
    assert titles("dimension=interne") == []
    assert ask("dimension=tern").count == 1  # unknown: as if absent


def test_cost_audience_scheme_tag() -> None:
    scheme = PolicyScheme.objects.create(
        name="Projet alimentaire",
        slug="pat",
        code="PAT",
        locale=make_tree().home.locale,
    )
    page = make_practice(
        title="Cantine",
        audiences=[make_audience("Familles"), make_audience("Jeunes")],
        policy_schemes=[scheme],
    )
    page.tags.add("Zéro déchet")
    page.cost_lines = [
        CostLine(label="Four", amount=1200),
        CostLine(label="x", amount=1),
    ]
    page.save()
    make_practice(title="Autre")
    for query in (
        "cout=1000-5000",
        "public=jeunes",
        "public=jeunes&public=familles",
        "cadre=pat",
        "mot=zéro-déchet",
    ):
        assert titles(query) == ["Cantine"], query
    assert numbers("cout") == {"1000-5000": 1, "inconnu": 1}
    assert list(numbers("public").values()) == [1, 1]
    selection = parse(QueryDict("cadre=pat"), "fr")
    assert selection.chosen["cadre"][0].label == "PAT – Projet alimentaire"


def test_structure_and_its_type_carried_or_co_carried() -> None:
    mine = make_structure("La Paz", structure_type="evs")
    other = make_structure("Le Cèdre", structure_type="mjc")
    page = make_practice(mine, "Ensemble")
    page.co_carriers = [CoCarrier(structure=other)]
    page.save()
    assert titles("structure=la-paz") == ["Ensemble"]
    assert titles("structure=le-cedre") == ["Ensemble"]
    assert titles("type=evs") == ["Ensemble"]
    assert titles("type=mjc") == []
    other.unpublish()
    assert numbers("structure") == {"la-paz": 1}
    assert ask("structure=le-cedre").count == 1  # not shown: as if absent


def test_or_inside_and_between_and_numbers_of_the_others() -> None:
    make_practice(title="a", state="idee", level="breve")
    make_practice(title="b", state="en-cours", level="breve")
    page = make_practice(title="c", state="en-cours")
    PracticePage.objects.filter(pk=page.pk).update(level="complete")
    assert set(titles("etat=idee&etat=en-cours&niveau=breve")) == {"a", "b"}
    # Its own selection does not narrow a facet, the others do.
    assert numbers("etat", "etat=idee&niveau=breve") == {"idee": 1, "en-cours": 1}
    assert numbers("niveau", "etat=en-cours") == {"breve": 1, "complete": 1}


def test_titles_sort_without_accents_or_spaces_getting_in_the_way() -> None:
    for title in (
        "Zone",
        "Élan",
        "École ouverte",
        "Ecolea",
        "eau",
        "«\u00a0Art\u00a0»",
    ):
        make_practice(title=title)
    assert titles("tri=titre") == [
        "«\u00a0Art\u00a0»",
        "eau",
        "École ouverte",
        "Ecolea",
        "Élan",
        "Zone",
    ]


def test_the_page_is_the_nearest_there_is() -> None:
    structure = make_structure()
    for number in range(13):
        make_practice(structure, f"Pratique {number:02}")
    assert len(ask("").pks) == 12
    assert ask("page=2").pks == ask("page=999").pks == ask("page=2&tri=recent").pks
    assert len(ask("page=2").pks) == 1
    for number in ("0", "-1", "x", "9" * 5000, "1.5", "%00"):
        assert ask(f"page={number}").page.number == 1


def test_english_titles_sort_as_they_are_shown() -> None:
    translate(make_practice(title="Arbres"), "Trees")
    make_practice(title="Maison")
    assert titles("tri=titre") == ["Arbres", "Maison"]
    assert titles("tri=titre", "en") == ["Maison", "Arbres"]


def test_hidden_practices_count_nowhere() -> None:
    theme = make_theme("Jardins")
    make_practice(title="Brouillon", live=False, themes=[theme])
    gone = make_practice(title="Retirée", themes=[theme])
    gone.unpublish()
    late = make_practice(title="Finie", themes=[theme])
    PracticePage.objects.filter(pk=late.pk).update(
        expire_at=datetime(2020, 1, 1, tzinfo=UTC)
    )
    assert ask("").count == 0
    assert numbers("theme") == {}
    assert titles("q=brouillon") == []
