"""The documents of the demonstration, with their rights and where they come from."""

from django.core.files.base import ContentFile
from django.db.models import Q

from portal.core.models import PortalDocument
from portal.home.loading.files import DEMO, read


def load_documents() -> int:
    """Make the documents that are missing; return how many were."""
    made = 0
    for entry in read("documents.toml")["documents"]:
        if find_document(entry["slug"]) is None:
            _make_document(entry)
            made += 1
    return made


def find_document(slug: str) -> PortalDocument | None:
    """Return the document that was loaded as ``slug``: its file keeps that name."""
    start = f"documents/{slug}"
    return PortalDocument.objects.filter(
        # A file of that name may have been there: storage then adds « _ » and letters.
        Q(file__startswith=f"{start}.") | Q(file__startswith=f"{start}_")
    ).first()


def _make_document(entry: dict) -> None:
    path = DEMO / entry["file"]
    content = path.read_bytes()
    fields = {
        name: said for name, said in entry.items() if name not in {"slug", "file"}
    }
    document = PortalDocument(
        file=ContentFile(content, f"{entry['slug']}{path.suffix}"),
        file_size=len(content),
        **fields,
    )
    document.full_clean(exclude=["uploaded_by_user"])
    document.save()
