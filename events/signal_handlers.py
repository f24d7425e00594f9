"""What follows from a save or a withdrawal elsewhere than in the row itself."""

from django.db.models.signals import post_save

from wagtail.signals import page_published, page_unpublished

from events import rights
from events.models import ThematicDayIndexPage, ThematicDayPage
from practices.signal_handlers import withdraw_translations


def give_rights(sender, instance, created=False, raw=False, **kwargs) -> None:
    """Let organisers work under a new French list of days."""
    if created and not raw and instance.is_source and not instance.alias_of_id:
        rights.ensure_rights(instance)


def derive_translations(sender, instance, alias=False, **kwargs) -> None:
    """Give the translations of a French day the dates it has now."""
    if alias or not instance.is_source:
        return
    ThematicDayPage.objects.filter(translation_key=instance.translation_key).exclude(
        pk=instance.pk
    ).update(
        starts_at=instance.starts_at,
        ends_at=instance.ends_at,
        is_postponed=instance.is_postponed,
        has_report=instance.has_report,
    )


def connect() -> None:
    """Connect everything; called once, when the apps are ready."""
    post_save.connect(give_rights, sender=ThematicDayIndexPage)
    page_published.connect(derive_translations, sender=ThematicDayPage)
    page_unpublished.connect(withdraw_translations, sender=ThematicDayPage)
