"""Every door of the admin cleans pictures, and answers hostile files with words."""

from django.core.files.uploadedfile import SimpleUploadedFile, TemporaryUploadedFile
from django.urls import reverse

from wagtail.documents.forms import get_document_form
from wagtail.images.forms import get_image_form
from wagtail.models import Collection, UploadedFile

import pytest

from portal.core.models import PortalDocument, PortalImage
from tests.core.test_uploads import (
    PAGE,
    SECRET,
    SVG,
    bomb,
    exif,
    open_document,
    picture,
)

pytestmark = pytest.mark.one_database


def image_form(file: object, user: object) -> object:
    """Return the admin's own form for an upload."""
    return get_image_form(PortalImage)(
        {"title": "Le jardin", "collection": Collection.objects.get(depth=1).pk},
        {"file": file},
        user=user,
    )


def test_image_form_keeps_a_clean_file(admin_user: object) -> None:
    data = picture(exif=exif(orientation=6))
    form = image_form(SimpleUploadedFile("a.jpg", data), admin_user)
    assert form.is_valid(), form.errors
    image = form.save()
    with image.file.open() as file:
        assert SECRET not in file.read()
    assert (image.width, image.height) == (40, 60)
    assert image.file_size == image.file.size


def test_image_form_keeps_a_clean_file_when_the_upload_is_on_disk(
    admin_user: object,
) -> None:
    data = picture(exif=exif())
    upload = TemporaryUploadedFile("a.jpg", "image/jpeg", len(data), None)
    upload.write(data)
    upload.seek(0)
    form = image_form(upload, admin_user)
    assert form.is_valid(), form.errors
    with form.save().file.open() as file:
        assert SECRET not in file.read()


def test_document_form_says_the_size_limit(admin_user: object) -> None:
    form = get_document_form(PortalDocument)(user=admin_user)
    assert "20\u00a0Mo" in str(form.fields["file"].help_text)
    assert form.fields["file"].max_upload_size == 20 * 1024 * 1024


DOORS = {
    "images": [
        ("wagtailimages:add", "file", {}),
        ("wagtailimages:add_multiple", "files[]", {}),
        (
            "wagtailimages_chooser:create",
            "image-chooser-upload-file",
            {"image-chooser-upload-title": "x", "image-chooser-upload-collection": "1"},
        ),
    ],
    "documents": [
        ("wagtaildocs:add", "file", {}),
        ("wagtaildocs:add_multiple", "files[]", {}),
        (
            "wagtaildocs_chooser:create",
            "document-chooser-upload-file",
            {
                "document-chooser-upload-title": "x",
                "document-chooser-upload-collection": "1",
            },
        ),
    ],
}
HOSTILE = {
    "images": [
        ("a.jpg", picture()[:-400], "abîmée"),
        ("a.jpg", PAGE, "pas une image"),
        ("a.png", picture(), "autre format"),
        ("a.png", bomb(), "millions de pixels"),
        ("a.svg", SVG, "pas accepté"),
        ("n" * 300 + ".jpg", SVG, "pas une image"),
    ],
    "documents": [
        ("a.pdf", PAGE, "pas celui"),
        ("a.docx", open_document(), "pas celui"),
        ("a.csv", PAGE, "pas celui"),
        ("a.html", PAGE, "pas accepté"),
    ],
}


@pytest.mark.parametrize(
    ("kind", "door", "hostile"),
    [
        (kind, door, hostile)
        for kind, doors in DOORS.items()
        for door in doors
        for hostile in HOSTILE[kind]
    ],
)
def test_every_door_answers_a_hostile_file_with_words(
    admin_client: object, kind: str, door: tuple, hostile: tuple
) -> None:
    (url_name, field, more), (name, data, words) = door, hostile
    response = admin_client.post(
        reverse(url_name),
        {
            "title": "x",
            "collection": "1",
            field: SimpleUploadedFile(name, data),
            **more,
        },
    )
    assert response.status_code == 200
    content = response.content.decode("unicode_escape", "replace")
    assert words in response.content.decode() or words in content
    assert not (PortalImage if kind == "images" else PortalDocument).objects.exists()


@pytest.mark.parametrize(("url_name", "field", "more"), DOORS["images"])
def test_every_door_keeps_clean_pictures(
    admin_client: object, url_name: str, field: str, more: dict
) -> None:
    upload = SimpleUploadedFile("a.jpg", picture(exif=exif()))
    response = admin_client.post(
        reverse(url_name), {"title": "x", "collection": "1", field: upload, **more}
    )
    assert response.status_code in (200, 302)
    with PortalImage.objects.get().file.open() as file:
        assert SECRET not in file.read()


def test_upload_that_waits_for_its_other_fields_is_clean_too(
    admin_client: object,
) -> None:
    upload = SimpleUploadedFile("a.jpg", picture(exif=exif()))
    admin_client.post(
        reverse("wagtailimages:add_multiple"),
        {"title": "t" * 300, "collection": "1", "files[]": upload},
    )
    with UploadedFile.objects.get().file.open() as file:
        assert SECRET not in file.read()
