"""Plain text: folding, for matching words as people type them."""

import re
import unicodedata

WORD = re.compile(r"[a-z0-9]+")


def fold(text: str) -> str:
    """Return ``text`` in lower case with accents and ligatures folded."""
    lowered = text.lower().replace("œ", "oe").replace("æ", "ae")
    decomposed = unicodedata.normalize("NFKD", lowered)
    return "".join(c for c in decomposed if not unicodedata.combining(c))


def words_of(text: str) -> list[str]:
    """Return the folded words of ``text``, in order, letters and digits only."""
    return WORD.findall(fold(text))
