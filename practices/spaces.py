"""The space of a structure, and the groups and the review all spaces share.

Wagtail's own rights do the rest: members add and change under their page and use their
own collection, reviewers read what is submitted, nobody of them publishes directly.
Everything here can be called again at any time.
"""

from collections.abc import Iterable, Iterator

from django.apps import apps
from django.contrib.auth.models import Group, Permission
from django.db import transaction

from wagtail.models import (
    Collection,
    GroupCollectionPermission,
    GroupPagePermission,
    Page,
    Workflow,
    WorkflowPage,
    WorkflowTask,
)

from portal.core.models import BasePage
from practices.models import (
    ReviewTask,
    StructurePage,
    StructureSpace,
)

# Names that stand in the database: not translated.
REVIEWERS = "Relecture"
ORGANISERS = "Animation"
REVIEW = "Relecture"
LIBRARY_REVIEW = "Moderators approval"
NAME_LENGTH = 150

PAGE_RIGHTS = ("add_page", "change_page")
# The policy of a custom image model looks at the rights of the stock one.
FILE_RIGHTS = (
    ("wagtailimages", "add_image"),
    ("wagtailimages", "choose_image"),
    ("wagtaildocs", "add_document"),
    ("wagtaildocs", "choose_document"),
)
ADMIN_ACCESS = ("wagtailadmin", "access_admin")
TERM_MODELS = (
    "accompaniment",
    "programme",
    "sharedresource",
    "theme",
    "audience",
    "challenge",
    "communicationtool",
    "territory",
    "organisation",
    "policyscheme",
    "fundingscheme",
    "ingredient",
)


def owns_a_space(structure: StructurePage) -> bool:
    """True for the French page, not an alias, of a structure of the network."""
    return structure.is_source and not structure.alias_of_id and structure.in_network


@transaction.atomic
def ensure_space(structure: StructurePage) -> StructureSpace:
    """Return the space of ``structure`` with its group, rights and collection right."""
    ensure_groups()
    ensure_review(structure.get_parent().specific)
    space = StructureSpace.objects.filter(structure=structure).first()
    name = _free_name(structure, space)
    if space is None:
        group = Group.objects.create(name=name)
        collection = Collection.get_first_root_node().add_child(name=structure.title)
        space = StructureSpace.objects.create(
            structure=structure, group=group, collection=collection
        )
    _rename(space.group, name)
    _rename(space.collection, structure.title)
    grant(space.group, ADMIN_ACCESS)
    for codename in PAGE_RIGHTS:
        GroupPagePermission.objects.get_or_create(
            group=space.group,
            page_id=structure.pk,
            permission=_permission("wagtailcore", codename),
        )
    for page in proposal_pages():
        _let_add(space.group, page)
    _let_use_files(space.group, space.collection)
    return space


def ensure_groups() -> tuple[Group, Group]:
    """Return the reviewers' group and the organisers' group, with their rights."""
    reviewers, _created = Group.objects.get_or_create(name=REVIEWERS)
    organisers, _created = Group.objects.get_or_create(name=ORGANISERS)
    grant(
        reviewers,
        ADMIN_ACCESS,
        ("practices", "feature_practice"),
        # To merge the keywords of practices: no form deletes one alone.
        ("taggit", "delete_tag"),
    )
    models = [("core", "glossaryterm"), *(("practices", name) for name in TERM_MODELS)]
    grant(organisers, ADMIN_ACCESS, *rights_on(models))
    return reviewers, organisers


@transaction.atomic
def let_organisers_publish(page: Page) -> None:
    """Let the organisers write and publish ``page`` and what stands under it.

    Their pictures and documents go to a collection of theirs.
    """
    _reviewers, organisers = ensure_groups()
    for codename in (*PAGE_RIGHTS, "publish_page"):
        GroupPagePermission.objects.get_or_create(
            group=organisers,
            page_id=page.pk,
            permission=_permission("wagtailcore", codename),
        )
    root = Collection.get_first_root_node()
    collection = root.get_children().filter(name=ORGANISERS).first()
    if collection is None:
        collection = root.add_child(name=ORGANISERS)
    _let_use_files(organisers, collection)


def proposal_pages() -> Iterator[BasePage]:
    """Yield the French pages under which members of every structure propose others."""
    for model in apps.get_models():
        if issubclass(model, BasePage) and model.proposed_types:
            yield from model.objects.sources()


@transaction.atomic
def let_members_propose(page: BasePage) -> None:
    """Let the members of every structure add under ``page``, where a review publishes.

    They change what they added, and nothing else: they have no right to change there.
    """
    ensure_review(page)
    for space in StructureSpace.objects.select_related("group"):
        _let_add(space.group, page)


def ensure_review(index: Page) -> Workflow:
    """Return the review that every page under ``index`` inherits.

    Where there is none, organisers publish alone: the review that the library puts on the whole site is
    taken off, for its reviewers are no group of ours.
    """
    reviewers, _organisers = ensure_groups()
    task = ReviewTask.objects.filter(name=REVIEW).first()
    if task is None:
        task = ReviewTask.objects.create(name=REVIEW)
    task.groups.add(reviewers)
    workflow, _created = Workflow.objects.get_or_create(name=REVIEW)
    WorkflowTask.objects.get_or_create(
        workflow=workflow, task=task.task_ptr, defaults={"sort_order": 0}
    )
    WorkflowPage.objects.get_or_create(
        page_id=index.pk, defaults={"workflow": workflow}
    )
    WorkflowPage.objects.filter(page__depth=1, workflow__name=LIBRARY_REVIEW).delete()
    return workflow


def rights_on(models: Iterable[tuple[str, str]]) -> list[tuple[str, str]]:
    """Return all rights on ``models``, each by the label of its app and its name."""
    actions = ("add", "change", "delete", "view")
    return [
        (label, f"{action}_{model}") for label, model in models for action in actions
    ]


def grant(group: Group, *rights: tuple[str, str]) -> None:
    """Give ``group`` rights that depend on no object: labels of apps and code names.

    Every structure that is published asks for all of them: few are queries.
    """
    columns = ("content_type__app_label", "codename")
    wanted = set(rights) - set(group.permissions.values_list(*columns))
    if not wanted:
        return
    labels, codenames = zip(*wanted, strict=True)
    found = Permission.objects.filter(
        content_type__app_label__in=labels, codename__in=codenames
    ).select_related("content_type")
    named = {(each.content_type.app_label, each.codename): each for each in found}
    if missing := sorted(wanted - set(named)):
        raise Permission.DoesNotExist(f"No such right: {missing}")
    group.permissions.add(*(named[right] for right in sorted(wanted)))


def _let_add(group: Group, page: Page) -> None:
    GroupPagePermission.objects.get_or_create(
        group=group, page_id=page.pk, permission=_permission("wagtailcore", "add_page")
    )


def _let_use_files(group: Group, collection: Collection) -> None:
    for app_label, codename in FILE_RIGHTS:
        GroupCollectionPermission.objects.get_or_create(
            group=group,
            collection=collection,
            permission=_permission(app_label, codename),
        )


def _permission(app_label: str, codename: str) -> Permission:
    return Permission.objects.get(content_type__app_label=app_label, codename=codename)


def _free_name(structure: StructurePage, space: StructureSpace | None) -> str:
    name = f"Membres – {structure.title}"[:NAME_LENGTH]
    others = Group.objects.filter(name=name)
    if space is not None:
        others = others.exclude(pk=space.group_id)
    if others.exists():
        suffix = f" ({structure.pk})"
        name = name[: NAME_LENGTH - len(suffix)] + suffix
    return name


def _rename(instance, name: str) -> None:
    if instance.name != name:
        instance.name = name
        instance.save(update_fields=["name"])
