"""Someone's agreement to be named: since when, and until when."""

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


def agreed_q() -> Q:
    """Return the condition of ``Consented.has_consent``, today."""
    today = timezone.localdate()
    ends_later = Q(consent_until=None) | Q(consent_until__gt=today)
    return Q(consent_given_on__lte=today) & ends_later


class Consented(models.Model):
    """A row that names someone, for as long as they agree."""

    consent_given_on = models.DateField(
        _("accord donné le"),
        null=True,
        blank=True,
        help_text=_("Sans accord, le nom n’est pas affiché."),
    )
    consent_until = models.DateField(
        _("fin de l’accord"),
        null=True,
        blank=True,
        help_text=_("Ce jour-là, le nom se retire de lui-même."),
    )

    class Meta:
        abstract = True

    def clean(self):
        """Refuse a consent that ends before it was given."""
        super().clean()
        given, until = self.consent_given_on, self.consent_until
        if given and until and until <= given:
            raise ValidationError(
                {"consent_until": _("L’accord finit avant d’avoir été donné.")}
            )

    @property
    def has_consent(self) -> bool:
        """True when who is named agrees today; the day consent ends is without it."""
        today = timezone.localdate()
        given, until = self.consent_given_on, self.consent_until
        return bool(given and given <= today and (not until or today < until))
