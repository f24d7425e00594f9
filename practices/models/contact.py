"""The person whom readers may ask for by name: told with consent, until a date."""

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from wagtail_localize.fields import SynchronizedField


class NamedContact(models.Model):
    """A page that may name a contact; questions go through the relay all the same."""

    contact_name = models.CharField(
        _("nom du contact"),
        max_length=120,
        blank=True,
        help_text=_(
            "Avec son accord\u00a0: à qui demander, au téléphone ou sur place."
        ),
    )
    contact_role = models.CharField(
        _("son rôle"),
        max_length=120,
        blank=True,
        help_text=_("«\u00a0référente vélo\u00a0». Un rôle sans nom suffit souvent."),
    )
    contact_until = models.DateField(
        _("accord valable jusqu’au"),
        null=True,
        blank=True,
        help_text=_("Passé ce jour, le nom n’est plus affiché."),
    )

    override_translatable_fields = [SynchronizedField("contact_name")]

    class Meta:
        abstract = True

    @property
    def named_contact(self) -> str:
        """The name that may be shown today, or an empty string."""
        agrees = self.contact_until and self.contact_until >= timezone.localdate()
        return self.contact_name if agrees else ""

    def contact_in(self, words: "NamedContact") -> str:
        """Return the contact this French page tells, its role in the words of ``words``."""
        role = words.contact_role or self.contact_role
        return ", ".join(filter(None, [self.named_contact, role]))
