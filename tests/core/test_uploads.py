"""Uploads: clean pictures, honest documents, and an error in French for the rest."""

import io
import zipfile
import zlib

from django.conf import settings
from django.core.exceptions import ValidationError

import pytest
from hypothesis import given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st
from PIL import Image, ImageCms, PngImagePlugin

from portal.core.uploads import check_document, clean_image

pytestmark = pytest.mark.one_database

SECRET = b"Ada Lovelace"
GPS_IFD, ORIENTATION, ARTIST = 0x8825, 0x0112, 0x013B
PAGE = b"<html><script>alert(1)</script></html>"
SVG = b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'


def picture(form: str = "JPEG", size: tuple = (60, 40), **options: object) -> bytes:
    """Return a picture that is red on its left and blue on its right."""
    image = Image.new("RGB", size, "red")
    image.paste("blue", (size[0] // 2, 0, *size))
    file = io.BytesIO()
    image.save(file, form, **options)
    return file.getvalue()


def exif(orientation: int = 1) -> Image.Exif:
    """Return what a telephone writes into its pictures."""
    data = Image.Exif()
    data[ARTIST] = SECRET.decode()
    data[ORIENTATION] = orientation
    data.get_ifd(GPS_IFD)[1] = "N"
    data.get_ifd(GPS_IFD)[2] = (44.0, 55.0, 58.0)
    return data


def opened(data: bytes) -> Image.Image:
    """Return the picture in ``data``."""
    return Image.open(io.BytesIO(data))


def bomb() -> bytes:
    """Return a small PNG that says it holds 400 million pixels."""
    data = bytearray(picture("PNG"))
    header = b"IHDR" + (20_000).to_bytes(4, "big") * 2 + bytes(data[24:29])
    data[12:29] = header
    data[29:33] = zlib.crc32(header).to_bytes(4, "big")
    return bytes(data)


def archive(**members: bytes) -> bytes:
    """Return a zip of ``members``; two underscores stand for a slash."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as zipped:
        for name, content in members.items():
            zipped.writestr(name.replace("__", "/"), content)
    return file.getvalue()


def open_document(kind: str = "text", **more: bytes) -> bytes:
    """Return a small OpenDocument file."""
    return archive(
        mimetype=f"application/vnd.oasis.opendocument.{kind}".encode(),
        **{"content.xml": b"<x/>", "META-INF__manifest.xml": b"<x/>"},
        **more,
    )


def office(member: str = "word__document.xml", **more: bytes) -> bytes:
    """Return a small Office Open XML file."""
    return archive(**{"[Content_Types].xml": b"<x/>", member: b"<x/>"}, **more)


@pytest.mark.parametrize(
    ("name", "form"),
    [
        ("a.jpg", "JPEG"),
        ("a.jpeg", "JPEG"),
        ("a.png", "PNG"),
        ("a.webp", "WEBP"),
        ("a.avif", "AVIF"),
    ],
)
def test_clean_image_keeps_no_exif(name: str, form: str) -> None:
    before = picture(form, exif=exif())
    assert SECRET in before
    after = clean_image(name, before)
    assert SECRET not in after
    assert not dict(opened(after).getexif())
    assert opened(after).format == form


def test_clean_image_keeps_no_comment_nor_xmp_nor_text() -> None:
    text = PngImagePlugin.PngInfo()
    text.add_text("Author", SECRET.decode())
    for name, data in [
        ("a.jpg", picture("JPEG", comment=SECRET)),
        ("a.jpg", picture("JPEG", xmp=b"<x>" + SECRET)),
        ("a.gif", picture("GIF", comment=SECRET)),
        ("a.png", picture("PNG", pnginfo=text)),
        ("a.webp", picture("WEBP", xmp=b"<x>" + SECRET)),
        ("a.jpg", picture("JPEG") + SECRET),
    ]:
        assert SECRET in data
        assert SECRET not in clean_image(name, data)


def test_clean_image_turns_the_picture_upright() -> None:
    # 6: the camera was turned, the left of what it wrote is the top.
    image = opened(clean_image("a.jpg", picture(exif=exif(orientation=6))))
    assert image.size == (40, 60)
    red, _green, blue = image.convert("RGB").getpixel((20, 5))
    assert red > 200 > blue


def test_clean_image_applies_the_colour_profile_and_drops_it() -> None:
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    image = opened(clean_image("a.png", picture("PNG", icc_profile=profile)))
    assert "icc_profile" not in image.info
    assert image.getpixel((1, 1)) == (255, 0, 0)


def test_clean_image_survives_a_colour_profile_that_makes_no_sense() -> None:
    image = opened(clean_image("a.png", picture("PNG", icc_profile=b"nonsense" * 40)))
    assert image.getpixel((1, 1)) == (255, 0, 0)


def test_clean_image_writes_print_colours_as_screen_colours() -> None:
    file = io.BytesIO()
    Image.new("CMYK", (10, 10), (0, 255, 255, 0)).save(file, "JPEG")
    assert opened(clean_image("a.jpg", file.getvalue())).mode == "RGB"


def test_clean_image_keeps_transparency_and_animation() -> None:
    frames = [Image.new("RGBA", (8, 8), (255, 0, 0, 90 * n)) for n in range(3)]
    file = io.BytesIO()
    frames[0].save(
        file, "WEBP", save_all=True, append_images=frames[1:], duration=[80, 90, 100]
    )
    image = opened(clean_image("a.webp", file.getvalue()))
    assert image.n_frames == 3
    assert image.mode == "RGBA"


@pytest.mark.parametrize(
    ("name", "data", "words"),
    [
        ("a.jpg", picture()[:-400], "abîmée"),
        ("a.png", picture("PNG")[:-30], "abîmée"),
        ("a.webp", picture("WEBP")[:-30], "abîmée"),
        ("a.png", picture("JPEG"), "autre format (JPEG)"),
        ("a.jpg", PAGE, "pas une image"),
        ("a.png", SVG, "pas une image"),
        ("a.jpg", b"\xff\xd8\xff\xe0" + PAGE, "abîmée"),
        ("a.svg", SVG, "pas accepté"),
        ("a", picture(), "pas accepté"),
        ("a.php.jpg.exe", picture(), "pas accepté"),
        ("a.png", bomb(), "millions de pixels"),
        ("a.jpg", b"", "pas une image"),
        ("a.png", b"\x89PNG\r\n\x1a\n", "abîmée"),
        ("a.gif", b"GIF89a" + b"\xff" * 20, "abîmée"),
    ],
)
def test_clean_image_refuses_in_plain_words(name: str, data: bytes, words: str) -> None:
    with pytest.raises(ValidationError) as error:
        clean_image(name, data)
    assert words in error.value.message


def test_clean_image_refuses_what_is_too_heavy(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(settings, "WAGTAILIMAGES_MAX_UPLOAD_SIZE", 2 * 1024 * 1024)
    with pytest.raises(ValidationError) as error:
        clean_image("a.jpg", picture() + b"\0" * 2 * 1024 * 1024)
    assert error.value.message == "Ce fichier est trop lourd : 2\u00a0Mo au plus."


def test_clean_image_refuses_an_endless_animation() -> None:
    frames = [Image.new("L", (1, 1), n % 256) for n in range(302)]
    file = io.BytesIO()
    frames[0].save(file, "GIF", save_all=True, append_images=frames[1:])
    with pytest.raises(ValidationError) as error:
        clean_image("a.gif", file.getvalue())
    assert "animation" in error.value.message


@hypothesis_settings(max_examples=60, deadline=None)
@given(
    extension=st.sampled_from(["jpg", "png", "gif", "webp", "avif", "svg", "", "\0"]),
    form=st.sampled_from(["JPEG", "PNG", "GIF", "WEBP"]),
    cut=st.integers(0, 400),
    noise=st.binary(max_size=40),
)
def test_clean_image_raises_nothing_else(
    extension: str, form: str, cut: int, noise: bytes
) -> None:
    data = picture(form)
    hostile = data[:cut] + noise + data[cut + len(noise) :]
    try:
        clean = clean_image(f"a.{extension}", hostile)
    except ValidationError:
        return
    assert opened(clean).size


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("a.pdf", b"%PDF-1.7\n1 0 obj\nstartxref\n9\n%%EOF\n"),
        ("a.odt", open_document()),
        ("a.ods", open_document("spreadsheet")),
        ("a.odp", open_document("presentation")),
        ("a.docx", office()),
        ("A.XLSX", office("xl__workbook.xml")),
        ("a.pptx", office("ppt__presentation.xml")),
        ("a.csv", "nom;âge\nAïcha;<5 ans\n".encode()),
        ("a.csv", "nom;âge\r\nAïcha;12\r\n".encode("cp1252")),
    ],
)
def test_check_document_accepts_what_is_what_it_says(name: str, data: bytes) -> None:
    check_document(name, data)


@pytest.mark.parametrize(
    ("name", "data", "words"),
    [
        ("a.pdf", PAGE, "n’est pas celui"),
        ("a.pdf", b"%PDF-1.7\n" + PAGE, "n’est pas celui"),
        ("a.odt", office(), "n’est pas celui"),
        ("a.odt", open_document("spreadsheet"), "n’est pas celui"),
        ("a.docx", open_document(), "n’est pas celui"),
        ("a.docx", office("xl__workbook.xml"), "n’est pas celui"),
        ("a.docx", office()[:-30], "n’est pas celui"),
        ("a.docx", office().replace(b"\x03\x00", b"\x07\x55"), "n’est pas celui"),
        ("a.docx", office(**{"word__vbaProject.bin": b"x"}), "macros"),
        ("a.odt", open_document(**{"Basic__Standard__Module1.xml": b"x"}), "macros"),
        ("a.csv", PAGE, "n’est pas celui"),
        ("a.csv", SVG, "n’est pas celui"),
        ("a.csv", b"a;b\0c", "n’est pas celui"),
        ("a.csv", picture("PNG"), "n’est pas celui"),
        ("a.html", PAGE, "pas accepté"),
        ("a.exe", b"MZ", "pas accepté"),
        ("a", b"%PDF-1.7", "pas accepté"),
    ],
)
def test_check_document_refuses_in_plain_words(
    name: str, data: bytes, words: str
) -> None:
    with pytest.raises(ValidationError) as error:
        check_document(name, data)
    assert words in error.value.message


def test_check_document_refuses_what_unpacks_to_too_much(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("portal.core.uploads.MAX_UNPACKED_SIZE", 1000)
    check_document("a.docx", office())
    with pytest.raises(ValidationError):
        check_document("a.docx", office(big=b"0" * 2000))
