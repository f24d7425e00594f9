"""French plurals and feminines, on folded words: what the stemmer leaves undone.

Snowball keeps the plural of « vélos » and « élus », and tells « festive » from « festif ».
"""

from portal.language import exceptions as known

FEMININES = (
    # (ending, what stands instead, shortest word)
    ("iere", "ier", 6),
    ("gere", "ger", 6),
    ("chere", "cher", 7),
    ("llere", "ller", 8),
    ("trice", "teur", 6),
    ("drice", "deur", 6),
    ("euse", "eur", 6),
    ("eure", "eur", 7),
    ("ive", "if", 6),
)


def singular(word: str) -> str:
    """Return the folded ``word`` without its mark of the plural.

    >>> singular("velos"), singular("lieux"), singular("animaux"), singular("lillois")
    ('velo', 'lieu', 'animal', 'lillois')
    """
    if word in known.SHORT_PLURALS:
        return word[:-1]
    if word in known.INVARIABLE or len(word) < 4:
        return word
    if word.endswith("x"):
        return _without_x(word)
    if not word.endswith("s") or word.endswith(("ss", "vers")):
        return word
    if word.endswith(("is", "clus", "fus")):
        return word
    if word.endswith(("as", "os", "us")) and len(word) < 5:
        return word
    return word[:-1]


def masculine(word: str) -> str:
    """Return the masculine of the folded, singular ``word``.

    >>> masculine("actrice"), masculine("bergere"), masculine("festive"), masculine("elue")
    ('acteur', 'berger', 'festif', 'elu')
    """
    if word in known.NOT_FEMININE or not word.endswith("e"):
        return word
    if word.endswith("ee"):
        return word[:-1]
    for ending, instead, shortest in FEMININES:
        if word.endswith(ending) and len(word) >= shortest:
            return word[: -len(ending)] + instead
    if word.endswith("ue") and len(word) > 3 and word[-3] not in "qgae":
        return word[:-1]
    return word


def infinitive(word: str) -> str:
    """Return the folded ``word`` without the ending of « ils cherchent ».

    >>> infinitive("cherchent"), infinitive("adherent"), infinitive("logement")
    ('cherche', 'adherent', 'logement')
    """
    if len(word) < 6 or not word.endswith("ent") or word in known.ENT_WORDS:
        return word
    if word.endswith("ment") and word not in known.MENT_VERBS:
        return word
    return word[:-2]


def _without_x(word: str) -> str:
    if word.endswith("eaux"):
        return word[:-1]
    if word.endswith("aux"):
        if word[:-1] in known.AU_NOUNS:
            return word[:-1]
        ail = word[:-3] + "ail"
        return ail if ail in known.AIL_NOUNS else word[:-3] + "al"
    if word.endswith("lieux") or word[:-1] in known.EU_NOUNS | known.OU_NOUNS:
        return word[:-1]
    return word
