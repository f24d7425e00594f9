"""Letters without what people leave out: case, accents, ligatures."""

import re
import unicodedata

# What Unicode does not take apart.
LETTERS = str.maketrans(
    {
        "œ": "oe",
        "æ": "ae",
        "ß": "ss",
        "ø": "o",
        "ł": "l",
        "đ": "d",
        "ı": "i",
        "ð": "d",
        "þ": "th",
    }
)
OTHER = re.compile(r"[^a-z0-9]+")
# With its two marks a word of the index has forty letters; a longer one is no word.
MAX_LENGTH = 38


def lowered(text: str) -> str:
    """Return ``text`` in lower case, accents kept, each letter in one character.

    >>> lowered("ÉTÉ")
    'été'
    """
    return unicodedata.normalize("NFC", text.lower())


def fold(text: str) -> str:
    """Return the letters and digits of ``text`` without accents, so many at most.

    >>> fold("Cœur"), fold("CO₂"), fold("éco-gestes")
    ('coeur', 'co2', 'ecogestes')
    """
    # A few characters become several; none of what is kept is lost.
    text = text[: MAX_LENGTH * 4].lower().translate(LETTERS)
    if not text.isascii():
        text = unicodedata.normalize("NFKD", text).lower()
    return OTHER.sub("", text)[:MAX_LENGTH]
