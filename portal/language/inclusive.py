"""Inclusive writing: « habitant·e·s » in all its shapes, and the words it stands for."""

# What may stand between the letters of one word written for all.
DOTS = frozenset("·•‧∙⋅・．")
SIGNS = DOTS | frozenset(".-‐‑()/")

# Endings that take the place of another: (ending, that of the masculine, instead).
REPLACED = (
    (("euse", "se"), "eur", "euse"),
    (("rice", "ice"), "eur", "rice"),
    (("trice",), "teur", "trice"),
    (("euse", "se"), "eux", "euse"),
    (("ère", "ere", "re"), "er", "ère"),
    (("ière", "iere", "ère", "ere", "re"), "ier", "ière"),
    (("ive", "ve"), "if", "ive"),
    (("euve", "ve"), "euf", "euve"),
    (("enne",), "en", "enne"),
    (("onne",), "on", "onne"),
    (("ienne",), "ien", "ienne"),
    (("elle",), "el", "elle"),
    (("elle", "le"), "eau", "elle"),
    (("ale", "le"), "al", "ale"),
    (("ète", "ete"), "et", "ète"),
    (("che",), "c", "che"),
    (("que",), "c", "que"),
    (("ouse",), "oux", "ouse"),
    (("te",), "s", "te"),
)
# Endings that are added; doubled letters only after the same one.
ADDED = frozenset({"e", "esse", "sse", "oresse", "ine"})
DOUBLED = frozenset({"ne", "le", "te", "fe", "se"})


def words_for_all(parts: list[str], signs: list[str]) -> tuple[str, ...]:
    """Return the words that ``parts``, cut by ``signs``, stand for; none if no such word.

    >>> words_for_all(["habitant", "e", "s"], ["·", "·"])
    ('habitant', 'habitante', 'habitants', 'habitantes')
    >>> words_for_all(["acteur", "rice"], ["/"])
    ('acteur', 'actrice')
    >>> words_for_all(["porte", "clé"], ["-"])
    ()
    """
    if not 2 <= len(parts) <= 4 or not set("".join(signs)) <= SIGNS:
        return ()
    base, *endings = parts
    if len(base) < 2 or any(len(ending) > 7 for ending in endings):
        return ()
    if endings[0] in ("s", "x") and len(endings) == 1:
        # « centre(s) », and « e-s » only after the feminine; « plan·s » is no better.
        plural = base + endings[0]
        return (base, plural) if _is_closed(signs) else ()
    is_plural = endings[-1] == "s" and len(endings) > 1
    if is_plural:
        endings.pop()
    if len(endings) != 1:
        return ()
    ending = endings[0]
    if ending.endswith("s") and ending != "s" and ending != "ess":
        is_plural, ending = True, ending[:-1]
    if base.endswith("s") and is_plural:
        base = base[:-1]
    feminine = _feminine(base, ending, is_dotted=bool(DOTS & set("".join(signs))))
    if not feminine:
        return ()
    words = (base, feminine)
    if not is_plural:
        return words
    plural = base if base.endswith("x") else f"{base}s"
    return (*words, plural, f"{feminine}s")


def _feminine(base: str, ending: str, *, is_dotted: bool) -> str:
    for endings, masculine, instead in REPLACED:
        if ending in endings and base.endswith(masculine):
            return base[: -len(masculine)] + instead
    if ending in ADDED or (ending in DOUBLED and base.endswith(ending[0])):
        return base + ending
    # A dot in the middle of the line cuts nothing else: « tou·te·s », « col·lectif ».
    return base + ending if is_dotted and len(ending) < 4 else ""


def _is_closed(signs: list[str]) -> bool:
    return "(" in signs[0] or bool(DOTS & set(signs[0]))
