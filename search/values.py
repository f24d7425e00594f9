"""The values of a facet with their numbers, in the order a reader expects."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from search.engines.contract import Results
from search.facet import Facet
from search.forms import Selection
from search.options import Option, find_all


@dataclass(frozen=True)
class CountedValue:
    """A value, and what the list holds with it alone in its facet."""

    option: Option
    count: int
    selected: bool
    depth: int = 0

    @property
    def value(self) -> str:
        """What stands in addresses."""
        return self.option.value

    @property
    def label(self) -> str:
        """What the reader sees."""
        return self.option.label


def facet_values(
    facets: Sequence[Facet], selection: Selection, results: Results, language: str
) -> dict[str, list[CountedValue]]:
    """Return for each of ``facets`` its values that have a number or are selected."""
    chosen = {facet.name: set(selection.values(facet.name)) for facet in facets}
    options = find_all(
        {
            facet.name: (
                facet.options,
                {*results.counts.get(facet.name, {}), *chosen[facet.name]},
            )
            for facet in facets
        },
        language,
    )
    shown = {}
    for facet in facets:
        numbers = results.counts.get(facet.name, {})
        values = [
            CountedValue(
                option,
                numbers.get(option.value, 0),
                option.value in chosen[facet.name],
            )
            for option in options[facet.name]
        ]
        if facet.options.by_count:
            values.sort(key=lambda value: -value.count)
        shown[facet.name] = _as_tree(values)
    return shown


def _as_tree(values: list[CountedValue]) -> list[CountedValue]:
    """Return ``values`` with each after the one it lies in, in the same order else."""
    present = {value.value for value in values}
    children = defaultdict(list)
    for value in values:
        parent = value.option.parent
        children[parent if parent in present else ""].append(value)
    ordered: list[CountedValue] = []

    def visit(key: str, depth: int) -> None:
        for value in children.pop(key, ()):
            ordered.append(
                CountedValue(value.option, value.count, value.selected, depth)
            )
            visit(value.value, depth + 1)

    visit("", 0)
    return ordered
