"""Where an answer says the opposite of a text, recognised only in the clearest cases."""

from __future__ import annotations

from agents.evaluator.text import Text, Token
from agents.evaluator.words import NEGATIONS, NOT_NEGATING_BEFORE, OPPOSITES

# Similar words are no proof of a contradiction; most of the sentence must be the same but for the turn.
_SAME_WORDS = 0.6
_SCOPE = 4


def contradicts(said: Text, stated: Text) -> bool:
    """Whether the sentence `said` turns `stated` round: a negation more or less, or an opposite word.

    Conservative on purpose: no measure of likeness detects contradictions in general.
    """
    if not said.content or not stated.content:
        return False
    return _negated_apart(said, stated) or _opposite(said, stated)


def _shared(said: Text, stated: Text, without: frozenset[str] = frozenset()) -> float:
    wanted = stated.stems - without
    return len(wanted & said.stems) / len(wanted) if wanted else 0.0


def _negated_apart(said: Text, stated: Text) -> bool:
    here, there = _negated(said), _negated(stated)
    common = said.stems & stated.stems
    turned = (here ^ there) & common
    if not turned or (here and there):
        return False
    return _shared(said, stated) >= _SAME_WORDS and len(common) >= 2


def _negated(text: Text) -> frozenset[str]:
    """The stems within the reach of a negation."""
    found: set[str] = set()
    for sentence in text.sentences:
        tokens = sentence.tokens
        for at, token in enumerate(tokens):
            if token.word in NEGATIONS and not _affirms(tokens, at):
                reach = [other.stem for other in tokens[at + 1 :] if not other.is_function_word][:_SCOPE]
                found.update(reach)
    return frozenset(found)


def _affirms(tokens: tuple[Token, ...], at: int) -> bool:
    return at + 1 < len(tokens) and tokens[at + 1].word in NOT_NEGATING_BEFORE


def _opposite(said: Text, stated: Text) -> bool:
    here, there = set(said.words), set(stated.words)
    for word in there & OPPOSITES.keys():
        turned = OPPOSITES[word] & here
        if turned and word not in here and not turned & there and not (_negated(said) or _negated(stated)):
            stems = frozenset(token.stem for token in stated.tokens if token.word == word)
            if _shared(said, stated, stems) >= _SAME_WORDS and len(said.stems & stated.stems) >= 2:
                return True
    return False
