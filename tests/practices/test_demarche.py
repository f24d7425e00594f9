"""Programmes, shared resources, accompaniments: live lists, and nobody named against
their wish."""

from datetime import date
from decimal import Decimal

from django.core import mail
from django.core.exceptions import ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

import pytest
from bs4 import BeautifulSoup

from portal.home.tree import english, source_locale
from practices.enums import EffectKind, FundingKind, StaffSize
from practices.models import (
    Accompaniment,
    FundingScheme,
    Ingredient,
    Organisation,
    PolicyScheme,
    Programme,
    ProgrammePractice,
    Question,
    SharedResource,
)
from tests.factories import (
    make_commune,
    make_organiser,
    make_practice,
    make_structure,
    make_theme,
    make_tree,
    restrict,
    translate,
)
from tests.harness.client import StrictClient
from tests.practices.test_questions import ask, form_url

pytestmark = pytest.mark.django_db


def make_term(model, name, slug, **fields):
    """Return the French term of that name."""
    make_tree()
    return model.objects.create(name=name, slug=slug, locale=source_locale(), **fields)


def make_accompaniment(slug="une-petite-equipe", **fields):
    """Return an accompaniment that anyone may read of, in two sessions."""
    make_tree()
    row = Accompaniment.objects.create(
        slug=slug,
        **{
            "is_public": True,
            "staff_size_band": StaffSize.UNDER_10,
            "starting_point": "Une personne seule portait tout.",
            **fields,
        },
    )
    row.sessions.create(held_on=date(2020, 6, 1), hours=Decimal("3.5"), content="Un")
    row.sessions.create(hours=None, content="Deux", audience=["habitants"])
    row.effects.create(text="Tout est écrit.", kind=EffectKind.FORMALISATION)
    row.save()
    return row


def page(client, url: str) -> str:
    response = client.get(url)
    assert response.status_code == 200, url
    return response.content.decode()


def test_an_accompaniment_tells_sessions_hours_and_effects(client):
    row = make_accompaniment()

    html = page(client, row.get_absolute_url())

    for words in (
        "Centre social, de 5 à 9 salarié·es",
        "Une personne seule portait tout.",
        "juin 2020",
        "3,5\u00a0h",
        "avec\u00a0: Habitant·es",
        "Tout est écrit.",
        "(formalisation)",
    ):
        assert words in html, words
    assert row.total_hours == Decimal("3.5")


def test_a_structure_is_named_only_when_it_may_be(client):
    structure = make_structure("Maison discrète")
    row = make_accompaniment(structure=structure, is_anonymous=True)
    urls = ["/accompagnements/", row.get_absolute_url()]

    for url in urls:
        assert "discrète" not in page(client, url)
    Accompaniment.objects.update(is_anonymous=False)
    for url in urls:
        assert "Maison discrète" in page(client, url)
    structure.unpublish()
    for url in urls:
        assert "discrète" not in page(client, url)


def test_what_is_not_published_is_not_there(client):
    ingredient = make_term(Ingredient, "Des ambassadeurs", "des-ambassadeurs")
    row = make_accompaniment(is_public=False, starting_point="Secret")
    row.ingredients = [ingredient]
    row.save()

    assert client.get(row.get_absolute_url()).status_code == 404
    for url in ("/accompagnements/", ingredient.get_absolute_url()):
        assert "Secret" not in page(client, url)
        assert row.get_absolute_url() not in page(client, url)


def test_an_ingredient_lists_the_accompaniments_that_show_it(client):
    ingredient = make_term(Ingredient, "Des ambassadeurs", "des-ambassadeurs")
    row = make_accompaniment()
    row.ingredients = [ingredient]
    row.save()

    assert row.get_absolute_url() in page(client, ingredient.get_absolute_url())


def test_a_name_promised_must_be_there():
    with pytest.raises(ValidationError, match="Choisissez la structure"):
        Accompaniment(slug="a", is_anonymous=False, starting_point="x").full_clean()


def test_accompaniments_cost_the_same_whatever_their_number(client):
    cost = {}
    for size in (2, 12):
        while Accompaniment.objects.count() < size:
            number = Accompaniment.objects.count()
            make_accompaniment(
                f"recit-{number}",
                structure=make_structure(f"Maison {number}"),
                is_anonymous=False,
            )
        page(client, "/accompagnements/")
        with CaptureQueriesContext(connection) as queries:
            page(client, "/accompagnements/")
        cost[size] = len(queries)
    assert cost[2] == cost[12] <= 25


def make_programme(**fields):
    row = make_term(
        Programme, "Partager autrement", "partager-autrement", description="Ensemble."
    )
    row.figures.create(
        year=2021,
        indicator="projets soutenus",
        value=44,
        source="Diaporama",
        locale=row.locale,
    )
    row.save()
    return row


def test_a_programme_lists_live_practices_and_figures(client):
    row = make_programme()
    shown = make_practice(title="Atelier vélo")
    draft = make_practice(title="Secrète brouillon", live=False)
    private = make_practice(title="Secrète privée")
    restrict(private)
    for practice in (shown, draft, private):
        ProgrammePractice.objects.create(programme=row, practice=practice)

    html = page(client, row.get_absolute_url())

    assert "Atelier vélo" in html
    assert "Secr" not in html
    assert "2021" in html and ">44<" in html and "source\u00a0: Diaporama" in html
    assert page(client, "/programmes/").count(row.get_absolute_url()) >= 1


def test_a_programme_in_english_has_the_same_figures(client):
    row = make_programme()
    words = row.copy_for_translation(english())
    words.name = "Share differently"
    figure = words.figures.get()
    figure.indicator, figure.value = "projects supported", 7
    words.figures = [figure]
    words.save()

    html = page(client, f"/en{row.get_absolute_url()}")

    assert "Share differently" in html
    assert "projects supported" in html
    assert ">44<" in html


def test_years_of_a_programme_are_drawn_in_the_words_of_the_page(client):
    row = make_programme()
    row.figures.create(
        year=2022,
        indicator="projets soutenus",
        value=22,
        source="Diaporama",
        locale=row.locale,
    )
    row.save()

    drawn = BeautifulSoup(page(client, row.get_absolute_url()), "html.parser").select(
        ".figure"
    )

    assert len(drawn) == 1
    assert [bar["width"] for bar in drawn[0].svg.select("rect")] == ["112", "56"]
    assert [line.text for line in drawn[0].select("tr")] == ["202144", "202222"]


def test_a_flagship_says_how_to_join(client):
    Programme.objects.filter(pk=make_programme().pk).update(
        is_flagship=True, call_to_action="Venez planter."
    )

    html = page(client, "/programmes/partager-autrement/")

    assert "Projet phare" in html and "Venez planter." in html


def test_a_programme_gathers_french_pages():
    make_tree()
    copy = translate(make_practice(), title="Bikes")

    with pytest.raises(ValidationError, match="page française"):
        ProgrammePractice(programme=make_programme(), practice=copy).full_clean()


@pytest.fixture
def cannery():
    """Return a resource that a structure lends."""
    return make_term(
        SharedResource,
        "La conserverie",
        "conserverie",
        owner_structure=make_structure("Maison A"),
        available_to="Tout le réseau",
        conditions="Rendez-la propre.",
    )


def test_a_resource_is_asked_for_by_the_relay(client, cannery, run_work):
    structure = cannery.owner_structure
    html = page(client, cannery.get_absolute_url())
    url = f"{form_url(structure)}?ressource=conserverie"

    assert f'href="{url}"' in html
    assert "Rendez-la propre." in html and "Tout le réseau" in html
    assert "@" not in html.split("<main")[1].split("</main")[0]
    assert "À propos de «\u00a0La conserverie\u00a0»" in page(client, url)

    assert ask(client, structure).status_code == 302
    run_work()
    (message,) = mail.outbox
    assert message.to == [structure.contact_email]
    assert message.subject == "Un message pour « Maison A »"
    assert Question.objects.get().page == structure


@pytest.mark.parametrize("slug", ["inconnue", "%00", "a" * 300, "<script>"])
def test_an_unknown_resource_opens_an_empty_message(client, cannery, slug):
    html = page(client, f"{form_url(cannery.owner_structure)}?ressource={slug}")

    assert "À propos de" not in html.split("<textarea")[1]


def test_a_resource_of_a_withdrawn_structure_names_nobody(client, cannery):
    cannery.owner_structure.unpublish()

    html = page(client, cannery.get_absolute_url())

    assert "Maison A" not in html
    assert "/questions/" not in html


def test_a_resource_has_themes_and_their_pages_list_it(client, cannery):
    food = make_theme("Alimentation")
    kitchen = make_theme("Cuisine", parent=food)
    twin = kitchen.copy_for_translation(english())
    twin.name = "Cooking"
    twin.save()
    cannery.themes.set([food, kitchen])
    copy = cannery.copy_for_translation(english())
    copy.name = "The cannery"
    copy.save()

    assert "Cuisine" in page(client, cannery.get_absolute_url())
    soup = BeautifulSoup(
        page(client, f"/en{cannery.get_absolute_url()}"), "html.parser"
    )
    tags = [tag.get_text().strip() for tag in soup.select(".page__head .theme-tags a")]
    assert sorted(tags) == ["Alimentation", "Cooking"]
    for slug in ("alimentation", "cuisine"):
        assert page(client, f"/themes/{slug}/").count("La conserverie") == 1
        assert page(client, f"/en/themes/{slug}/").count("The cannery") == 1
    make_theme("Énergie")
    assert "La conserverie" not in page(client, "/themes/energie/")


def test_a_resource_has_an_owner():
    with pytest.raises(ValidationError, match="qui la prête"):
        make_tree()
        SharedResource(name="X", slug="x", locale=source_locale()).full_clean()


def test_a_body_lists_what_it_funds_lends_and_signed(client, cannery):
    body = Organisation.objects.create(name="Caf", slug="caf")
    SharedResource.objects.update(owner=body)
    scheme = make_term(
        FundingScheme, "Bonification", "bonus", funder=body, kind=FundingKind.BONUS
    )
    place = make_commune("CTG du Diois", kind="ctg")
    place.starts_on, place.ends_on = date(2023, 1, 1), date(2027, 12, 31)
    place.save()
    place.signatories.add(body)

    html = page(client, body.get_absolute_url())
    for row in (cannery, scheme, place):
        assert row.get_absolute_url() in html
    assert "Bonification" in page(client, scheme.get_absolute_url())
    html = page(client, place.get_absolute_url())
    assert body.get_absolute_url() in html
    assert "2027" in html and "Convention territoriale globale" in html


def test_a_policy_lists_places_and_structures(client):
    scheme = make_term(PolicyScheme, "Projet alimentaire", "pat", code="PAT")
    place = make_commune("Royans", kind="intercommunalite")
    place.policy_schemes.add(scheme)
    structure = make_structure("Maison A", policy_schemes=[scheme])
    restrict(make_structure("Maison secrète", policy_schemes=[scheme]))

    html = page(client, scheme.get_absolute_url())

    assert place.get_absolute_url() in html
    assert structure.url in html
    assert "secrète" not in html
    assert scheme.get_absolute_url() in page(client, structure.url)
    assert scheme.get_absolute_url() in page(client, place.get_absolute_url())


@pytest.mark.parametrize("model", [Programme, SharedResource, Accompaniment])
def test_organisers_keep_these_lists(model):
    client = StrictClient()
    client.force_login(make_organiser())
    name = f"wagtailsnippets_practices_{model._meta.model_name}"
    if model is Accompaniment:
        make_accompaniment()

    for view in ("list", "add"):
        assert client.get(reverse(f"{name}:{view}")).status_code == 200
