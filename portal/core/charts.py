"""Figures as drawings: those of one indicator as bars, three counts as a radar."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any

# The drawing, in its own units: years stand left of the bars, values right of them.
BAR_START, BAR_LONGEST = 38, 112
BAR_STEP, TEXT_DROP, VALUE_GAP = 20, 11, 5
# Where the three axes of a radar start, and how far each leads: up, right, left.
RADAR_CENTRE = (110, 80)
RADAR_AXES = ((0, -56), (49, 28), (-49, 28))


@dataclass(frozen=True)
class Bar:
    """A year of an indicator, as a bar: from zero, so that lengths can be compared."""

    y: int
    text_y: int
    length: int
    value_x: int
    row: Any


@dataclass(frozen=True)
class Chart:
    """The bars of one indicator."""

    height: int
    bars: list[Bar]


@dataclass(frozen=True)
class Axis:
    """What one axis of a radar counts."""

    label: str
    count: int


@dataclass(frozen=True)
class Radar:
    """Three counts, and the triangle they make: the largest reaches its axis’s end."""

    axes: list[Axis]
    points: str


def radar_of(counts: Sequence[tuple[str, int]]) -> Radar | None:
    """Return the radar of three labelled ``counts``.

    None where fewer than two are more than zero: one alone draws a line that compares
    nothing.
    """
    if sum(count > 0 for _label, count in counts) < 2:
        return None
    most = max(count for _label, count in counts)
    across, down = RADAR_CENTRE
    points = [
        f"{across + round(x * count / most)},{down + round(y * count / most)}"
        for (x, y), (_label, count) in zip(RADAR_AXES, counts, strict=True)
    ]
    return Radar([Axis(label, count) for label, count in counts], " ".join(points))


def by_indicator(figures: Iterable[Any]) -> list[dict[str, Any]]:
    """Return ``figures`` of one indicator together, years in order.

    Each group holds its ``words``, its ``rows``, the ``last`` one, and its ``chart``:
    None for a single year. Groups stand in the order of their first rows.
    """
    figures = list(figures)
    ordered = sorted(figures, key=lambda row: (row.indicator, row.year or 0))
    groups = [
        list(group) for _indicator, group in groupby(ordered, lambda row: row.indicator)
    ]
    place = {row.pk: rank for rank, row in enumerate(figures)}
    groups.sort(key=lambda group: min(place[row.pk] for row in group))
    return [
        {
            "words": group[0].words,
            "rows": group,
            "last": group[-1],
            "chart": chart_of(group),
        }
        for group in groups
    ]


def chart_of(rows: list[Any]) -> Chart | None:
    """Return the bars of ``rows``, or None where there is nothing to compare."""
    drawn = [row for row in rows if row.value is not None and row.value >= 0]
    most = max((row.value for row in drawn), default=0)
    if len(drawn) < 2 or len(drawn) < len(rows) or not most:
        return None
    bars = []
    for rank, row in enumerate(drawn):
        length = round(BAR_LONGEST * row.value / most)
        top = rank * BAR_STEP
        bars.append(
            Bar(top, top + TEXT_DROP, length, BAR_START + length + VALUE_GAP, row)
        )
    return Chart(len(drawn) * BAR_STEP, bars)
