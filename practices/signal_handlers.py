"""What follows from a save, a publication or a move elsewhere than in the row itself."""

from typing import Any

from django.db.models.signals import m2m_changed, post_delete, post_save

from wagtail.models import Page
from wagtail.search import index
from wagtail.signals import page_published, page_unpublished, post_page_move

from portal.core.models.base import SOURCE_LANGUAGE
from practices import spaces
from practices.models import (
    AmbassadorPage,
    PracticePage,
    StructureIndexPage,
    StructurePage,
    StructureSpace,
    Territory,
    refresh_territories,
)


def make_space(sender, instance, created=False, raw=False, **kwargs) -> None:
    """Give a new structure of the network its space; a loaded fixture has its own."""
    if created and not raw and spaces.owns_a_space(instance):
        spaces.ensure_space(instance)


def keep_space(sender, instance, alias=False, **kwargs) -> None:
    """Make or rename the space of a structure that joined or changed its name."""
    if not alias and spaces.owns_a_space(instance):
        spaces.ensure_space(instance)


def make_review(sender, instance, created=False, raw=False, **kwargs) -> None:
    """Put the review on a new French list of structures."""
    if created and not raw and instance.is_source and not instance.alias_of_id:
        spaces.ensure_review(instance)


def forget_group(sender, instance, **kwargs) -> None:
    """Delete the group of a structure that is gone; its files stay."""
    instance.group.delete()


def derive_after_move(
    sender, instance, parent_page_before, parent_page_after, **kwargs
) -> None:
    """Derive again who carries the pages of a subtree that has moved.

    A move saves no page, so nothing else would.
    """
    if parent_page_before.pk == parent_page_after.pk:
        return
    top = Page.objects.get(pk=instance.pk)
    derived: tuple[Any, ...] = (PracticePage, AmbassadorPage)
    for model in derived:
        for page in model.objects.descendant_of(top, inclusive=True):
            page.derive()
            model.objects.filter(pk=page.pk).update(structure=page.structure)


def move_translations(
    sender, instance, parent_page_before, parent_page_after, **kwargs
) -> None:
    """Move the translations of a French page under the translation of its parent."""
    page = Page.objects.get(pk=instance.pk)
    if (
        parent_page_before.pk == parent_page_after.pk
        or page.locale.language_code != SOURCE_LANGUAGE
    ):
        return
    parent = parent_page_after.specific
    for translation in page.get_translations().select_related("locale"):
        target = parent.get_translation_or_none(translation.locale)
        if target is None:
            target = parent.copy_for_translation(
                translation.locale, copy_parents=True, alias=True
            )
        if translation.get_parent().pk != target.pk:
            translation.specific.move(Page.objects.get(pk=target.pk), pos="last-child")


def withdraw_translations(sender, instance, **kwargs) -> None:
    """Withdraw the translations of a French page that is: they show its facts."""
    if not instance.is_source or instance.alias_of_id:
        return
    for page in instance.get_translations().filter(live=True, alias_of=None).specific():
        page.unpublish()


def withdraw_names(sender, instance, **kwargs) -> None:
    """Withdraw the translations that still name who is anonymous on the French page.

    They come back when they are translated anew. One that is published again as it was
    is withdrawn as well.
    """
    if instance.alias_of_id:
        return
    versions = AmbassadorPage.objects.filter(
        translation_key=instance.translation_key, alias_of=None
    )
    if not versions.sources().filter(is_anonymous=True).exists():
        return
    for page in versions.filter(live=True, is_anonymous=False):
        # The very page that is being published, so that its aliases follow.
        (instance if page.pk == instance.pk else page).unpublish()


def forget_ambassador(sender, instance, **kwargs) -> None:
    """Drop what is left of someone who does not agree any more, or not to be named.

    That is the index entry, and the files made of the portrait, which have addresses
    of their own; another page that shows the picture makes them again.
    """
    is_named = not instance.is_anonymous
    if instance.source.has_consent and not (is_named and instance.source.is_anonymous):
        return
    index.remove_object(instance)
    if instance.picture:
        instance.picture.renditions.all().delete()


def refresh_lineages(sender, action, **kwargs) -> None:
    """Compute again what lies in what when a territory changes parents."""
    if action in ("post_add", "post_remove", "post_clear"):
        refresh_territories()


def connect() -> None:
    """Connect everything; called once, when the apps are ready."""
    post_save.connect(make_space, sender=StructurePage)
    page_published.connect(keep_space, sender=StructurePage)
    post_save.connect(make_review, sender=StructureIndexPage)
    post_delete.connect(forget_group, sender=StructureSpace)
    # In this order: a translation derives from where its French page stands.
    post_page_move.connect(derive_after_move)
    post_page_move.connect(move_translations)
    for model in (PracticePage, AmbassadorPage, StructurePage):
        page_unpublished.connect(withdraw_translations, sender=model)
    page_published.connect(withdraw_names, sender=AmbassadorPage)
    page_unpublished.connect(forget_ambassador, sender=AmbassadorPage)
    m2m_changed.connect(refresh_lineages, sender=Territory.parents.through)
