"""The key from a row to the démarche's page, and the years rows may name."""

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models

from modelcluster.fields import ParentalKey

YEARS = [MinValueValidator(1900), MaxValueValidator(2100)]


def parent_of(related_name: str) -> ParentalKey:
    """Return the key from a row to the démarche's page."""
    return ParentalKey(
        "home.ApproachPage", on_delete=models.CASCADE, related_name=related_name
    )
