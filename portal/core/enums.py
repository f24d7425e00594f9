"""Closed lists that developers own and every app may use."""

from django.db import models
from django.utils.translation import gettext_lazy as _

LICENCE_URLS = {
    "cc-by-sa-4.0": "https://creativecommons.org/licenses/by-sa/4.0/deed.fr",
    "cc-by-4.0": "https://creativecommons.org/licenses/by/4.0/deed.fr",
    "cc-by-nc-sa-4.0": "https://creativecommons.org/licenses/by-nc-sa/4.0/deed.fr",
    "cc0-1.0": "https://creativecommons.org/publicdomain/zero/1.0/deed.fr",
    "lo-2.0": "https://www.etalab.gouv.fr/licence-ouverte-open-licence/",
}


class Licence(models.TextChoices):
    """Under which terms a content may be reused; the value is near its SPDX name."""

    CC_BY_SA = "cc-by-sa-4.0", "CC BY-SA 4.0"
    CC_BY = "cc-by-4.0", "CC BY 4.0"
    CC_BY_NC_SA = "cc-by-nc-sa-4.0", "CC BY-NC-SA 4.0"
    CC0 = "cc0-1.0", "CC0 1.0"
    OPEN_LICENCE = "lo-2.0", _("Licence Ouverte 2.0")
    ALL_RIGHTS = "tous-droits", _("Tous droits réservés, reproduit avec accord")
    UNKNOWN = "inconnue", _("Licence inconnue")

    @property
    def url(self) -> str:
        """The address of the licence's text, or an empty string."""
        return LICENCE_URLS.get(self.value, "")
