"""Small words that tell nothing of what is looked for, in French and in English.

They are tested on the word in lower case, *before* accents are folded: « sûr », « maïs »
and « thé » are no small words, « sur », « mais » and « the » are. The spelling without
an accent stands beside the right one where no other word is written so.
"""

from portal.language.exceptions import word_set
from portal.language.folding import lowered

# « car », « son », « bien », « pouvoir » and « savoir » are looked for: they stay.
FRENCH = word_set(
    """
    le la les l un une des du de d au aux à a
    ce cet cette ces c ça cela ceci celui celle ceux celles ci là
    je j tu il elle on nous vous ils elles me m te t se s lui leur leurs y en
    moi toi soi eux même mêmes meme memes
    mon ma mes ton ta tes sa ses notre nos votre vos
    qui que qu quoi dont où ou lequel laquelle lesquels lesquelles auquel duquel
    quel quelle quels quelles comment pourquoi quand combien
    et ni mais donc or si comme lorsque lorsqu puisque puisqu quoique quoiqu parce
    pour par avec sans sous sur dans entre vers chez dès des depuis pendant avant après
    apres presqu contre jusque jusqu afin ainsi selon via
    ne n pas plus moins très tres trop peu aussi encore déjà deja alors puis non oui
    tout tous toute toutes chaque plusieurs quelque quelques quelqu autre autres
    être etre suis es est sommes êtes etes sont était etait étaient etaient étant etant
    sera seront serait soit soient fut
    avoir ai as avons avez ont avait avaient ayant aura auront aurait eu
    faire fais fait faites faisons font faisait fera ferait
    peut peux peuvent pouvons pouvez veut veux veulent voulons voulez voudrais
    dois doit doivent devons devez faut va vais vas vont allons allez
    """
)

ENGLISH = word_set(
    """
    a an the this that these those
    i me my mine we us our ours you your yours he him his she her hers it its they them
    their theirs
    who whom whose which what when where why how
    and or but if so because as than then while
    of at by for with about against between into through during before after to from in
    out on off over under up down
    am is are was were be been being have has had having do does did doing
    can could will would shall should may might must
    no nor not only own same too very just also there here
    s t ll re ve m d
    all any both each few more most other some such
    """
)

STOP_WORDS = {"fr": FRENCH, "en": ENGLISH}


def is_stop_word(word: str, language: str) -> bool:
    """Return True if ``word``, accents kept, is a small word of ``language``.

    >>> is_stop_word("Sur", "fr"), is_stop_word("sûr", "fr"), is_stop_word("the", "en")
    (True, False, True)
    """
    return lowered(word) in STOP_WORDS[language]
