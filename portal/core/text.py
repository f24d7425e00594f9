"""Plain text: folding, for matching words as people type them."""

import re
import unicodedata

WORD = re.compile(r"[a-z0-9]+")
# Not what holds two words together: « 12 € », « quoi ? ».
BREAK = re.compile(r"[ \t\r\n]+")


def fold(text: str) -> str:
    """Return ``text`` in lower case with accents and ligatures folded."""
    lowered = text.lower().replace("œ", "oe").replace("æ", "ae")
    decomposed = unicodedata.normalize("NFKD", lowered)
    return "".join(c for c in decomposed if not unicodedata.combining(c))


def first_words(text: str, number: int) -> str:
    """Return the first ``number`` words of ``text``, with « … » where some are left out.

    The library's own filter makes plain spaces of those that keep words together.
    """
    words = BREAK.split(text.strip(" \t\r\n"))
    if len(words) <= number:
        return " ".join(words)
    return f"{' '.join(words[:number])}…"


def words_of(text: str) -> list[str]:
    """Return the folded words of ``text``, in order, letters and digits only."""
    return WORD.findall(fold(text))
