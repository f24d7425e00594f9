"""What an English page, a file or a list could tell of what is hidden in French."""

from django.core.files.base import ContentFile

from wagtail.models import PageViewRestriction

import pytest

from portal.core.models import PortalDocument
from portal.home.enums import PublicationStatus
from portal.home.models import StandardPage
from portal.home.tree import english, ensure_english
from practices.models import PracticeDocument
from tests.factories import make_practice, make_structure, make_tree
from tests.home.factories import make_guide

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.usefixtures("tree_of_the_module"),
]


def make_document(name="secret.pdf"):
    return PortalDocument.objects.create(
        title="Secret", file=ContentFile(b"%PDF-1.4\n", name)
    )


def translate(page, title):
    translation = page.copy_for_translation(english(), copy_parents=True)
    translation.title = title
    translation.save_revision().publish()
    return translation


def restrict(page):
    PageViewRestriction.objects.create(page=page, restriction_type="login")


def test_a_file_of_a_private_page_is_not_read_through_its_translation(client):
    ensure_english(make_tree())
    practice, document = make_practice(), make_document()
    practice.documents = [PracticeDocument(title="Le bilan", document=document)]
    practice.save_revision().publish()
    translate(practice, "In English")
    assert client.get(document.url).status_code == 200

    restrict(practice)

    assert client.get(document.url).status_code == 404


def test_the_file_of_a_guide_to_come_waits(client):
    document = make_document("guide.pdf")
    guide = make_guide(make_practice(), document=document)
    assert client.get(document.url).status_code == 404

    guide.status = PublicationStatus.OUT
    guide.save()

    assert client.get(document.url).status_code == 200


def test_a_private_page_is_named_in_no_language(client):
    tree = make_tree()
    ensure_english(tree)
    page = StandardPage(title="Page", slug="page", locale=tree.home.locale)
    tree.home.add_child(instance=page)
    page.save_revision().publish()
    structure = make_structure("Maison A")
    translate(page, "Zanzibar page")
    translate(structure, "Zanzibar house")
    for address in ("/en/", "/en/plan-du-site/"):
        assert "Zanzibar page" in client.get(address).content.decode()

    restrict(page)
    restrict(structure)

    for address in ("/en/", "/en/plan-du-site/", "/en/structures/"):
        assert "Zanzibar" not in client.get(address).content.decode(), address


@pytest.mark.parametrize("typed", ["!!!", "%", "日"])
def test_what_is_no_word_finds_no_structure(client, typed):
    make_structure("Maison A")

    answer = client.get("/organismes/", query_params={"q": typed}).content.decode()

    assert "Maison A" not in answer
    assert "Voir toute la liste" in answer
