"""One sentence about one key point, through which the encoder hears all of them taken back."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from agents.evaluator.by_meaning.as_read import as_heard, as_points
from agents.evaluator.by_meaning.conveyed import DENIED, UNSURE_CREDIT, Told, labelled
from domain.guide import TalkingPoint
from domain.verdict import Label
from knowledge.entailment.model import Entailment, Reading
from language.text import Text, subtext

# Only where this share of three key points or more is held for denied, in three sentences or clauses.
_MOST_DENIED, _FEWEST = 0.75, 3
# A sentence of its own mind is about some of the key points, and about no more than this share of them.
_MOST_OF_ITS_OWN = 0.5
_MOST_PIECES = 8
# What the whole is as sure of as this may not have been told, whatever the rest says without the sentence.
_SURELY_DENIED = 0.9
# From this probability of any of the three on a piece speaks of a key point, for or against.
_OF_IT = 0.6


def without_misleading(
    heard: Text, point: TalkingPoint, told: list[Told], entailment: Entailment
) -> list[Told]:
    """`told`; where one sentence is about a few key points by itself, the others as the rest tells them.

    "None of that is true" is by itself about none, or about all: that is a frame (`frames`), and stays one.
    """
    pieces = heard.sentences if len(heard.sentences) >= _FEWEST else heard.clauses
    if not _is_denied(told) or not _FEWEST <= len(pieces) <= _MOST_PIECES:
        return told
    points = as_points(point)
    by_themselves = [entailment.read(as_heard(piece), points) for piece in pieces]
    if sum(map(bool, map(_denied_by, by_themselves))) > 1:
        # Who denies one thing after the other is not misheard.
        return told
    for piece, alone in zip(pieces, by_themselves, strict=True):
        own = _spoken_of(alone)
        if not 0 < len(own) <= _MOST_OF_ITS_OWN * len(points):
            continue
        gone = {token.start for token in piece.tokens}
        rest = subtext(heard, [token for token in heard.tokens if token.start not in gone])
        reading = entailment.read(as_heard(rest), points)
        if _denied_by(reading) - own:
            continue
        return [_relabelled(each, alone if at in own else reading, at) for at, each in enumerate(told)]
    return told


def still_doubted(told: Sequence[Told], before: Sequence[Told]) -> list[Told]:
    """`told`, no more than unsure where the whole answer, `before` a sentence was left out, surely denied it.

    Of 15 such key points of the tuning part 10 were denied, and two told.
    """
    return [
        then.as_doubted()
        if then.label is Label.CONTRADICTED
        and then.surely.denied >= _SURELY_DENIED
        and now.credit > UNSURE_CREDIT
        else now
        for now, then in zip(told, before, strict=True)
    ]


def _is_denied(told: Sequence[Told]) -> bool:
    denied = sum(each.label is Label.CONTRADICTED and each.turned_by is None for each in told)
    return len(told) >= _FEWEST and denied >= _MOST_DENIED * len(told)


def _denied_by(reading: Reading) -> set[int]:
    return {at for at, surely in enumerate(reading.found) if surely.denied >= DENIED}


def _spoken_of(reading: Reading) -> set[int]:
    return {
        at
        for at, surely in enumerate(reading.found)
        if max(surely.covered, surely.partly, surely.denied) >= _OF_IT
    }


def _relabelled(told: Told, reading: Reading, at: int) -> Told:
    label, credit = labelled(reading.found[at])
    return replace(told, label=label, credit=credit, surely=reading.found[at])
