"""Speech without stops, read two pieces at a time."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import pairwise

from agents.evaluator.by_meaning.as_read import as_heard, as_points
from domain.guide import TalkingPoint
from knowledge.entailment.model import Entailed, Entailment, Reading
from language.patterns import regex
from language.text import Text, subtext

# With more words to a sentence, and no more than one sign in so many, nobody wrote the stops.
_LONGEST, _BETWEEN_SIGNS = 40, 25
_SIGNS = frozenset(",;:")
_FEWEST_PIECES, _MOST_PIECES = 3, 24
# What the encoder is as sure of as this it did not take from the neighbours.
_SURELY_TOLD = 0.95
# Beside one or two key points there is nothing to take for told for its neighbours' sake.
_FEWEST_POINTS = 3
_GOES_ON = regex(
    r"\s+(?=(?:and\s+then|and|then|so|but|because)\s+"
    r"(?:i|we|you|they|he|she|it|there|that|the|if|when|after|what|then)\b)",
    re.IGNORECASE,
)


def piece_by_piece(heard: Text, point: TalkingPoint, entailment: Entailment, reading: Reading) -> Reading:
    """`reading`, where nobody wrote stops: each key point as the two pieces tell it that tell most of it.

    In one breath the encoder takes for told what is left out among what is told, and hears one "not" as a
    denial of all that stands around it. What the whole surely tells is told.
    """
    if len(reading.found) < _FEWEST_POINTS or not _is_without_stops(heard):
        return reading
    pieces = [piece for sentence in heard.sentences for piece in _cut(sentence)]
    if not _FEWEST_PIECES <= len(pieces) <= _MOST_PIECES:
        return reading
    points = as_points(point)
    pairs = [subtext(heard, (*one.tokens, *other.tokens)) for one, other in pairwise(pieces)]
    read = [entailment.read(as_heard(pair), points).found for pair in pairs]
    return replace(
        reading,
        found=tuple(
            whole if whole.covered >= _SURELY_TOLD else max(told, key=_credit)
            for whole, *told in zip(reading.found, *read, strict=True)
        ),
    )


def _credit(found: Entailed) -> float:
    return found.credit


def _is_without_stops(heard: Text) -> bool:
    words, signs = len(heard.tokens), sum(sign in _SIGNS for sign in heard.said)
    return words > _LONGEST * len(heard.sentences) and words >= _BETWEEN_SIGNS * signs


def _cut(sentence: Text) -> list[Text]:
    """The pieces of a sentence, cut where somebody goes on without a stop: "and then I", "so the"."""
    first, last = sentence.span
    ends = [found.end() for found in _GOES_ON.finditer(sentence.raw, first, last)]
    cut = [
        subtext(sentence, [token for token in sentence.tokens if start <= token.start < end])
        for start, end in pairwise((first, *ends, last + 1))
    ]
    return [piece for piece in cut if piece.tokens]
