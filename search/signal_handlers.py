"""Keep index entries right when something beside a page changes its words.

A page indexes itself, and its French source, when it is saved (search/indexing.py).
"""

from typing import Any

from django.apps import apps
from django.db.models import Model
from django.db.models.signals import post_delete, post_save, pre_delete, pre_save

from wagtail.models import Page, PageViewRestriction
from wagtail.search import index
from wagtail.signals import page_unpublished, post_page_move

from django_tasks import task

from portal.core.models import GlossaryTerm
from portal.core.tasks import DURABLE
from portal.core.words import Kind, kinds
from search.indexing import forget, reindex, reindex_with_source, rename_version
from search.loans import loans


@task(backend=DURABLE)
def reindex_referring(label: str, key: str) -> None:
    """Index again the pages that refer to the row ``key`` of the model ``label``."""
    for kind, pks in loans()[apps.get_model(label)].referring(key):
        reindex(kind, pks)


@task(backend=DURABLE)
def reindex_pages(label: str, pks: list[int]) -> None:
    """Index again the pages ``pks`` of the kind ``label``."""
    reindex(_kind(label), pks)


@task(backend=DURABLE)
def reindex_all() -> None:
    """Index again every page that is found by its words: what they are has changed."""
    for kind in kinds():
        reindex(kind, list(kind.objects.values_list("pk", flat=True)))


def remember_words(
    sender: type[Model], instance: Any, raw: bool = False, **kwargs: Any
) -> None:
    """Note what ``instance`` lends before it is saved."""
    instance._lent_words = None
    if not raw and instance.pk:
        columns = sorted(loans()[sender].columns)
        instance._lent_words = (
            sender._default_manager.filter(pk=instance.pk).values_list(*columns).first()
        )


def follow_words(
    sender: type[Model], instance: Any, raw: bool = False, **kwargs: Any
) -> None:
    """Have the pages that refer to ``instance`` indexed again, if it matters."""
    loan = loans()[sender]
    lent = tuple(getattr(instance, column) for column in sorted(loan.columns))
    if raw or instance._lent_words == lent:
        return
    key = str(getattr(instance, loan.key_name))
    if any(pks for _kind, pks in loan.referring(key)):
        reindex_referring.enqueue(sender._meta.label_lower, key)


def remember_referring(sender: type[Model], instance: Any, **kwargs: Any) -> None:
    """Note which pages will have lost words once ``instance`` is deleted."""
    loan = loans()[sender]
    instance._referring = list(loan.referring(str(getattr(instance, loan.key_name))))


def follow_deletion(sender: type[Model], instance: Any, **kwargs: Any) -> None:
    """Take the words of what is gone out of the pages that referred to it."""
    for kind, pks in instance._referring:
        if pks:
            reindex_pages.enqueue(kind._meta.label_lower, pks)


def forget_page(sender: type[Model], instance: Any, **kwargs: Any) -> None:
    """Drop the entry of a deleted page; a translation takes its words along."""
    # First: whoever is indexing it must have ended before its entry goes.
    forget(instance.pk)
    index.remove_object(instance)
    if not instance.is_source and not instance.alias_of_id:
        reindex_with_source(instance)


def follow_restriction(
    sender: type[Model], instance: PageViewRestriction, **kwargs: Any
) -> None:
    """Take the words of pages that are no longer open, or are again."""
    _reindex_under(instance.page)


def follow_withdrawal(sender: type[Model], instance: Page, **kwargs: Any) -> None:
    """Take the words of what is withdrawn: a date or a list of pages saves no page
    of a kind, only what all pages have in common.
    """
    _reindex_under(Page.objects.get(pk=instance.pk))


def follow_move(sender: type[Model], instance: Page, **kwargs: Any) -> None:
    """Index again what was moved: another structure carries it."""
    _reindex_under(Page.objects.get(pk=instance.pk))


def follow_glossary(sender: type[Model], **kwargs: Any) -> None:
    """Have texts read with the glossary as it is now."""
    rename_version()


def connect() -> None:
    """Connect everything; called once, when the apps are ready."""
    for model in loans():
        pre_save.connect(remember_words, sender=model)
        post_save.connect(follow_words, sender=model)
        pre_delete.connect(remember_referring, sender=model)
        post_delete.connect(follow_deletion, sender=model)
    for kind in kinds():
        post_delete.connect(forget_page, sender=kind)
    post_save.connect(follow_restriction, sender=PageViewRestriction)
    post_delete.connect(follow_restriction, sender=PageViewRestriction)
    post_page_move.connect(follow_move)
    page_unpublished.connect(follow_withdrawal)
    post_save.connect(follow_glossary, sender=GlossaryTerm)
    post_delete.connect(follow_glossary, sender=GlossaryTerm)


def _kind(label: str) -> Kind:
    return next(kind for kind in kinds() if kind._meta.label_lower == label)


def _reindex_under(page: Page) -> None:
    """Index again what stands under ``page``, and what bears the name of any of it."""
    wanted: dict[Kind, set[int]] = {kind: set() for kind in kinds()}
    for kind in kinds():
        found = kind.objects.descendant_of(page, inclusive=True).order_by()
        keys = found.values("translation_key")
        sources = kind.objects.sources().filter(translation_key__in=keys)
        wanted[kind].update(sources.values_list("pk", flat=True))
        loan = loans().get(kind)
        if loan is None:
            continue
        for pk in found.values_list("pk", flat=True):
            for referring, pks in loan.referring(str(pk)):
                wanted[referring].update(pks)
    for kind, those in wanted.items():
        if those:
            reindex(kind, those)
