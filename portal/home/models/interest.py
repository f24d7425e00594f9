"""Who asked to be told that a guide is out: an address, until it is told."""

from datetime import timedelta

from django.db import models
from django.db.models.functions import Lower
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from portal.home.models.publication import Publication

# How long the link of the confirmation is good.
LINK_KEPT_FOR = timedelta(days=3)
# A guide may never come out.
KEPT_FOR = timedelta(days=730)
# The trace of the sender serves to count what they send in a day, then goes.
SENDER_KEPT_FOR = timedelta(days=1)


class InterestRequestQuerySet(models.QuerySet):
    """The business filters of interests."""

    def confirmed(self):
        """Those whose address is known to be theirs."""
        return self.filter(confirmed_at__isnull=False)

    def to_tell(self):
        """Those who wait for a guide that anyone may read now."""
        out = Publication.objects.published().sources().out()
        return self.confirmed().filter(publication__in=out.values("pk"))


class InterestRequest(models.Model):
    """An address that waits for a guide; it counts once its owner has said so."""

    # Not a use of the page: deleting it must not warn of it.
    wagtail_reference_index_ignore = True

    # The French page: translations come and go.
    publication = models.ForeignKey(
        Publication,
        verbose_name=_("guide"),
        on_delete=models.CASCADE,
        related_name="interests",
    )
    email = models.EmailField(_("adresse électronique"))
    language = models.CharField(_("langue"), max_length=10)
    # Each time anyone types the address: limits count what is sent, known or not.
    asked_at = models.DateTimeField(_("demandé le"), default=timezone.now)
    sender_key = models.CharField(
        max_length=64, blank=True, db_index=True, editable=False
    )
    mailed_at = models.DateTimeField(_("confirmation envoyée le"))
    confirmed_at = models.DateTimeField(_("confirmé le"), null=True, blank=True)

    objects = InterestRequestQuerySet.as_manager()

    class Meta:
        verbose_name = _("personne à prévenir")
        verbose_name_plural = _("personnes à prévenir")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                "publication", Lower("email"), name="one_interest_for_an_address"
            )
        ]

    def __str__(self) -> str:
        # Without the address: this is shown in logs and confirmations.
        return f"{self._meta.verbose_name} {self.pk}"
