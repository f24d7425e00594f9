"""Whether one mistake makes a word of another: a slip of the fingers, or of the ear.

« velso » is « vélos » and « légimes » are « légumes », but « lion » is not « lien »: in a
short word, what no finger and no ear mixes up is another word.
"""

from portal.language.sounds import sound_of

# Rows of a French keyboard: neighbours in a row, and from one row to the next.
ROWS = ("azertyuiop", "qsdfghjklm", "wxcvbn")
VOWELS = frozenset("aeiouy")
# Below, a word lacks no letter that can be guessed: « cuir » is not « cuire ».
MAY_LACK = 5
# From there on vowels may be mixed up…
MIXES_VOWELS = 6
# …and from there on any letter: few other words are so near.
ANY_LETTER = 7


def is_slip(typed: str, meant: str) -> bool:
    """Return True if ``typed``, one mistake away from ``meant``, was likely meant so.

    Both are folded singulars.

    >>> is_slip("velso", "velo"), is_slip("tigre", "tire")
    (True, False)
    """
    if len(typed) >= ANY_LETTER or sound_of(typed) == sound_of(meant):
        return True
    # Letters swapped with the mark of the plural.
    if len(typed) == len(meant) + 1 and _is_swapped(typed, meant + "s"):
        return True
    start = _common(typed, meant)
    end = _common(typed[start:][::-1], meant[start:][::-1])
    is_added = typed[start : len(typed) - end]
    is_lost = meant[start : len(meant) - end]
    if not is_added:
        return len(typed) >= MAY_LACK
    if len(is_added) == 2:
        return _is_swapped(typed, meant)
    if not is_lost:
        around = typed[max(start - 1, 0) : start] + typed[start + 1 : start + 2]
        return any(are_neighbours(is_added, each) for each in around)
    if are_neighbours(is_added, is_lost):
        return True
    return len(typed) >= MIXES_VOWELS and {is_added, is_lost} <= VOWELS


def are_neighbours(one: str, other: str) -> bool:
    """Return True if the letters ``one`` and ``other`` touch each other on keyboards.

    >>> are_neighbours("i", "u"), are_neighbours("p", "v")
    (True, False)
    """
    return other in NEIGHBOURS.get(one, ())


def _is_swapped(one: str, other: str) -> bool:
    """Return True if two letters side by side change places, and nothing else."""
    start = _common(one, other)
    return (
        len(one) == len(other)
        and one[start : start + 2] == other[start : start + 2][::-1]
        and one[start + 2 :] == other[start + 2 :]
    )


def _common(one: str, other: str) -> int:
    """Return how many letters ``one`` and ``other`` begin with alike."""
    number = 0
    for a, b in zip(one, other, strict=False):
        if a != b:
            break
        number += 1
    return number


def _neighbours() -> dict[str, frozenset[str]]:
    near: dict[str, set[str]] = {letter: set() for row in ROWS for letter in row}
    for rank, row in enumerate(ROWS):
        below = ROWS[rank + 1] if rank + 1 < len(ROWS) else ""
        for place, letter in enumerate(row):
            those = row[place + 1 : place + 2] + below[max(place - 1, 0) : place + 1]
            for each in those:
                near[letter].add(each)
                near[each].add(letter)
    return {letter: frozenset(those) for letter, those in near.items()}


NEIGHBOURS = _neighbours()
