"""The numbers by which the questions of a session are called."""

from __future__ import annotations

from collections.abc import Sequence

from domain.errors import InterviewError
from domain.interview import Turn, TurnKind


class NoSuchQuestion(InterviewError):
    def __init__(self, session_id: str, number: int, asked: int) -> None:
        super().__init__(
            f"Session {session_id} has no question {number}: {asked} were asked. "
            f"`interview replay {session_id}` shows them with their numbers."
        )


def turn_of(question: int, turns: Sequence[Turn], session_id: str) -> int:
    """The turn in which question `question` (from 1) was put. Raises `NoSuchQuestion`."""
    asked = [turn.number for turn in turns if turn.kind is TurnKind.QUESTION]
    if not 1 <= question <= len(asked):
        raise NoSuchQuestion(session_id, question, len(asked))
    return asked[question - 1]
