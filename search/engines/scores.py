"""Which pages answer to a text, and how well: sets of pages by score."""

from collections import defaultdict
from collections.abc import Callable, Mapping
from functools import reduce

from pyroaring import BitMap

from portal.language.concepts import Concept
from search.query import TextQuery
from search.texts import WEIGHTS

# What a concept adds to a page's score by the best place it stands in.
POINTS = dict(zip(WEIGHTS, (8, 4, 2, 1), strict=True))
PagesOf = Callable[[list[str]], Mapping[str, BitMap]]


def marked_words(query: TextQuery) -> list[str]:
    """Return all that the index may hold for ``query``, each once."""
    return list(
        dict.fromkeys(
            term.marked(weight)
            for concept in query.concepts
            for way in concept.alternatives
            for term in way
            for weight in WEIGHTS[: query.lowest]
        )
    )


def answering(
    query: TextQuery, among: BitMap, pages_of: PagesOf
) -> tuple[int, dict[int, BitMap]]:
    """Return how many concepts are needed, and the pages that hold them by score.

    The score adds up the points of each concept where it stands best, more for a rare
    one: whole numbers, that do not depend on the engine.
    """
    held = pages_of(marked_words(query))
    # (concepts held, score) -> pages; those that hold none are left out at the end.
    levels: dict[tuple[int, int], BitMap] = {(0, 0): among}
    for concept, rarity in zip(query.concepts, query.rarities, strict=True):
        levels = _with_concept(levels, _by_points(concept, rarity, query.lowest, held))
    most = max((count for (count, _score), pages in levels.items() if pages), default=0)
    needed = most if most >= query.least else len(query.concepts)
    scores: dict[int, BitMap] = defaultdict(BitMap)
    for (count, score), pages in levels.items():
        if count >= max(needed, 1):
            scores[score] |= pages
    return needed, dict(scores)


def _with_concept(
    levels: dict[tuple[int, int], BitMap], by_points: list[tuple[int, BitMap]]
) -> dict[tuple[int, int], BitMap]:
    after: dict[tuple[int, int], BitMap] = {}

    def add(key: tuple[int, int], pages: BitMap) -> None:
        if pages:
            after[key] = after[key] | pages if key in after else pages

    for (count, score), pages in levels.items():
        rest = pages
        for points, holding in by_points:
            add((count + 1, score + points), rest & holding)
            rest = rest - holding
        add((count, score), rest)
    return after


def _by_points(
    concept: Concept, rarity: int, lowest: int, held: Mapping[str, BitMap]
) -> list[tuple[int, BitMap]]:
    """Return the pages that hold ``concept`` at each weight or above, best first."""
    found = []
    for weight in WEIGHTS[:lowest]:
        pages = BitMap()
        for way in concept.alternatives:
            terms = [
                reduce(
                    BitMap.__or__,
                    (held[term.marked(each)] for each in WEIGHTS[:weight]),
                )
                for term in way
            ]
            pages |= reduce(BitMap.__and__, terms)
        found.append((POINTS[weight] * rarity, pages))
    return found
