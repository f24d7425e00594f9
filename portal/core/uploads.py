"""What uploads must be before they are kept: sniffed, decoded and, for images, cleaned.

No system library is asked what a file is: the type comes from the first bytes, and
each kind is then opened by the one decoder that the extension allows.
"""

import io
import re
import zipfile
from pathlib import PurePath
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

import filetype
from PIL import Image, ImageCms, ImageOps, ImageSequence

# Extension → (type sniffed from the first bytes, decoders of Pillow that may open it).
# A JPEG with a second picture inside (panorama, depth map) is an « MPO » for Pillow.
IMAGE_KINDS = {
    "avif": ("image/avif", ("AVIF",)),
    "gif": ("image/gif", ("GIF",)),
    "jpeg": ("image/jpeg", ("JPEG", "MPO")),
    "jpg": ("image/jpeg", ("JPEG", "MPO")),
    "png": ("image/png", ("PNG",)),
    "webp": ("image/webp", ("WEBP",)),
}
SAVE_OPTIONS: dict[str, dict[str, object]] = {
    "AVIF": {"quality": 85},
    "GIF": {},
    "JPEG": {"quality": 92, "optimize": True},
    "PNG": {"optimize": True},
    "WEBP": {"quality": 90},
}
# What a picture needs to be shown as it was; everything else it says is dropped.
SHOWN = ("transparency", "duration", "loop", "background")
MAX_FRAMES = 300

MAX_DOCUMENT_SIZE = 20 * 1024 * 1024
# What an archive may hold once unpacked; more is a bomb.
MAX_UNPACKED_SIZE = 200 * 1024 * 1024
MAX_MEMBERS = 5_000
OPEN_DOCUMENT = "application/vnd.oasis.opendocument."
ZIPPED_KINDS = {
    "odt": OPEN_DOCUMENT + "text",
    "ods": OPEN_DOCUMENT + "spreadsheet",
    "odp": OPEN_DOCUMENT + "presentation",
    "docx": "word/document.xml",
    "xlsx": "xl/workbook.xml",
    "pptx": "ppt/presentation.xml",
}
MACROS = re.compile(r"(^|/)(vbaProject\.bin|Basic/|Scripts/)", re.IGNORECASE)
MARKUP = re.compile(r"<\s*[!?/]?\s*[a-z][^<>]*>|<\s*(script|svg|iframe|!doctype)", re.I)
CONTROLS = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f]")


def extension_of(name: str) -> str:
    """Return the extension of a file's name, in lower case and without its dot."""
    return PurePath(name).suffix.lower().removeprefix(".")


def sniff_image(head: bytes) -> str | None:
    """Return the type of a picture we serve from its first bytes, or None."""
    kind = filetype.guess(head)
    known = {mime for mime, _decoders in IMAGE_KINDS.values()}
    return kind.mime if kind is not None and kind.mime in known else None


def clean_image(name: str, data: bytes) -> bytes:
    """Return the picture decoded and written again, upright and without metadata.

    Raises `ValidationError`, in plain words, for whatever cannot be shown.
    """
    extension = extension_of(name)
    if extension not in settings.WAGTAILIMAGES_EXTENSIONS:
        raise ValidationError(
            _("Ce type d’image n’est pas accepté. Formats possibles : %(formats)s.")
            % {"formats": ", ".join(settings.WAGTAILIMAGES_EXTENSIONS).upper()},
            code="invalid_image_extension",
        )
    check_size(len(data), settings.WAGTAILIMAGES_MAX_UPLOAD_SIZE)
    mime, decoders = IMAGE_KINDS[extension]
    found = sniff_image(data[:512])
    if found is None:
        raise ValidationError(
            _(
                "Ce fichier n’est pas une image que le portail sait montrer, malgré "
                "son nom en « .%(extension)s »."
            )
            % {"extension": extension},
            code="invalid_image",
        )
    if found != mime:
        raise ValidationError(
            _(
                "Le nom de ce fichier finit par « .%(extension)s », mais c’est une "
                "image d’un autre format (%(found)s). Renommez-le ou enregistrez-le "
                "à nouveau."
            )
            % {"extension": extension, "found": found.partition("/")[2].upper()},
            code="invalid_image_known_format",
        )
    try:
        with Image.open(io.BytesIO(data), formats=decoders) as image:
            _check_pixels(image)
            return _write_again(image)
    except ValidationError:
        raise
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as error:
        raise _too_many_pixels() from error
    except Exception as error:  # decoders raise anything on a hostile file
        raise ValidationError(
            _(
                "Cette image est abîmée ou incomplète : elle ne peut pas être lue "
                "jusqu’au bout. Ouvrez-la et enregistrez-la à nouveau, ou choisissez-en "
                "une autre."
            ),
            code="invalid_image",
        ) from error


def check_document(name: str, data: bytes) -> None:
    """Raise `ValidationError` unless the content is what the name says it is."""
    extension = extension_of(name)
    if extension not in settings.WAGTAILDOCS_EXTENSIONS:
        raise ValidationError(
            _("Ce type de document n’est pas accepté. Formats possibles : %(formats)s.")
            % {"formats": ", ".join(settings.WAGTAILDOCS_EXTENSIONS).upper()},
            code="invalid_extension",
        )
    check_size(len(data), MAX_DOCUMENT_SIZE)
    if extension == "pdf":
        # A PDF ends with its table; one that does not was cut on its way.
        is_right = data.startswith(b"%PDF-") and b"%%EOF" in data[-2048:]
    elif extension == "csv":
        is_right = _is_plain_table(data)
    else:
        is_right = _is_office_file(extension, data)
    if not is_right:
        raise ValidationError(
            _(
                "Le contenu de ce fichier n’est pas celui d’un document "
                "« .%(extension)s », ou il est abîmé. Ouvrez-le et enregistrez-le à "
                "nouveau dans ce format."
            )
            % {"extension": extension},
            code="invalid_content",
        )


def _write_again(image: Image.Image) -> bytes:
    form = "JPEG" if image.format == "MPO" else str(image.format)
    options = dict(SAVE_OPTIONS[form])
    if form == "JPEG" or getattr(image, "n_frames", 1) == 1:
        frames = [_bare(image, form)]
    else:
        frames = [_bare(frame, form) for frame in ImageSequence.Iterator(image)]
        options |= {"save_all": True, "append_images": frames[1:]}
        durations = [frame.info.get("duration", 0) for frame in frames]
        if any(durations):
            options["duration"] = durations
        if "loop" in image.info:
            options["loop"] = image.info["loop"]
    written = io.BytesIO()
    frames[0].save(written, form, **options)
    return written.getvalue()


def _bare(frame: Image.Image, form: str) -> Image.Image:
    """Return a frame upright, in sRGB, that says nothing but its pixels."""
    frame.load()
    shown: dict[str | tuple[int, int], Any] = {
        key: frame.info[key] for key in SHOWN if key in frame.info
    }
    profile = frame.info.get("icc_profile")
    upright = ImageOps.exif_transpose(frame)
    if profile:
        upright = _in_srgb(upright, profile)
    if form == "JPEG" and upright.mode not in ("L", "RGB"):
        upright = upright.convert("RGB")
    if upright.mode != frame.mode:
        # The transparent colour was one of the former mode.
        shown.pop("transparency", None)
    bare = upright.copy()
    bare.info = shown
    return bare


def _in_srgb(image: Image.Image, profile: bytes) -> Image.Image:
    """Return the picture in sRGB: a profile may name its owner, so none is kept."""
    if image.mode not in ("RGB", "RGBA", "CMYK", "L"):
        return image
    try:
        converted = ImageCms.profileToProfile(
            image,
            ImageCms.ImageCmsProfile(io.BytesIO(profile)),
            ImageCms.createProfile("sRGB"),
            outputMode="RGBA" if image.mode == "RGBA" else "RGB",
        )
    except (ImageCms.PyCMSError, OSError, ValueError, TypeError):
        # A profile that makes no sense changes nothing.
        return image
    return converted or image


def _check_pixels(image: Image.Image) -> None:
    width, height = image.size
    frames = 1
    # Counted by hand: asking for their number reads a hostile file to its end.
    while image.format not in ("JPEG", "MPO") and frames <= MAX_FRAMES:
        try:
            image.seek(frames)
        except EOFError:
            break
        frames += 1
    image.seek(0)
    if width * height * frames > settings.WAGTAILIMAGES_MAX_IMAGE_PIXELS:
        raise _too_many_pixels()
    if frames > MAX_FRAMES:
        raise ValidationError(
            _("Cette animation est trop longue : %(count)s images au plus.")
            % {"count": MAX_FRAMES},
            code="too_many_frames",
        )


def _too_many_pixels() -> ValidationError:
    return ValidationError(
        _(
            "Cette image est trop grande : %(count)s millions de pixels au plus. "
            "Réduisez-la avant de l’envoyer (2\u00a0000 pixels de large suffisent)."
        )
        % {"count": settings.WAGTAILIMAGES_MAX_IMAGE_PIXELS // 1_000_000},
        code="file_too_many_pixels",
    )


def check_size(size: int, limit: int) -> None:
    """Raise `ValidationError` for what is heavier than `limit` bytes."""
    if size > limit:
        raise ValidationError(
            _("Ce fichier est trop lourd : %(limit)s\u00a0Mo au plus.")
            % {"limit": limit // (1024 * 1024)},
            code="file_too_large",
        )


def _is_plain_table(data: bytes) -> bool:
    """True for text without control characters nor anything a browser would run."""
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        # Spreadsheets on Windows still write this one; every byte means something.
        text = data.decode("cp1252", errors="replace")
    return not (CONTROLS.search(text) or MARKUP.search(text))


def _is_office_file(extension: str, data: bytes) -> bool:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            members = archive.infolist()
            names = {member.filename for member in members}
            if (
                len(members) > MAX_MEMBERS
                or sum(member.file_size for member in members) > MAX_UNPACKED_SIZE
                or any(member.flag_bits & 1 for member in members)
            ):
                return False
            if any(MACROS.search(name) for name in names):
                raise ValidationError(
                    _(
                        "Ce document contient des macros, c’est-à-dire des programmes. "
                        "Enregistrez-le sans macros avant de l’envoyer."
                    ),
                    code="macros",
                )
            if not _has_right_members(extension, archive, names):
                return False
            # Reads every member against its checksum: a cut or patched one fails.
            return archive.testzip() is None
    except ValidationError:
        raise
    except Exception:  # noqa: BLE001 (archives raise anything when hostile)
        return False


def _has_right_members(
    extension: str, archive: zipfile.ZipFile, names: set[str]
) -> bool:
    expected = ZIPPED_KINDS[extension]
    if not expected.startswith(OPEN_DOCUMENT):
        return "[Content_Types].xml" in names and expected in names
    if not {"mimetype", "content.xml", "META-INF/manifest.xml"} <= names:
        return False
    if archive.getinfo("mimetype").file_size > 100:
        return False
    return archive.read("mimetype").strip() == expected.encode()
