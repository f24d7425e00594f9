"""The pictures of the demonstration, with their rights."""

from pathlib import Path

from django.core.files.base import ContentFile
from django.db.models import Q

from wagtail.models import Collection

from PIL import Image

from portal.core.models import PortalImage
from portal.home.loading.files import DEMO, read


def load_pictures() -> int:
    """Make the pictures that are missing; return how many were."""
    file = read("pictures.toml")
    made = 0
    for entry in file["pictures"]:
        if find_picture(entry["slug"]) is None:
            _make_picture(entry, file["credit"], file["licence"])
            made += 1
    return made


def find_picture(slug: str) -> PortalImage | None:
    """Return the picture that was loaded as ``slug``: its file keeps that name."""
    start = f"original_images/{slug}"
    return PortalImage.objects.filter(
        # A file of that name may have been there: storage then adds « _ » and letters.
        Q(file__startswith=f"{start}.") | Q(file__startswith=f"{start}_")
    ).first()


def keep_in(picture: PortalImage | None, collection: Collection | None) -> None:
    """Put a picture that nobody has claimed yet into a structure's collection."""
    if picture is None or collection is None or picture.collection.depth > 1:
        return
    picture.collection = collection
    picture.save()


def _make_picture(entry: dict, credit: str, licence: str) -> None:
    path: Path = DEMO / entry["file"]
    with Image.open(path) as drawing:
        width, height = drawing.size
    content = path.read_bytes()
    picture = PortalImage(
        title=entry["title"],
        file=ContentFile(content, f"{entry['slug']}{path.suffix}"),
        width=width,
        height=height,
        file_size=len(content),
        alt_text=entry["alt"],
        credit=entry.get("credit", credit),
        licence=entry.get("licence", licence),
        source_url=entry.get("source_url", ""),
    )
    picture.full_clean(exclude=["uploaded_by_user"])
    picture.save()
