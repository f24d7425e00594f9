"""What a page that tells something owes to whoever takes it up: picture and licence."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from portal.core.enums import Licence


class Licensed(models.Model):
    """A text under a licence, with its picture."""

    picture = models.ForeignKey(
        "core.PortalImage",
        verbose_name=_("image"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text=_("Avec son texte alternatif, son crédit et sa licence."),
    )
    licence = models.CharField(
        _("licence du texte"),
        max_length=20,
        choices=Licence.choices,
        default=Licence.CC_BY_SA,
    )

    class Meta:
        abstract = True

    @property
    def licence_url(self) -> str:
        """The address of the licence's text, or an empty string."""
        return Licence(self.licence).url if self.licence else ""
