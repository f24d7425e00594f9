"""The business filters of days."""

from datetime import datetime

from django.db.models import F, Q

from portal.core.models import BasePageQuerySet


class DayQuerySet(BasePageQuerySet):
    """The business filters of days; each day is either to come or past."""

    def coming(self, at: datetime):
        """Days that have not ended at the instant ``at``, the nearest first."""
        return self.filter(Q(ends_at__gt=at) | Q(ends_at=None)).order_by(
            F("starts_at").asc(nulls_last=True), "pk"
        )

    def past(self, at: datetime):
        """Days that have ended at the instant ``at``, the latest first."""
        return self.filter(ends_at__lte=at).order_by("-ends_at", "-pk")

    def going_ahead(self):
        """Days that are neither called off nor put off without new hours."""
        return self.filter(cancelled_on=None, is_postponed=False)
