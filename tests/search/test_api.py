"""The JSON interface: the shape it promises, for anyone, read-only."""

from datetime import timedelta

from django.conf import settings
from django.utils import timezone

import pytest

from search.facets import FACETS
from tests.factories import make_practice, make_structure, make_theme, translate

pytestmark = pytest.mark.django_db
PATH = "/api/pratiques/"


def test_the_shape_is_the_one_promised(client) -> None:
    structure = make_structure("La Paz")
    make_practice(
        structure,
        "Vélos",
        themes=[make_theme("Mobilité")],
        state="idee",
        lead="Des vélos.",
    )
    response = client.get(f"{PATH}?etat=arretee")
    assert response["Content-Type"] == "application/json"
    answer = client.get(PATH).json()
    assert list(answer) == [
        "count",
        "next",
        "previous",
        "notes",
        "results",
        "facets",
    ]
    (result,) = answer["results"]
    published = result.pop("published")
    assert published.startswith("20")
    assert result == {
        "title": "Vélos",
        "url": f"{settings.BASE_URL}/structures/la-paz/velos/",
        "lead": "Des vélos.",
        "niveau": "breve",
        "etat": "idee",
        "themes": ["mobilite"],
        "structure": {
            "title": "La Paz",
            "url": f"{settings.BASE_URL}/structures/la-paz/",
        },
        "hit": None,
    }
    assert list(answer["facets"]) == [facet.name for facet in FACETS]
    assert answer["facets"]["etat"] == [
        {"value": "idee", "label": "Idée", "count": 1, "selected": False}
    ]


def test_it_says_where_the_text_was_found_and_what_was_corrected(client) -> None:
    make_practice(title="Atelier", lead="Réparer.", results="Deux vélos roulent.")
    answer = client.get(f"{PATH}?q=velso").json()
    (result,) = answer["results"]
    assert result["hit"] == {
        "place": "Bilan",
        "lang": "fr",
        "parts": [
            {"text": "Deux ", "is_hit": False},
            {"text": "vélos", "is_hit": True},
            {"text": " roulent.", "is_hit": False},
        ],
    }
    (note,) = answer["notes"]
    assert "velso" in note
    # The title says it already.
    (named,) = client.get(f"{PATH}?q=atelier").json()["results"]
    assert named["hit"] is None


def test_a_translation_that_ended_is_quoted_no_more(client) -> None:
    practice = make_practice(title="Atelier", results="Deux vélos roulent.")
    english = translate(practice, title="Workshop", results="Two bikes and vélos.")
    address = f"{PATH}?q=v%C3%A9los&langue=en"
    assert client.get(address).json()["results"][0]["hit"]["lang"] == "en"
    # Nothing indexed it since.
    ended = timezone.now() - timedelta(minutes=1)
    type(english).objects.filter(pk=english.pk).update(expire_at=ended)
    hit = client.get(address).json()["results"][0]["hit"]
    assert hit["lang"] == "fr" and "bikes" not in str(hit)


def test_a_selected_value_stays_at_zero(client) -> None:
    make_practice(state="idee")
    answer = client.get(f"{PATH}?etat=arretee").json()
    assert answer["count"] == 0 and answer["results"] == []
    assert answer["facets"]["etat"] == [
        {"value": "idee", "label": "Idée", "count": 1, "selected": False},
        {"value": "arretee", "label": "Arrêtée", "count": 0, "selected": True},
    ]
    assert answer["facets"]["niveau"] == []


def test_pages_follow_each_other_at_our_own_address(client) -> None:
    structure = make_structure()
    for number in range(14):
        make_practice(structure, f"Pratique {number:02}")
    first = client.get(f"{PATH}?tri=titre&langue=en&ouvert=etat").json()
    assert first["previous"] is None
    assert first["next"] == f"{settings.BASE_URL}{PATH}?tri=titre&page=2&langue=en"
    second = client.get(first["next"].removeprefix(settings.BASE_URL)).json()
    assert second["next"] is None
    assert second["previous"] == f"{settings.BASE_URL}{PATH}?tri=titre&langue=en"
    seen = [each["title"] for each in first["results"] + second["results"]]
    assert seen == [f"Pratique {number:02}" for number in range(14)]


@pytest.mark.parametrize("method", ["post", "put", "patch", "delete", "trace"])
def test_nothing_can_be_written(client, method: str) -> None:
    client.handler.enforce_csrf_checks = True
    response = getattr(client, method)(PATH)
    assert response.status_code == 405
    assert response["Allow"] == "GET, HEAD, OPTIONS"


def test_any_page_may_ask(client) -> None:
    for method in ("get", "head", "options"):
        response = getattr(client, method)(PATH)
        assert response.status_code == 200
        assert response["Access-Control-Allow-Origin"] == "*"


def test_an_unknown_language_is_french(client) -> None:
    make_practice(state="idee")
    for language in ("xx", "", "en%00", "fr"):
        answer = client.get(f"{PATH}?langue={language}").json()
        assert answer["facets"]["etat"][0]["label"] == "Idée"


def test_it_is_documented(client) -> None:
    assert "/api/pratiques/" in client.get("/api/").text
    document = client.get("/api/openapi.json").json()
    listed = document["paths"]["/api/pratiques/"]["get"]["parameters"]
    names = [parameter["name"] for parameter in listed]
    assert names == ["q", *[f.name for f in FACETS], "tri", "page", "langue"]
    states = next(each for each in listed if each["name"] == "etat")
    assert states["schema"]["items"]["enum"][0] == "idee"
