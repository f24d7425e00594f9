"""What narrows the report « Recherches » of the admin, and makes lines of its rows."""

from datetime import timedelta

from django.db.models import Count, Max, OuterRef, Q, QuerySet, Subquery, Sum
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from wagtail.admin.filters import WagtailFilterSet
from wagtail.coreutils import get_content_languages

import django_filters

from portal.core.models.base import SOURCE_LANGUAGE
from practices.models import Territory
from search.counting import BAR, DAYS, TIMES
from search.facets import TERRITORY, THEME
from search.lists import LISTS
from search.models import CountedSearch
from search.options import find_all

# What is one line of the report.
SAME = ("text", "listing", "language")
MONTH, YEAR = "30", "365"
NOTHING = "rien"


def told_values(column: str) -> set[str]:
    """Return the slugs that the column of told searches holds."""
    rows = CountedSearch.objects.told().exclude(**{column: ""})
    held = rows.order_by().values_list(column, flat=True).distinct()
    return {slug for text in held for slug in text.strip(BAR).split(BAR)}


def listing_choices() -> list[tuple[str, str]]:
    """Return the lists that one asks, as readers know them."""
    return [(each.name, str(each.wording.title)) for each in LISTS if each.has_page]


def theme_choices() -> list[tuple[str, str]]:
    """Return the themes that were chosen with a text."""
    return _choices(THEME, told_values("themes"))


def territory_choices() -> list[tuple[str, str]]:
    """Return the territories that were chosen with a text, and those around them."""
    around = Territory.objects.filter(
        pk__in=Territory.objects.filter(slug__in=told_values("territories")).values(
            "lineage"
        )
    )
    return _choices(TERRITORY, set(around.values_list("slug", flat=True)))


def _choices(facet, slugs: set[str]) -> list[tuple[str, str]]:
    found = find_all({facet.name: (facet.options, slugs)}, SOURCE_LANGUAGE)
    return [(option.value, option.label) for option in found[facet.name]]


class SearchesFilterSet(WagtailFilterSet):
    """Narrows the rows first, then makes one line of each text."""

    found = django_filters.ChoiceFilter(
        label=_("Trouvé"),
        choices=[(NOTHING, _("Rien trouvé la dernière fois"))],
        empty_label=_("Tout"),
        method="leave",
    )
    period = django_filters.ChoiceFilter(
        label=_("Période"),
        choices=[(YEAR, _("Depuis un an"))],
        empty_label=_("Depuis 30 jours"),
        method="leave",
    )
    listing = django_filters.ChoiceFilter(label=_("Où"), choices=listing_choices)
    theme = django_filters.ChoiceFilter(
        label=_("Thème"), choices=theme_choices, method="with_theme"
    )
    territory = django_filters.ChoiceFilter(
        label=_("Territoire"), choices=territory_choices, method="with_territory"
    )
    language = django_filters.ChoiceFilter(
        label=_("Langue"), choices=lambda: list(get_content_languages().items())
    )

    class Meta:
        model = CountedSearch
        fields: list[str] = []

    def leave(self, rows: QuerySet, name: str, value: str) -> QuerySet:
        """Return ``rows``: what it asks of is known once all filters are."""
        return rows

    def with_theme(self, rows: QuerySet, name: str, value: str) -> QuerySet:
        """Return the searches made with that theme."""
        return rows.filter(themes__contains=f"{BAR}{value}{BAR}")

    def with_territory(self, rows: QuerySet, name: str, value: str) -> QuerySet:
        """Return the searches made with that territory, or one that lies in it."""
        inside = Territory.objects.filter(lineage__slug=value)
        asked = told_values("territories") & set(inside.values_list("slug", flat=True))
        condition = Q(pk__in=[])
        for slug in asked:
            condition |= Q(territories__contains=f"{BAR}{slug}{BAR}")
        return rows.filter(condition)

    def filter_queryset(self, queryset: QuerySet) -> QuerySet:
        """Return one line for each text, with how often it was asked, and when last."""
        # Without what makes no sense: an unknown value narrows by nothing.
        chosen = self.form.cleaned_data
        days = timedelta(days=int(chosen.get("period") or MONTH))
        rows = super().filter_queryset(queryset)
        rows = rows.filter(day__gt=timezone.localdate() - days)
        is_narrowed = chosen.get("theme") or chosen.get("territory")
        if not is_narrowed:
            # The same person looked for the same text before.
            rows = rows.filter(is_refinement=False)
        rows = rows.order_by()
        last = rows.filter(**{name: OuterRef(name) for name in SAME})
        if not is_narrowed:
            # What a text finds is what it finds alone, where it was asked so.
            last = last.annotate(is_alone=Q(themes="", territories=""))
            last = last.order_by("-is_alone", "-day", "-pk")
        else:
            last = last.order_by("-day", "-pk")
        lines = rows.values(*SAME).annotate(
            asked=Sum("times"),
            last_day=Max("day"),
            last_results=Subquery(last.values("results")[:1]),
        )
        if is_narrowed:
            # What one person of a village asked once is not told because others, asking
            # elsewhere, made the text frequent.
            lines = lines.annotate(days=Count("day", distinct=True))
            lines = lines.filter(asked__gte=TIMES, days__gte=DAYS)
        return lines.filter(last_results=0) if chosen.get("found") == NOTHING else lines
