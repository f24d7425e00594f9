"""What is said of a text, and what else to try where nothing answers."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from portal.core.typography import colon, quoted
from search.engine import count_without_text
from search.engines.contract import Results
from search.forms import Selection
from search.query import others_meant


@dataclass(frozen=True)
class Suggestion:
    """A criterion to drop when nothing answers to all of them."""

    label: str
    url: str
    count: int


@dataclass(frozen=True)
class Link:
    """An address and what it leads to."""

    label: str
    url: str


def notes_on(selection: Selection, results: Results) -> list[str]:
    """Return what was done with the text: corrected, loosened, left aside."""
    if selection.q and not selection.words:
        return [
            _(
                "Rien ne peut être cherché dans ce texte\u00a0: il y faut des lettres ou"
                " des chiffres. Voici la liste sans lui."
            )
        ]
    notes = [
        _(
            "Aucune page ne contient «\u00a0%(typed)s\u00a0»\u00a0: nous avons"
            " cherché «\u00a0%(found)s\u00a0»."
        )
        % {"typed": each.typed, "found": each.found}
        for each in results.query.corrections
    ]
    if results.count and results.is_relaxed:
        notes.append(
            _(
                "Rien dans cette liste ne contient tous ces mots à la fois\u00a0: voici"
                " ce qui s’en approche le plus."
            )
        )
    return notes


def texts_meant(
    selection: Selection, results: Results, language: str, path: str
) -> list[Link]:
    """Return texts that may have been meant, with the list each gives; names first."""
    # No index knows which of them a criterion would leave.
    names = [] if selection.chosen else selection.listing.names_meant(selection.words)
    return [
        Link(text, selection.with_text(text).url(path))
        for text in [*names, *others_meant(results.query, language)]
    ]


def criteria_to_drop(
    selection: Selection, results: Results, language: str, path: str
) -> list[Suggestion]:
    """Return which criterion to drop, with what that would give, the best first."""
    found = []
    if selection.words:
        count = count_without_text(selection, language)
        label = _("Sans le texte «\u00a0%(text)s\u00a0»") % {"text": selection.q}
        found.append((label, selection.without_text(), count))
    for facet in selection.listing.facets:
        if selection.values(facet.name):
            options = selection.chosen[facet.name]
            label = _("Sans %(values)s") % {
                "values": ", ".join(quoted(option.label) for option in options)
            }
            without = selection.with_facet(facet.name, ())
            found.append((label, without, results.without.get(facet.name, 0)))
    suggestions = [
        Suggestion(
            f"{label}{colon()}{selection.listing.wording.count(count)}",
            without.url(path),
            count,
        )
        for label, without, count in found
        if count
    ]
    return sorted(suggestions, key=lambda suggestion: -suggestion.count)
