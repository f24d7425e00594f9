"""Publishing a translation asks for its French page.

The library publishes translations on commit: these tests commit.
"""

from django.urls import reverse

from wagtail.models import Locale, Page
from wagtail_localize.models import Translation, TranslationSource

import pytest

from portal.home.tree import ensure_english
from tests.admin_forms import messages_of
from tests.factories import make_practice, make_tree

pytestmark = pytest.mark.django_db(transaction=True)


def translate(page) -> Page:
    """Return the draft of the English translation of ``page``."""
    english = Locale.objects.get(language_code="en")
    source, _created = TranslationSource.get_or_create_from_instance(page)
    translation = Translation.objects.create(source=source, target_locale=english)
    translation.save_target(publish=False)
    return page.get_translation(english)


def test_publishing_the_translation_of_a_draft_says_what_is_missing(admin_client):
    ensure_english(make_tree())
    practice = make_practice(live=False)
    english = translate(practice)
    edit = reverse("wagtailadmin_pages:edit", args=[english.pk])

    response = admin_client.post(edit, {"action": "publish"})

    assert "publiez-la avant sa traduction" in messages_of(admin_client, response)
    assert not Page.objects.get(pk=english.pk).live
