"""What was answered at the addresses elsewhere that public pages show."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class LinkTrouble(models.TextChoices):
    """Why nothing could be read at an address."""

    STATUS = "statut", _("la page n’est plus là")
    TIMEOUT = "delai", _("pas de réponse à temps")
    UNKNOWN_HOST = "nom", _("ce site n’existe pas ou plus")
    UNREACHABLE = "connexion", _("la connexion ne se fait pas")
    PRIVATE = (
        "interne",
        _("adresse d’un réseau privé, que les lecteurs n’atteignent pas"),
    )
    LOOP = "renvois", _("trop de renvois d’une adresse à l’autre")


class CheckedLink(models.Model):
    """An address that public pages show, and when it is to be asked again."""

    url = models.URLField(_("lien"), max_length=500, unique=True)
    due_at = models.DateTimeField(_("à demander le"), db_index=True)
    # Since when it fails; it is told once it has failed again a week later.
    failing_since = models.DateTimeField(_("depuis"), null=True)
    is_broken = models.BooleanField(_("à revoir"), default=False, db_index=True)
    trouble = models.CharField(
        _("ce qui a été répondu"),
        max_length=20,
        choices=LinkTrouble.choices,
        blank=True,
    )
    status = models.PositiveSmallIntegerField(_("statut"), null=True)

    class Meta:
        verbose_name = _("lien vérifié")
        verbose_name_plural = _("liens vérifiés")

    def __str__(self) -> str:
        return self.url

    @property
    def answer(self) -> str:
        """What was answered, in words, with the number for who knows it."""
        said = str(self.get_trouble_display())
        return f"{said} ({self.status})" if self.status else said
