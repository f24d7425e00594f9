"""Which pages someone may know of, or work on, in the admin."""

import re

from django.apps import apps
from django.db.models import Q, QuerySet

from wagtail.models import Page, TaskState, WorkflowState
from wagtail.permissions import policy_registry
from wagtail_localize.models import Translation, TranslationSource

from portal.core.models import PortalDocument, PortalImage
from portal.core.models.base import published_q

ACTIONS = {"add", "change", "publish", "lock", "unlock", "bulk_delete"}
PAGE_KEYS = ("page_id", "parent_page_id", "page_to_move_id", "destination_id")
# Views that show no more of a page than its title and place.
SHOW_TITLES = {
    "wagtailadmin_explore",
    "wagtailadmin_explore_results",
    "wagtailadmin_choose_page_child",
    "wagtailadmin_choose_page_chosen_multiple",
}
# These reports tell of every draft of the site.
ADMINISTRATORS_ONLY = {
    "wagtail_localize:translations_report",
    "wagtail_localize:translations_report_results",
    # The last page edited of each type, whoever edited it.
    "wagtailadmin_reports:page_types_usage",
    "wagtailadmin_reports:page_types_usage_results",
}
# What an address may name a row by; the library reads more than that as numbers.
NUMBER = re.compile(r"[0-9]{1,18}", re.ASCII)
EVERYTHING = "all"
FILE_ACTIONS = ["add", "change", "delete"]


def work_pages(user) -> QuerySet:
    """Return the pages ``user`` works on.

    Those of their groups with the way that leads to them, and those to review.
    """
    if user.is_superuser:
        return Page.objects.all()
    policy = policy_registry.get_by_type(Page)
    own = policy.instances_user_has_any_permission_for(user, ACTIONS)
    found = Q(pk__in=own.values("pk")) | Q(pk__in=_pages_to_review(user))
    if own.exists():
        found |= Q(pk__in=policy.explorable_instances(user).values("pk"))
    return Page.objects.filter(found)


def visible_pages(user) -> QuerySet:
    """Return the pages ``user`` may know of: those they work on, and published ones."""
    if user.is_superuser:
        return Page.objects.all()
    return Page.objects.filter(
        Q(depth=1) | published_q() | Q(pk__in=work_pages(user).values("pk"))
    )


def may_browse(user) -> bool:
    """True when ``user`` works on pages of their own: the explorer lets nobody else in."""
    policy = policy_registry.get_by_type(Page)
    return policy.explorable_root_instance(user) is not None


def works_on_pages(user) -> bool:
    """True when ``user`` has pages of their own, or some to review."""
    return may_browse(user) or work_pages(user).exists()


def may_open(user, match, request) -> bool:
    """True when ``user``, no administrator, may know what an address tells."""
    if match.view_name in ADMINISTRATORS_ONLY or _names_files(match):
        return False
    if match.view_name == "wagtail_bulk_action" and not _may_act_on_all(
        user, match, request
    ):
        return False
    wanted = _named_pages(match, request)
    known = set(Page.objects.filter(pk__in=wanted).values_list("pk", flat=True))
    if not known:
        return True
    allowed = visible_pages if match.view_name in SHOW_TITLES else work_pages
    return known <= set(allowed(user).filter(pk__in=known).values_list("pk", flat=True))


def is_well_formed(match, request) -> bool:
    """True when an address that names rows in its query names them by numbers.

    The library answers anything else with an error of the server.
    """
    if match.view_name.endswith("chosen_multiple"):
        names = request.GET.getlist("id")
        return bool(names) and all(map(NUMBER.fullmatch, names))
    if match.view_name == "wagtail_bulk_action":
        names = request.GET.getlist("id")
        above = request.GET.getlist("childOf")
        return all(NUMBER.fullmatch(n) or n == EVERYTHING for n in names) and all(
            map(NUMBER.fullmatch, above)
        )
    if match.view_name == "wagtailadmin_editing_sessions:ping":
        # A model that ours takes the place of has no table.
        return not _is_swapped(match.kwargs["app_label"], match.kwargs["model_name"])
    if "pk" in match.kwargs and match.view_name.endswith("chosen"):
        return bool(NUMBER.fullmatch(str(match.kwargs["pk"])))
    return True


def _is_swapped(app_label: str, model_name: str) -> bool:
    try:
        return bool(apps.get_model(app_label, model_name)._meta.swapped)
    except LookupError:
        return True


def _names_files(match) -> bool:
    """True for the admin's own API of images and documents: it asks no collection."""
    return match.namespaces[:1] == ["wagtailadmin_api"] and bool(
        {"images", "documents"} & set(match.namespaces)
    )


def _may_act_on_all(user, match, request) -> bool:
    """True when everything a bulk action names is ``user``'s to work on."""
    kind = (match.kwargs["app_label"], match.kwargs["model_name"])
    names = set(request.GET.getlist("id"))
    if kind == ("wagtailcore", "page"):
        if EVERYTHING not in names:
            return True
        pages = Page.objects.filter(depth__gt=1)
        above = request.GET.get("childOf")
        if above:
            parent = Page.objects.filter(pk=above).first()
            pages = pages.child_of(parent) if parent else pages.none()
        return not pages.exclude(pk__in=work_pages(user).values("pk")).exists()
    for model in (PortalImage, PortalDocument):
        if kind == (model._meta.app_label, model._meta.model_name):
            policy = policy_registry.get_by_type(model)
            own = policy.instances_user_has_any_permission_for(user, FILE_ACTIONS)
            numbers = names - {EVERYTHING}
            return EVERYTHING not in names and own.filter(
                pk__in=numbers
            ).count() == len(numbers)
    # The library names the rows it refuses to act on.
    return any(user.has_perm(f"{kind[0]}.{act}_{kind[1]}") for act in FILE_ACTIONS)


def _pages_to_review(user) -> set[int]:
    states = WorkflowState.objects.filter(
        pk__in=TaskState.objects.reviewable_by(user).values("workflow_state"),
        base_content_type__app_label="wagtailcore",
        base_content_type__model="page",
    )
    return {int(pk) for pk in states.values_list("object_id", flat=True)}


def _named_pages(match, request) -> set[int]:
    """Return the numbers of the pages that an address of the admin names."""
    kwargs = match.kwargs
    numbers = {kwargs[key] for key in PAGE_KEYS if key in kwargs}
    if match.view_name == "wagtailadmin_pages:revisions_compare":
        numbers.add(kwargs["pk"])
    elif match.view_name == "wagtailadmin_editing_sessions:ping":
        if kwargs["model_name"] == "page":
            numbers.add(kwargs["object_id"])
    elif match.view_name == "wagtailadmin_choose_page_chosen_multiple":
        numbers.update(request.GET.getlist("id"))
    elif match.view_name == "wagtail_bulk_action":
        if kwargs["model_name"] == "page":
            numbers.update(request.GET.getlist("id"))
            numbers.update(request.GET.getlist("childOf"))
    elif "wagtail_localize" in match.namespaces:
        numbers.update(_translated_pages(kwargs))
    return {int(number) for number in numbers if NUMBER.fullmatch(str(number))}


def _translated_pages(kwargs) -> set[int]:
    """Return the French page and the translation a translation view is about."""
    if "translation_id" in kwargs:
        translation = Translation.objects.filter(pk=kwargs["translation_id"])
        sources = TranslationSource.objects.filter(pk__in=translation.values("source"))
    elif "translation_source_id" in kwargs:
        sources = TranslationSource.objects.filter(pk=kwargs["translation_source_id"])
    else:
        return set()
    pages = Page.objects.filter(translation_key__in=sources.values("object_id"))
    return set(pages.values_list("pk", flat=True))
