"""What was said to those who keep a page: each thing once."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from wagtail.models import Page

from practices.enums import Nudge


class Reminder(models.Model):
    """A message sent about a page: its check is old, its agreement ends."""

    # Not a use of the page: deleting it must not warn of it.
    wagtail_reference_index_ignore = True

    page = models.ForeignKey(
        Page, verbose_name=_("page"), on_delete=models.CASCADE, related_name="+"
    )
    kind = models.CharField(_("objet"), max_length=20, choices=Nudge.choices)
    # The day it is about: a later check, another agreement is another reminder.
    about = models.DateField(_("à propos du"))
    sent_at = models.DateTimeField(_("envoyé le"), auto_now_add=True)

    class Meta:
        verbose_name = _("rappel")
        verbose_name_plural = _("rappels")
        constraints = [
            models.UniqueConstraint(
                fields=["page", "kind", "about"], name="one_reminder_of_each"
            )
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} – {self.page}"
