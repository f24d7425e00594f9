"""What follows from a save or a withdrawal elsewhere than in the row itself."""

from django.db.models.signals import post_save

from wagtail.signals import page_unpublished

from portal.home.models import (
    ApproachPage,
    ArticleIndexPage,
    ArticlePage,
    Publication,
)
from practices.signal_handlers import withdraw_translations
from practices.spaces import let_members_propose, let_organisers_publish


def open_to_organisers(sender, instance, created=False, raw=False, **kwargs) -> None:
    """Let the organisers write and publish under a new French page."""
    if created and not raw and instance.is_source and not instance.alias_of_id:
        let_organisers_publish(instance)


def open_to_members(sender, instance, created=False, raw=False, **kwargs) -> None:
    """Let the members of structures propose under a new French list of articles."""
    if created and not raw and instance.is_source and not instance.alias_of_id:
        let_members_propose(instance)


def connect() -> None:
    """Connect everything; called once, when the apps are ready."""
    for model in (ArticleIndexPage, ApproachPage):
        post_save.connect(open_to_organisers, sender=model)
    post_save.connect(open_to_members, sender=ArticleIndexPage)
    for model in (ApproachPage, ArticlePage, Publication):
        page_unpublished.connect(withdraw_translations, sender=model)
