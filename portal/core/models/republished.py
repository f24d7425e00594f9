"""What a page says when its text comes from elsewhere."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from wagtail_localize.fields import SynchronizedField

from portal.core.enums import Licence


class Republished(models.Model):
    """Source, author, licence and changes: what a licence asks to say."""

    override_translatable_fields = [SynchronizedField("source_author")]

    source_name = models.CharField(_("reprise de"), max_length=200, blank=True)
    source_url = models.URLField(_("adresse d’origine"), blank=True)
    source_author = models.CharField(_("auteur d’origine"), max_length=200, blank=True)
    source_licence = models.CharField(
        _("licence d’origine"), max_length=20, choices=Licence.choices, blank=True
    )
    source_retrieved_on = models.DateField(_("reprise le"), null=True, blank=True)
    changes_made = models.TextField(
        _("ce qui a été changé"),
        blank=True,
        help_text=_("Résumé, traduit, mis à jour… : la licence demande de le dire."),
    )

    class Meta:
        abstract = True

    @property
    def is_republished(self) -> bool:
        """True when the text comes from elsewhere."""
        return bool(self.source_name or self.source_url)

    @property
    def source_licence_url(self) -> str:
        """The address of the original's licence, or an empty string."""
        return Licence(self.source_licence).url if self.source_licence else ""
