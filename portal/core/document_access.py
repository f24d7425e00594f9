"""Who may download a document: readers of what shows it, and its own editors."""

from django.contrib.contenttypes.models import ContentType
from django.http import HttpRequest

from wagtail.models import Page, ReferenceIndex
from wagtail.permissions import policy_registry

from portal.core.models import PortalDocument
from portal.core.models.base import SOURCE_LANGUAGE, still_open_q

ACTIONS = ["change", "delete", "choose"]


def may_download(request: HttpRequest, document: PortalDocument) -> bool:
    """True when a page that ``request`` may read shows ``document``, or it is theirs.

    What is no page of the tree and is published counts too: an accompaniment.
    """
    return (
        _is_theirs(request.user, document)
        or any(_may_read(request, page) for page in _pages_with(document))
        or _is_told(document)
    )


def _is_theirs(user, document: PortalDocument) -> bool:
    if not user.is_authenticated:
        return False
    policy = policy_registry.get_by_type(PortalDocument)
    own = policy.instances_user_has_any_permission_for(user, ACTIONS)
    return own.filter(pk=document.pk).exists()


def _is_told(document: PortalDocument) -> bool:
    """True when something published that is no page refers to ``document``."""
    references = (
        ReferenceIndex.get_references_to(document)
        .exclude(base_content_type=ContentType.objects.get_for_model(Page))
        .select_related("base_content_type")
    )
    for reference in references:
        rows = getattr(reference.base_content_type.model_class(), "objects", None)
        published = getattr(rows, "published", None)
        if published and published().filter(pk=reference.object_id).exists():
            return True
    return False


def _may_read(request: HttpRequest, page: Page) -> bool:
    """True when nothing above ``page``, or above its French page, asks for more."""
    versions = [page]
    if page.locale.language_code != SOURCE_LANGUAGE:
        # What is said in French is said in no language while the French page is not.
        source = page.get_translations().filter(
            still_open_q(), live=True, locale__language_code=SOURCE_LANGUAGE
        )
        versions += source or [None]
    return all(
        version is not None
        and all(
            limit.accept_request(request) for limit in version.get_view_restrictions()
        )
        for version in versions
    )


def _pages_with(document: PortalDocument) -> list[Page]:
    """Return the live pages that show ``document``."""
    references = ReferenceIndex.get_references_to(document).filter(
        base_content_type=ContentType.objects.get_for_model(Page)
    )
    keys = {int(key) for key in references.values_list("object_id", flat=True)}
    pages = Page.objects.filter(still_open_q(), pk__in=keys, live=True)
    return [page for page in pages.specific() if not _withholds(page, document)]


def _withholds(page: Page, document: PortalDocument) -> bool:
    """True when ``page`` keeps ``document`` for later: a guide that is not out yet."""
    return bool(getattr(page, "withholds", None) and page.withholds(document))
