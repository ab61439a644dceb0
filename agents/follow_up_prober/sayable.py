"""Which words of an answer can be said back: a piece that is whole, reads well and says something."""

from __future__ import annotations

from agents.follow_up_prober import cues
from agents.follow_up_prober.aims import is_thin
from agents.follow_up_prober.clauses import Sentence, told
from language.hesitating import hesitates

LONGEST = 70
"""No longer words are said back."""
_SHORTEST = 12
_FEW = 3
"""So few words are a piece of a sentence, unless somebody does or is something in them."""
_SHORTEST_HAN = 5


def telling(answer: str, language: str) -> list[Sentence]:
    """The sentences of `answer` that tell something.

    Neither what the candidate asks back, nor what is said beside the matter: "Sorry, I'm jumping".
    """
    return [each for each in told(answer, language) if not is_beside(each.words, language)]


def is_beside(sentence: str, language: str) -> bool:
    """Whether `sentence` asks, excuses, corrects itself, or says that it was said."""
    asks = sentence.rstrip("\"”’')»“ ").endswith(("?", "？"))
    told_before = cues.pattern(language, "told_before").search(sentence)
    words = sentence.strip(" ¿¡—–-")
    return asks or bool(told_before) or bool(cues.pattern(language, "beside_the_matter").search(words))


def is_deed(clause: str, language: str) -> bool:
    """Whether `clause` says what somebody did, also where the subject stands before it."""
    doings = ("decided", "did", "goes_on")
    return any(cues.pattern(language, doing).search(clause) for doing in doings)


def is_own(words: str, language: str) -> bool:
    """Whether `words` say what the candidate does or did; what others do, wishes and hedges are not."""
    return cues.pattern(language, "own").search(words) is not None


def only_names(answer: str, language: str) -> bool:
    """Whether `answer` names a few things and tells nothing that the candidate does with them."""
    own = any(is_own(clause, language) for each in told(answer, language) for clause in each.clauses)
    return bool(answer.strip()) and is_thin(answer, language) and not own


def is_about_a_thing(words: str, language: str) -> bool:
    """Whether `words` say how a thing is: "the storing is made so that a second time does no harm"."""
    said = [word.strip(",;:.!?") for word in words.casefold().split()]
    named = bool(said) and said[0] in cues.words(language, "before_nouns")
    return named and any(word in cues.words(language, "auxiliaries") for word in said[1:])


def reads_well(words: str, language: str, *, longest: int = LONGEST) -> bool:
    """Whether `words` are a piece that can be said back: long enough to tell, whole, and without an "um"."""
    fewest = _SHORTEST_HAN if language == "zh" else _SHORTEST
    if not fewest <= len(words) <= longest or hesitates(words, language):
        return False
    # "I guess how they breathe", "that's in the second project": nothing can begin there.
    if cues.pattern(language, "leads_nowhere").search(words):
        return False
    first, last = (words.split()[at].casefold().strip(",;:.!?") for at in (0, -1))
    joining = cues.words(language, "joining")
    if first in joining or last in joining | cues.words(language, "before_nouns"):
        return False
    fragment = first in cues.words(language, "prepositions") or len(words.split()) <= _FEW
    return language == "zh" or not fragment or _states(words, language)


def _states(words: str, language: str) -> bool:
    """Whether somebody does or is something in `words`, as far as pronouns and verbs tell."""
    telling = _pronouns(language) | cues.words(language, "auxiliaries")
    said = words.casefold().split()
    return (
        is_deed(words, language)
        or said[0] in _pronouns(language)
        or any(word in telling for word in said[1:])
    )


def _pronouns(language: str) -> frozenset[str]:
    """The words that a clause begins with and that are no article."""
    return cues.words(language, "clause_begins") - cues.words(language, "before_nouns")
