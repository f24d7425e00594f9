"""Pictures, served by us: nothing active ever comes out of what people sent."""

from datetime import UTC
from hashlib import sha256
from typing import cast

from django.core.files.storage import default_storage
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils.cache import get_conditional_response
from django.utils.http import content_disposition_header, http_date
from django.views.decorators.http import require_safe

from portal.core.uploads import sniff_image

# Renditions only. Originals stay inside: the admin itself shows renditions. Documents
# have Wagtail's own view, which asks for rights.
PUBLIC_FOLDER = "images"
MAX_PATH = 500
MAX_SEGMENT = 255
# A rendition's name holds that of one upload, drawn at random: it never changes, and
# what no page shows yet cannot be guessed.
CACHE_CONTROL = "public, max-age=31536000, immutable"
CONTENT_SECURITY_POLICY = "default-src 'none'; sandbox"


@require_safe
def serve_media(request: HttpRequest, path: str) -> HttpResponseBase:
    """Answer with a picture of the public folder, or 404."""
    name = clean_name(path)
    if name is None:
        raise Http404
    try:
        modified = default_storage.get_modified_time(name)
        size = default_storage.size(name)
        file = default_storage.open(name, "rb")
    except (OSError, ValueError) as error:
        # Missing, a folder, or a name that this disk cannot have.
        raise Http404 from error
    content_type = sniff_image(file.read(512))
    if content_type is None:
        file.close()
        raise Http404
    file.seek(0)
    stamp = f"{name} {size} {modified.timestamp()}"
    etag = f'"{sha256(stamp.encode()).hexdigest()[:32]}"'
    response: HttpResponseBase
    if request.method == "HEAD":
        file.close()
        response = HttpResponse(content_type=content_type)
    else:
        response = FileResponse(file, content_type=content_type)
    response["Content-Length"] = str(size)
    response["Content-Disposition"] = (
        content_disposition_header(False, name.rpartition("/")[2]) or "inline"
    )
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = CONTENT_SECURITY_POLICY
    response["Cache-Control"] = CACHE_CONTROL
    response["ETag"] = etag
    last_modified = int(modified.astimezone(UTC).timestamp())
    response["Last-Modified"] = http_date(last_modified)
    answer = get_conditional_response(
        request,
        etag=etag,
        last_modified=last_modified,
        response=cast(HttpResponse, response),
    )
    if answer is None or answer is response:
        return response
    file.close()
    return answer


def clean_name(path: str) -> str | None:
    """Return the storage name of a public picture, or None for anything else.

    Storages answer hostile names with errors of all kinds, or with the file: names
    are judged before a storage sees them.
    """
    segments = path.split("/")
    if len(path) > MAX_PATH or len(segments) < 2 or segments[0] != PUBLIC_FOLDER:
        return None
    if not path.isprintable() or any(char in path for char in "\\:"):
        return None
    for segment in segments:
        if segment.startswith(".") or not segment:
            return None
        # Counted as the disk does; what cannot be encoded is no name at all.
        if len(segment.encode("utf-8", "surrogatepass")) > MAX_SEGMENT:
            return None
    return path
