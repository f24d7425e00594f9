"""One stem for the forms of a word, in French and in English.

A stem is a function of the *folded* word, so that « resilience » and « résilience » meet
whatever the stemmer would do with the accent.
"""

import threading
from functools import lru_cache

import Stemmer

from portal.language import exceptions
from portal.language.folding import fold
from portal.language.inflection import infinitive, masculine, singular

ALGORITHMS = {"fr": "french", "en": "english"}
LANGUAGES = tuple(ALGORITHMS)
# Nothing shorter is left of a longer word: « café » is not « CAF ».
SHORTEST = 4

# An object of PyStemmer works on a buffer of its own: one for each thread.
_local = threading.local()


@lru_cache(maxsize=50_000)
def stem(word: str, language: str) -> str:
    """Return the stem of ``word`` in ``language``; empty when it has no letter or digit.

    >>> stem("Vélos", "fr"), stem("ambassadrices", "fr"), stem("bicycles", "en")
    ('velo', 'ambassadeu', 'bicycl')
    """
    folded = fold(word)
    if not folded or not folded.isalpha():
        return folded
    return _french(folded) if language == "fr" else _snowball(folded, language)


def _french(word: str) -> str:
    for change in (str, singular, masculine, infinitive):
        word = change(word)
        if word in exceptions.STEMS:
            return exceptions.STEMS[word]
        if word in exceptions.INSTEAD:
            word = exceptions.INSTEAD[word]
            # The form it goes with may have a stem of its own.
            if word in exceptions.STEMS:
                return exceptions.STEMS[word]
            break
    if word.endswith("eur") and word[:-3] in exceptions.AGENTS:
        word = word[:-3] + "er"
        if word in exceptions.STEMS:
            return exceptions.STEMS[word]
    if len(word) > 4 and word.endswith(("eur", "eux")) and not word.endswith("ateur"):
        # « chanteur » and « chanteuse », « heureux » and « heureuse »: one ending.
        return word[:-1]
    found = _snowball(word, "fr")
    # A short word stripped of its ending meets acronyms: it keeps an e for all of them.
    return found + "e" if len(found) < SHORTEST and found != word else found


def _snowball(word: str, language: str) -> str:
    stemmers = _local.__dict__
    if language not in stemmers:
        # What it would remember, `stem` remembers already.
        stemmers[language] = Stemmer.Stemmer(ALGORITHMS[language], 0)
    return stemmers[language].stemWord(word)
