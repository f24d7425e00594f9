"""Bands of ages, and which practices are for people of a band."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class AgeBand(models.TextChoices):
    """Ages as people name them. Values stand in addresses: never change one."""

    TODDLERS = "0-2", _("0 à 2 ans")
    PRESCHOOL = "3-5", _("3 à 5 ans")
    CHILDREN = "6-11", _("6 à 11 ans")
    TEENAGERS = "12-17", _("12 à 17 ans")
    YOUNG_ADULTS = "18-25", _("18 à 25 ans")
    ADULTS = "26-59", _("26 à 59 ans")
    ELDERS = "60-et-plus", _("60 ans et plus")

    @property
    def bounds(self) -> tuple[int, int | None]:
        """The first and the last age of the band; None when it has no last one."""
        first, last = self.value.split("-", 1)
        return int(first), int(last) if last.isdigit() else None


def of_age(value: str) -> Q:
    """Return the condition « for some age of the band ``value`` ».

    A practice that gives one bound only is open on the other side; one that gives none
    says nothing of ages, and is in no band.
    """
    first, last = AgeBand(value).bounds
    condition = Q(age_min__isnull=False) | Q(age_max__isnull=False)
    condition &= Q(age_max=None) | Q(age_max__gte=first)
    if last is not None:
        condition &= Q(age_min=None) | Q(age_min__lte=last)
    return condition
