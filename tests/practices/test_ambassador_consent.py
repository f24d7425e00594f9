"""Ambassadors: named while they agree, never longer, and never against their wish."""

from datetime import UTC, date, datetime, timedelta

from django.urls import reverse
from django.utils import timezone

from wagtail.models import PageLogEntry
from wagtail.search.backends import get_search_backend

import pytest
import time_machine

from portal.core.due import _REGISTRY
from portal.home.tree import ensure_english
from practices.models import AmbassadorPage, withdraw_ended_consents
from practices.readiness import missing
from tests.factories import (
    make_image,
    make_structure,
    make_tree,
    translate,
)
from tests.practices.factories import make_ambassador

pytestmark = pytest.mark.django_db

# Paris is an hour ahead: the 2nd has begun there when it is 23:30 on the 1st.
BEFORE = datetime(2027, 3, 1, 22, 30, tzinfo=UTC)
THAT_DAY = datetime(2027, 3, 1, 23, 30, tzinfo=UTC)


@pytest.fixture
def leaving():
    """Return someone whose consent ends on 2 March 2027, and their translation."""
    ensure_english(make_tree())
    with time_machine.travel(datetime(2026, 3, 2, 9, tzinfo=UTC), tick=False):
        page = make_ambassador(
            make_structure("Maison A"), "Nadia Exemple", consent_until=date(2027, 3, 2)
        )
        translate(page, lead="She shows how it is done.")
    return page


def addresses(page) -> list[str]:
    """Return every public address that may tell of ``page``."""
    structure = page.get_parent()
    return [
        "/ambassadeurs/",
        "/en/ambassadeurs/",
        structure.get_url(),
        f"/en{structure.get_url()}",
        "/sitemap.xml",
        "/plan-du-site/",
        "/pratiques.atom",
    ]


def found_by(words: str) -> list[str]:
    found = get_search_backend().autocomplete(words, AmbassadorPage)
    return [page.title for page in found]


def test_consent_that_lasts_shows_everywhere(client, leaving):
    with time_machine.travel(BEFORE, tick=False):
        withdraw_ended_consents()
        assert client.get(leaving.url).status_code == 200
        assert client.get(f"/en{leaving.url}").status_code == 200
        for url in addresses(leaving)[:5]:
            assert "adia" in client.get(url).content.decode(), url
        assert found_by("Nadia")


def test_consent_that_ends_hides_at_once(client, leaving):
    """Even before the worker has passed."""
    with time_machine.travel(THAT_DAY, tick=False):
        assert client.get(leaving.url).status_code == 404
        assert client.get(f"/en{leaving.url}").status_code in (302, 404)
        for url in addresses(leaving):
            assert "adia" not in client.get(url).content.decode(), url
        url = reverse("practices:ask_question", args=[leaving.pk])
        assert client.get(url).status_code == 404


def test_consent_that_ends_is_seen_by_the_worker(client, leaving, run_work):
    with time_machine.travel(THAT_DAY, tick=False):
        run_work()

        versions = AmbassadorPage.objects.filter(
            translation_key=leaving.translation_key
        )
        assert [page.live for page in versions] == [False, False]
        assert found_by("Nadia") == []
        entry = PageLogEntry.objects.filter(page=leaving.pk).first()
        assert entry.action == "wagtail.unpublish.scheduled"
        # Saving a draft does not bring it back.
        page = AmbassadorPage.objects.get(pk=leaving.pk)
        page.save_revision()
        page.save()
        assert found_by("Nadia") == []


def test_withdrawing_is_due():
    name = "practices.models.ambassador.withdraw_ended_consents"
    assert name in _REGISTRY


def test_withdrawing_forgets_what_was_made_of_the_portrait():
    page = make_ambassador(picture=make_image())
    page.picture.get_rendition("fill-176x176|format-webp")
    AmbassadorPage.objects.filter(pk=page.pk).update(consent_until=timezone.localdate())

    withdraw_ended_consents()

    assert not page.picture.renditions.exists()


def test_consent_given_again_brings_the_page_back(client, leaving):
    with time_machine.travel(THAT_DAY, tick=False):
        withdraw_ended_consents()
        page = AmbassadorPage.objects.get(pk=leaving.pk)
        page.consent_given_on = date(2027, 3, 2)
        page.consent_until = date(2028, 3, 2)
        page.save_revision().publish()

        assert client.get(leaving.url).status_code == 200
        assert found_by("Nadia") == ["Nadia Exemple"]


def unname(page) -> None:
    page.title, page.slug = "Une salariée référente", "une-salariee-referente"
    page.is_anonymous, page.picture = True, None
    page.save_revision().publish()


def test_who_wants_no_name_any_more_is_named_in_no_language(client, run_work):
    ensure_english(make_tree())
    page = make_ambassador(make_structure("Maison A"), "Nadia Exemple")
    english = translate(page, title="Nadia Zanzibar", picture=make_image())
    english.picture.get_rendition("fill-176x176|format-webp")
    assert found_by("Zanzibar") != []

    unname(page)
    run_work()

    assert client.get(english.url).status_code in (302, 404)
    for url in addresses(page):
        html = client.get(url).content.decode()
        assert "Nadia" not in html and "Zanzibar" not in html, url
    assert "zanzibar" not in AmbassadorPage.objects.get(pk=page.pk).marked_words()
    assert found_by("Nadia") == found_by("Zanzibar") == []
    assert not english.picture.renditions.exists()


def test_an_old_translation_that_names_does_not_come_back(client):
    ensure_english(make_tree())
    page = make_ambassador(make_structure("Maison A"), "Nadia Exemple")
    english = translate(page, title="Nadia Zanzibar")
    unname(page)

    AmbassadorPage.objects.get(pk=english.pk).save_revision().publish()
    assert not AmbassadorPage.objects.get(pk=english.pk).live

    english = AmbassadorPage.objects.get(pk=english.pk)
    english.title, english.is_anonymous = "A member of staff", True
    english.save_revision().publish()
    # Publishing the French page again leaves it.
    AmbassadorPage.objects.get(pk=page.pk).save_revision().publish()
    assert "A member of staff" in client.get("/en/ambassadeurs/").content.decode()


def test_nobody_named_is_published_without_consent():
    page = make_ambassador(live=False, consent_given_on=None, consent_until=None)

    fields = {lack.field for lack in missing(page)}

    assert fields == {"consent_given_on", "consent_until"}


def test_consent_that_ended_publishes_nothing():
    today = timezone.localdate()
    page = make_ambassador(
        live=False,
        consent_given_on=today - timedelta(days=30),
        consent_until=today,
    )

    assert [lack.field for lack in missing(page)] == ["consent_until"]


def anonymous(**fields):
    return make_ambassador(
        title="Une salariée référente",
        is_anonymous=True,
        consent_given_on=None,
        consent_until=None,
        **fields,
    )


def test_who_is_not_named_needs_no_consent(client):
    page = anonymous()

    html = client.get("/ambassadeurs/").content.decode()

    assert client.get(page.url).status_code == 200
    assert "Une salariée référente" in html
    assert page.expire_at is None


@pytest.mark.parametrize(
    ("fields", "field"),
    [
        ({"slug": "nadia-exemple"}, "slug"),
        ({"slug": "une-salariee-2"}, None),
        ({"picture": True}, "picture"),
    ],
)
def test_nothing_tells_who_wants_no_name(fields, field):
    if "picture" in fields:
        fields = {"picture": make_image()}
    page = anonymous(live=False, **fields)

    assert [lack.field for lack in missing(page)] == ([field] if field else [])
