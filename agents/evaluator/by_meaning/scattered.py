"""Grammatical nonsense: the guide's words, each torn from the one it belongs to."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from agents.evaluator.by_meaning.conveyed import Told
from domain.guide import TalkingPoint
from domain.verdict import Flag, FlagKind
from language.text import Text, read

# A key point that is told in its own words has this share of them; other words are the encoder's to read.
_OWN_WORDS = 0.6
_FEWEST_WORDS = 3
# Neighbours in the guide stand at most so many words of content apart in the answer, in either order.
_APART = 2
# On the tuning part of evals/entailment these catch 61 % of the nonsense, 84 % of scrambled answers and 92 %
# of heaps, and in no kind of honest answer more than 3 %.
_LEAST_KEPT, _MOST_SCATTERED, _FEWEST_POINTS = 0.5, 0.6, 2
_TOLD_SO = 0.5
_BEYOND_DOUBT = 0.9


def scattered(heard: Text, point: TalkingPoint, told: Sequence[Told]) -> Flag | None:
    """A finding where most key points that are told in the guide's words have them torn apart.

    Speech without full stops tears them, too; there the encoder is surer of all of it than of any nonsense.
    """
    if all(each.surely.covered >= _BEYOND_DOUBT for each in told):
        return None
    sentences = [[token.stem for token in sentence.content] for sentence in heard.sentences]
    shares = [
        kept
        for key_point in point.key_points
        if (kept := _kept([token.stem for token in read(key_point.text).content], sentences)) is not None
    ]
    torn = sum(kept < _LEAST_KEPT for kept in shares)
    # Of a long planned answer told in other words two key points may share all their words with it by chance.
    fewest = max(_FEWEST_POINTS, _TOLD_SO * len(point.key_points))
    if len(shares) < fewest or torn < _MOST_SCATTERED * len(shares):
        return None
    message = "These are your guide's words, but they stand together in no way that says what it says."
    return Flag(kind=FlagKind.KEYWORD_SOUP, message=message, evidence=heard.evidence())


def _kept(wanted: Sequence[str], sentences: Sequence[Sequence[str]]) -> float | None:
    """The share of the neighbours of a key point that are neighbours in the answer; None for other words."""
    said = frozenset(wanted) & frozenset().union(*map(frozenset, sentences))
    if len(set(wanted)) < _FEWEST_WORDS or len(said) < _OWN_WORDS * len(set(wanted)):
        return None
    pairs = [(one, other) for one, other in pairwise(wanted) if one != other and {one, other} <= said]
    if not pairs:
        return 0.0
    near = {
        frozenset((one, other))
        for sentence in sentences
        for at, one in enumerate(sentence)
        for other in sentence[at + 1 : at + 1 + _APART]
    }
    return sum(frozenset(pair) in near for pair in pairs) / len(pairs)
