"""What each site says of itself."""

from django.core.validators import RegexValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.contrib.settings.models import BaseSiteSetting, register_setting

PHONE = RegexValidator(
    r"^\+?[0-9][0-9 .\u00a0\u202f-]{3,28}$",
    _("Écrivez un numéro de téléphone, comme 04 65 71 00 00."),
)


@register_setting(icon="home")
class PortalSettings(BaseSiteSetting):
    """The name of the network and who answers for the site."""

    network_name = models.CharField(
        _("nom du portail"),
        max_length=80,
        default="Pratiques à partager",
        help_text=_("Affiché en tête de chaque page."),
    )
    territory_name = models.CharField(
        _("territoire"),
        max_length=80,
        default="Centres sociaux de la Drôme",
        help_text=_("Affiché sous le nom : le réseau ou le département."),
    )
    publisher = models.TextField(
        _("éditeur"),
        blank=True,
        help_text=_("Qui publie le portail, en une phrase, au pied de chaque page."),
    )
    contact_email = models.EmailField(
        _("boîte de réception du portail"),
        blank=True,
        help_text=_(
            "Reçoit les questions auxquelles aucune structure ne peut répondre. "
            "Jamais affichée."
        ),
    )

    postal_address = models.TextField(
        _("adresse postale"),
        blank=True,
        help_text=_("Affichée au pied de chaque page : celle de l’organisme."),
    )
    website = models.URLField(
        _("site de l’éditeur"),
        blank=True,
        help_text=_("Affiché au pied de chaque page."),
    )
    phone = models.CharField(
        _("téléphone"),
        max_length=30,
        blank=True,
        validators=[PHONE],
        help_text=_("Celui de l’accueil de l’organisme, jamais celui d’une personne."),
    )
    second_publisher = models.CharField(
        _("second organisme"),
        max_length=200,
        blank=True,
        help_text=_(
            "S’ils sont deux à porter le portail : son nom, au pied des pages."
        ),
    )
    second_postal_address = models.TextField(
        _("adresse postale du second organisme"), blank=True
    )
    second_phone = models.CharField(
        _("téléphone du second organisme"),
        max_length=30,
        blank=True,
        validators=[PHONE],
    )
    second_website = models.URLField(_("site du second organisme"), blank=True)

    panels = [
        FieldPanel("network_name"),
        FieldPanel("territory_name"),
        FieldPanel("publisher"),
        FieldPanel("postal_address"),
        FieldPanel("phone"),
        FieldPanel("website"),
        MultiFieldPanel(
            [
                FieldPanel("second_publisher"),
                FieldPanel("second_postal_address"),
                FieldPanel("second_phone"),
                FieldPanel("second_website"),
            ],
            heading=_("Si deux organismes portent le portail"),
        ),
        FieldPanel("contact_email"),
    ]

    class Meta:
        verbose_name = _("réglages du portail")
