"""The document of an accompaniment is served as long as that is published."""

from django.core.files.base import ContentFile

import pytest

from portal.core.models import PortalDocument
from tests.practices.test_demarche import make_accompaniment

pytestmark = pytest.mark.django_db


@pytest.fixture
def poster(db):
    return PortalDocument.objects.create(
        title="Affiche", file=ContentFile(b"%PDF-1.4\n", "affiche.pdf")
    )


def test_a_published_accompaniment_gives_its_document(client, poster):
    row = make_accompaniment()
    assert client.get(poster.url).status_code == 404

    row.documents.create(title="Affiche", document=poster)
    row.save()

    assert client.get(poster.url).status_code == 200
    assert poster.url in client.get(row.get_absolute_url()).content.decode()


def test_an_unpublished_accompaniment_keeps_its_document(client, poster):
    row = make_accompaniment(is_public=False)
    row.documents.create(title="Affiche", document=poster)
    row.save()

    assert client.get(poster.url).status_code == 404
