"""Pictures come out of our own view, and nothing else does."""

import io
from collections.abc import Iterator
from pathlib import Path

from django.core.files.storage import FileSystemStorage
from django.http import Http404
from django.test import RequestFactory

import pytest
from hypothesis import example, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st
from PIL import Image

from portal.core import media_views
from portal.core.media_views import serve_media

pytestmark = pytest.mark.one_database

YEAR = "31536000"


def picture(form: str) -> bytes:
    """Return a small picture."""
    file = io.BytesIO()
    Image.new("RGB", (4, 4), "red").save(file, form)
    return file.getvalue()


@pytest.fixture(scope="module", autouse=True)
def folder(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """Serve a folder of the disk: in memory, hostile names do no harm."""
    root = tmp_path_factory.mktemp("media")
    for name in ("images", "original_images", "documents", "images/folder"):
        (root / name).mkdir()
    for form in ("JPEG", "PNG", "GIF", "WEBP", "AVIF"):
        (root / "images" / f"garden.{form.lower()}").write_bytes(picture(form))
    (root / "images" / "liar.png").write_bytes(b"<script>alert(1)</script>")
    (root / "images" / "drawing.svg").write_bytes(b"<svg/>")
    (root / "images" / "renamed.html").write_bytes(picture("PNG"))
    (root / "images" / ".hidden.png").write_bytes(picture("PNG"))
    (root / "original_images" / "garden.png").write_bytes(picture("PNG"))
    (root / "documents" / "garden.png").write_bytes(picture("PNG"))
    (root / "secret.png").write_bytes(picture("PNG"))
    with pytest.MonkeyPatch.context() as patch:
        storage = FileSystemStorage(location=root)
        patch.setattr(media_views, "default_storage", storage)
        yield root


def ask(path: str, method: str = "GET", **headers: str) -> object:
    """Ask the view for a path."""
    request = RequestFactory().generic(method, "/media/", headers=headers)
    return serve_media(request, path)


@pytest.mark.parametrize("form", ["jpeg", "png", "gif", "webp", "avif"])
def test_serve_media_says_the_type_it_sniffed(form: str) -> None:
    response = ask(f"images/garden.{form}")
    assert response.status_code == 200
    assert response["Content-Type"] == f"image/{form}"
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["Content-Security-Policy"] == "default-src 'none'; sandbox"
    assert response["Content-Disposition"] == f'inline; filename="garden.{form}"'
    assert response["Cache-Control"] == f"public, max-age={YEAR}, immutable"
    assert not response.cookies
    body = b"".join(response.streaming_content)
    assert body == picture(form.upper())
    assert response["Content-Length"] == str(len(body))


def test_serve_media_goes_by_the_content_not_by_the_name() -> None:
    assert ask("images/renamed.html")["Content-Type"] == "image/png"


@pytest.mark.parametrize("header", ["ETag", "Last-Modified"])
def test_serve_media_answers_304_to_who_has_it(header: str) -> None:
    first = ask("images/garden.png")
    condition = {"ETag": "If-None-Match", "Last-Modified": "If-Modified-Since"}
    second = ask("images/garden.png", **{condition[header]: first[header]})
    assert second.status_code == 304
    assert second["ETag"] == first["ETag"]
    assert not second.content


def test_serve_media_answers_again_when_the_file_has_changed(folder: Path) -> None:
    file = folder / "images" / "changing.png"
    file.write_bytes(picture("PNG"))
    first = ask("images/changing.png")
    file.write_bytes(picture("PNG") + b"\0")
    second = ask("images/changing.png", **{"If-None-Match": first["ETag"]})
    assert second.status_code == 200


def test_serve_media_answers_head_without_a_body() -> None:
    response = ask("images/garden.png", "HEAD")
    assert response.status_code == 200
    assert response.content == b""
    assert response["Content-Length"] == str(len(picture("PNG")))


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "PATCH", "OPTIONS"])
def test_serve_media_refuses_other_methods(method: str) -> None:
    assert ask("images/garden.png", method).status_code == 405


@pytest.mark.parametrize(
    "path",
    [
        "images/missing.png",
        "images/liar.png",
        "images/drawing.svg",
        "images/.hidden.png",
        "images/folder",
        "images/folder/",
        "images",
        "images/",
        "",
        "secret.png",
        "original_images/garden.png",
        "documents/garden.png",
        "images/../secret.png",
        "images/../original_images/garden.png",
        "images/./garden.png",
        "images//garden.png",
        "/images/garden.png",
        "//images/garden.png",
        "images\\..\\secret.png",
        "C:/images/garden.png",
        "/etc/passwd",
        "images/\0.png",
        "images/garden.png\0",
        "images/garden.png/more",
        "images/" + "a" * 300 + ".png",
        "images/" + "é" * 200 + ".png",
        "images/" + "a/" * 3000,
        "images/\ud800.png",
    ],
)
def test_serve_media_answers_404_to_anything_else(path: str) -> None:
    with pytest.raises(Http404):
        ask(path)


@hypothesis_settings(max_examples=300, deadline=None)
@given(
    path=st.one_of(
        st.text(max_size=400),
        st.builds("images/{}".format, st.text(max_size=400)),
        st.builds("images/{}/garden.png".format, st.text(max_size=10)),
    ),
    etag=st.text(st.characters(min_codepoint=32, max_codepoint=126), max_size=40),
    date=st.text(st.characters(min_codepoint=32, max_codepoint=126), max_size=40),
)
@example(path="images/garden.png", etag='W/"', date="Thu, 99 Foo 0000 99:99:99 GMT")
def test_serve_media_never_breaks(path: str, etag: str, date: str) -> None:
    headers = {"If-None-Match": etag, "If-Modified-Since": date}
    try:
        response = ask(path, **headers)
    except Http404:
        return
    assert response.status_code in (200, 304)
    assert path.startswith("images/")
