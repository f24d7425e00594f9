"""The covers of what days leave to read, for a list of any length."""

from portal.core.models import PortalImage

COVER = "width-160|format-webp"


def fetch_covers(rows: list) -> None:
    """Give the deliverables ``rows`` their covers, with the size that lists show.

    Two queries; none where no row has any.
    """
    keys = {row.cover_id for row in rows if row.cover_id}
    covers = (
        PortalImage.objects.prefetch_renditions(COVER).in_bulk(keys) if keys else {}
    )
    for row in rows:
        if row.cover_id:
            row.cover = covers[row.cover_id]
