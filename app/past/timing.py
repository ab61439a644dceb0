"""How the time of an interview went: what each question was given, and what it took."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from app.past.transcript import by_question
from domain.interview import Turn


@dataclass(frozen=True, slots=True)
class Taken:
    """A question's time, in seconds: `planned` for its answer, and `used` for all that was said to it.

    `used` is None where no time is known, as of a question that was left out.
    """

    text: str
    planned: int
    used: float | None


def taken(turns: Sequence[Turn]) -> list[Taken]:
    """The time of each question of a transcript, in order."""
    return [
        Taken(asked.question.text, asked.question.seconds, _used(asked.turns)) for asked in by_question(turns)
    ]


def _used(turns: Sequence[Turn]) -> float | None:
    known = [
        turn.message.seconds
        for turn in turns
        if turn.message is not None and turn.message.seconds is not None
    ]
    return sum(known) if known else None
