"""The list of speakers’ names that organisers keep: what it takes and refuses."""

from django.core.exceptions import ValidationError
from django.urls import reverse

import pytest

from events.models import PersonName, Speaker
from events.names import forget_names
from tests.events.factories import make_day, speaks
from tests.factories import (
    make_member,
    make_organiser,
    make_structure,
)
from tests.harness.client import client_of

pytestmark = pytest.mark.django_db


def test_the_list_says_no_more_than_days_do(two_days):
    with pytest.raises(ValidationError, match="Aucune journée publiée"):
        PersonName(name="Personne", aliases="Personnes").full_clean()
    make_day("Sans accord", speakers=[Speaker(name="Zoé", role="élue")], live=False)
    with pytest.raises(ValidationError, match="Aucune journée publiée"):
        PersonName(name="Zoé", aliases="Zoe").full_clean()


def refusal_of(name: str, aliases: str) -> dict[str, list[str]]:
    with pytest.raises(ValidationError) as refused:
        PersonName(name=name, aliases=aliases).full_clean()
    return refused.value.message_dict


def test_each_other_spelling_is_on_a_day(two_days):
    PersonName.objects.all().delete()

    (message,) = refusal_of("Édouard Calmels", "Edouard Camels\nEdouard Camel")[
        "aliases"
    ]

    assert "n’écrit «\u00a0Edouard Camel\u00a0»" in message
    # What to do: the names that are close, as days write them.
    assert "Des journées écrivent «\u00a0Edouard Camels\u00a0»" in message
    assert "«\u00a0Édouard Calmels\u00a0»" in message
    # The right name may be on no day yet.
    PersonName(name="Édouard Calmelz", aliases="Edouard Camels").full_clean()


def test_no_name_is_proposed_that_is_not_said_today(two_days):
    PersonName.objects.all().delete()
    make_day("Brouillon", speakers=[speaks("Edouard Camelle")], live=False)
    make_day("Accord retiré", speakers=[speaks("Edouard Camella")])
    Speaker.objects.filter(name="Edouard Camella").update(consent_given_on=None)

    (message,) = refusal_of("Edouard Camell", "")["name"]

    assert "Camelle" not in message and "Camella" not in message
    assert refusal_of("Xyz", "")["name"][0].endswith(
        "Recopiez un nom tel qu’une journée l’écrit, ou retirez celui-ci."
    )


def test_spellings_are_few_and_short(two_days):
    PersonName.objects.all().delete()
    many = "\n".join(["Edouard Camels"] * 11)
    assert refusal_of("Édouard Calmels", many)["aliases"] == [
        "Gardez 10 écritures au plus."
    ]
    (message,) = refusal_of("Édouard Calmels", "a" * 161)["aliases"]
    assert "160 caractères au plus" in message


def test_a_spelling_is_one_person_s(two_days):
    with pytest.raises(
        ValidationError, match="déjà dans la liste, à .*Édouard Calmels"
    ):
        PersonName(name="Autre", aliases="EDOUARD-CAMELS").full_clean()
    PersonName.objects.get().full_clean()


def test_organisers_keep_the_list_and_members_do_not(two_days):
    url = reverse(PersonName.snippet_viewset.get_url_name("add"))
    PersonName.objects.all().delete()

    response = client_of(make_organiser()).post(
        url,
        # The name itself is no other way to write it, nor has it lines.
        {
            "name": " Édouard \n Calmels ",
            "aliases": "- Edouard Camels\r\nÉdouard Calmels\r\n",
        },
    )

    assert response.status_code == 302
    assert PersonName.objects.get().aliases == "Edouard Camels"
    assert client_of(make_member(make_structure())).get(url).status_code == 302
    listing = reverse(PersonName.snippet_viewset.get_url_name("list"))
    html = client_of(make_organiser()).get(listing, {"q": "camels"}).content.decode()
    assert "Édouard Calmels" in html


def test_a_name_that_no_day_says_is_forgotten(two_days):
    here, there = two_days
    here.delete()
    forget_names()
    assert PersonName.objects.exists()
    there.delete()
    forget_names()
    assert not PersonName.objects.exists()
