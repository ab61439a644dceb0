"""Where an answer says the opposite of a text, recognised only in the clearest cases."""

from __future__ import annotations

from language.text import Text
from language.thesaurus import opposites
from language.words import NEGATIONS, NOT_NEGATING_BEFORE

# Only sentences that are the same but for the turn: on graded answers every looser rule called more right
# answers contradictory than wrong ones.
_SAME_OF_STATED = 0.75
_SAME_OF_SAID = 0.6
LEAST_COMMON = 3


def contradicts(said: Text, stated: Text) -> bool:
    """Whether the sentence `said` turns `stated` round: one negation more or less, or one opposite word.

    Misses most contradictions on purpose: no measure of likeness detects them, and a false alarm insults.
    """
    common = (said.stems & stated.stems) - _NEGATIVE
    # "A is more than B" and "B is less than A" agree: only the same order of words is the same sentence.
    if len(common) < LEAST_COMMON or _order(said, common) != _order(stated, common):
        return False
    if _UNCLEAR & (said.all_stems | stated.all_stems):
        return False
    negated = _negated(said), _negated(stated)
    turned = opposites(said, stated)
    if turned:
        return len(turned) == 1 and not any(negated) and _same(said, stated, len(common), 1)
    return (
        sorted(map(len, negated)) == [0, 1]
        and any(set(found) <= common for found in negated if found)
        and _same(said, stated, len(common), 0)
    )


_NEGATIVE = frozenset(("not", "never"))
# These negate a noun, and a sentence with them may say the same as one that negates the verb.
_UNCLEAR = frozenset(("no", "without", "none", "neither", "nor", "nothing"))


def _same(said: Text, stated: Text, common: int, turned: int) -> bool:
    of_stated = len(stated.stems - _NEGATIVE) - turned
    of_said = len(said.stems - _NEGATIVE) - turned
    return common >= _SAME_OF_STATED * of_stated and common >= _SAME_OF_SAID * of_said


def _negated(text: Text) -> list[str]:
    """For each negation the stem of the word of content that it stands before."""
    tokens = text.tokens
    found: list[str] = []
    for at, token in enumerate(tokens):
        following = tokens[at + 1 :]
        if token.word in NEGATIONS and not (following and following[0].word in NOT_NEGATING_BEFORE):
            found += [next((other.stem for other in following if not other.is_function_word), "")]
    return found


def _order(text: Text, stems: frozenset[str]) -> list[str]:
    """`stems` in the order in which `text` first says them."""
    return list(dict.fromkeys(token.stem for token in text.content if token.stem in stems))
