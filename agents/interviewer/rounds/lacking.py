"""What a round would ask about, and the guides have nothing of."""

from __future__ import annotations

from collections.abc import Sequence

from agents.interviewer.rounds.parts import part_of
from agents.interviewer.rounds.rules import rules_of
from domain.guide import TalkingPoint, TalkingPointKind
from domain.rounds import Part, Round
from rounds.tasks import tasks

_AROUND = frozenset({Part.OPENING, Part.THEIR_QUESTIONS, Part.CLOSING})
"""What every interview has around it: its lack is no lack of this round."""
_TELLING = 0.1
"""A part with less of the time than this does not make a round what it is."""


def lacking(points: Sequence[TalkingPoint], held: Round) -> tuple[Part, ...]:
    """The parts that make `held` what it is and that `points` have nothing for, the largest first."""
    rules = rules_of(held)
    if rules.tasks is not None:
        # What it asks is there, or the round is not held.
        return ()
    asks = rules.asks
    there = {part_of(point) for point in points}
    return tuple(
        part
        for part in sorted(asks, key=lambda part: -asks[part])
        if asks[part] >= _TELLING and part not in there and part not in _AROUND
    )


def has_questions(points: Sequence[TalkingPoint], held: Round) -> bool:
    """Whether `points` hold anything at all that `held` could ask, beside what is around every interview."""
    rules = rules_of(held)
    if rules.tasks is not None:
        return bool(tasks(points, rules.tasks))
    asks = [part for part in rules.asks if part not in _AROUND]
    if not asks:
        return True
    there = {part_of(point) for point in points if point.kind is not TalkingPointKind.SCHEDULE_ITEM}
    return any(part in there for part in asks)
