"""Columns of the admin's lists."""

from django.utils.formats import date_format

from wagtail.admin.ui.tables import Column


class DayColumn(Column):
    """A day, as such: « il y a 0 minute » is what the library says of one to come."""

    def get_value(self, instance):
        """Return the day in words, or an empty string."""
        day = super().get_value(instance)
        return date_format(day) if day else ""
