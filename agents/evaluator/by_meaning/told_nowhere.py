"""Speech without stops, of which the encoder takes for told what nothing in it tells."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from agents.evaluator.by_meaning.as_read import as_heard, as_points
from agents.evaluator.by_meaning.conveyed import FEW_POINTS, UNSURE_CREDIT, Told
from agents.evaluator.by_meaning.shown import nearest
from domain.guide import TalkingPoint
from domain.verdict import Label
from knowledge.entailment.model import Entailment
from language.patterns import regex
from language.text import Text, subtext

# Longer sentences are speech whose stops nobody wrote.
_LONGEST = 40
_FEWEST_PIECES, _MOST_PIECES = 3, 40
_GOES_ON = regex(
    r"\s+(?=(?:and\s+then|and|then|so|but|because)\s+"
    r"(?:i|we|you|they|he|she|it|there|that|the|if|when|after|what|then)\b)",
    re.IGNORECASE,
)
# What the encoder is surer of than this it did not take from the neighbours. Where it finds less than this in
# the words nearest to a key point, and in those beside them, eight in ten were told in part or not at all.
_SURE, _HARDLY_TOLD = 0.97, 0.2


def unless_told_nowhere(
    heard: Text, point: TalkingPoint, told: Sequence[Told], entailment: Entailment
) -> list[Told]:
    """`told`; what is called covered and cannot be found where it should stand is unsure.

    Beside three things told in one breath the encoder takes the fourth for told.
    """
    doubtful = [at for at, each in enumerate(told) if _is_for_the_neighbours_sake(each)]
    if not doubtful or len(told) <= FEW_POINTS or not _is_without_stops(heard):
        return list(told)
    pieces = _pieces(heard)
    if not _FEWEST_PIECES <= len(pieces) <= _MOST_PIECES:
        return list(told)
    points, found = as_points(point), list(told)
    whole = entailment.read(as_heard(heard), points)
    for at in doubtful:
        here = pieces.index(nearest(pieces, whole, at))
        beside = pieces[max(0, here - 1) : here + 2]
        words = subtext(heard, [token for piece in beside for token in piece.tokens])
        if entailment.read(as_heard(words), points).found[at].credit < _HARDLY_TOLD:
            found[at] = replace(told[at], label=Label.UNSURE, credit=UNSURE_CREDIT)
    return found


def _is_for_the_neighbours_sake(told: Told) -> bool:
    return told.label is Label.COVERED and told.credit < 1 and told.surely.covered < _SURE


def _is_without_stops(heard: Text) -> bool:
    return any(len(sentence.tokens) > _LONGEST for sentence in heard.sentences)


def _pieces(heard: Text) -> list[Text]:
    """The sentences, cut where somebody goes on without a stop: "and then I", "so the"."""
    return [piece for sentence in heard.sentences for piece in _cut(sentence)]


def _cut(sentence: Text) -> list[Text]:
    first, last = sentence.span
    ends = [found.end() for found in _GOES_ON.finditer(sentence.raw, first, last)]
    cut = [
        subtext(sentence, [token for token in sentence.tokens if start <= token.start < end])
        for start, end in pairwise((first, *ends, last + 1))
    ]
    return [piece for piece in cut if piece.tokens]
