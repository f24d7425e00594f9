"""Who answers for the portal: one body or two, at the foot of every page."""

from django.core.exceptions import ValidationError

from wagtail.models import Site

import pytest
from bs4 import BeautifulSoup

from portal.core.models import PortalSettings
from tests.factories import make_tree

pytestmark = pytest.mark.django_db


def told(client) -> list[str]:
    soup = BeautifulSoup(client.get("/").content, "html.parser")
    lines = soup.select("p.footer__text")[:-1]
    return [" ".join(line.get_text().split()) for line in lines]


def say(**fields) -> PortalSettings:
    make_tree()
    site = Site.objects.get(is_default_site=True)
    return PortalSettings.objects.update_or_create(site=site, defaults=fields)[0]


def test_nothing_is_said_of_nobody(client):
    say(publisher="", phone="04 65 71 00 00", second_phone="04 65 71 00 01")

    assert told(client) == []


def test_two_bodies_are_named_each_with_its_telephone(client):
    say(
        publisher="Fédération",
        postal_address="1, place\n26000 Valence",
        phone="04 65 71 00 00",
        website="https://www.example.org/f",
        second_publisher="Caisse",
        second_postal_address="2, place",
        second_phone="+33 4 65 71 00 01",
        second_website="https://example.org/c",
    )

    assert told(client) == [
        "Fédération, 1, place, 26000 Valence · tél. 04 65 71 00 00 · example.org/f"
        " – Caisse, 2, place · tél. +33 4 65 71 00 01 · example.org/c"
    ]


@pytest.mark.parametrize("field", ["phone", "second_phone"])
@pytest.mark.parametrize("value", ["quatre", "<b>04</b>", "12", "a@b.example"])
def test_a_telephone_is_a_number(field, value):
    settings = say()
    setattr(settings, field, value)

    with pytest.raises(ValidationError) as refused:
        settings.full_clean()
    assert field in refused.value.message_dict
