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


def places(turns: Sequence[Turn]) -> dict[str, int]:
    """The place of each question in its session, from 1: one that was gone back to keeps its own."""
    asked = dict.fromkeys(turn.question.id for turn in turns if turn.kind is TurnKind.QUESTION)
    return {question: place for place, question in enumerate(asked, start=1)}


def turn_of(question: int, turns: Sequence[Turn], session_id: str) -> int:
    """The turn in which question `question` (from 1) was put last. Raises `NoSuchQuestion`."""
    found = places(turns)
    asked = [
        turn.number
        for turn in turns
        if turn.kind is TurnKind.QUESTION and found[turn.question.id] == question
    ]
    if not asked:
        raise NoSuchQuestion(session_id, question, len(found))
    return asked[-1]
