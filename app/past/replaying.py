"""A session again, as it was shown."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum

from app.display.paging import paged
from app.display.screen import Screen
from app.past.numbering import places
from app.past.transcript import said
from domain.errors import InterviewError, UnknownTurn
from domain.interview import Mode, Session, Turn, TurnKind
from domain.report import Report

_LONGEST_PAUSE = timedelta(minutes=5)
"""A longer gap was a window that was closed, not a candidate who thought; it is left out."""

Sleep = Callable[[float], Awaitable[None]]


class SceneKind(StrEnum):
    """What a scene shows."""

    ASKED = "asked"
    SAID = "said"
    FEEDBACK = "feedback"


@dataclass(frozen=True, slots=True)
class Scene:
    """Something that came on the screen, `after` seconds after what came before it.

    `position` counts questions from 1 over the whole session, `follow_ups` those of this question. One that
    was gone back to has the place it had.
    """

    kind: SceneKind
    turn: Turn
    after: float = 0.0
    position: int = 0
    follow_ups: int = 0


def scenes(session: Session, turns: Sequence[Turn]) -> list[Scene]:
    """What a session showed, in order. A real interview keeps its feedback for the end."""
    shown: list[Scene] = []
    numbers = places(turns)
    position = follow_ups = 0
    before = turns[0].asked_at if turns else session.started_at
    for turn in turns:
        if turn.kind is TurnKind.QUESTION:
            position, follow_ups = numbers[turn.question.id], 0
        elif turn.kind is TurnKind.FOLLOW_UP:
            follow_ups += 1
        reading, answering = _times(turn)
        after = _pause(turn.asked_at - before) + reading
        shown.append(Scene(SceneKind.ASKED, turn, after, position, follow_ups))
        before = turn.asked_at
        if turn.message is not None:
            shown.append(Scene(SceneKind.SAID, turn, answering))
            before = turn.message.at
        if session.mode is Mode.STUDY and turn.advice is not None:
            shown.append(Scene(SceneKind.FEEDBACK, turn))
    return shown


def between(turns: Sequence[Turn], session_id: str, first: int | None, last: int | None) -> list[Turn]:
    """The turns from `first` to `last`, both included; None for the beginning and the end.

    Raises `UnknownTurn` where the session has no turn `first`, `InterviewError` where nothing lies between.
    """
    if first is not None and all(turn.number != first for turn in turns):
        raise UnknownTurn(session_id, first)
    if first is not None and last is not None and last < first:
        raise InterviewError(f"--from {first} --to {last} leaves no turn: the end lies before the beginning.")
    chosen = [
        turn
        for turn in turns
        if (first is None or turn.number >= first) and (last is None or turn.number <= last)
    ]
    if turns and not chosen:
        raise UnknownTurn(session_id, last if last is not None else 0)
    return chosen


async def play(
    shown: Sequence[Scene],
    session: Session,
    report: Report | None,
    screen: Screen,
    speed: float,
    sleep: Sleep,
) -> None:
    """Show the scenes, then the report: at once with `speed` 0, as it was with 1, n times faster with n."""
    for scene in shown:
        if speed and scene.after:
            await sleep(scene.after / speed)
        match scene.kind:
            case SceneKind.ASKED:
                position, follow_ups = scene.position, scene.follow_ups
                # With the number by which `interview fork` goes on from there.
                screen.question(scene.turn, position, session.planned, follow_ups, numbered=True)
            case SceneKind.SAID:
                screen.answer(said(scene.turn))
            case SceneKind.FEEDBACK:
                screen.feedback(scene.turn)
                screen.objections(scene.turn)
    if report is not None:
        if session.mode is Mode.REAL:
            turns = [scene.turn for scene in shown if scene.kind is SceneKind.ASKED]
            await paged(screen, lambda: screen.debrief(turns))
        screen.report(report, session)


def _times(turn: Turn) -> tuple[float, float]:
    """Seconds until the question came on the screen, and from then to its answer.

    A question is put while the feedback on the one before is still being read: what the time to the answer
    leaves of the whole is reading.
    """
    if turn.message is None:
        return 0.0, 0.0
    whole = turn.message.at - turn.asked_at
    if turn.message.seconds is None:
        return 0.0, _pause(whole)
    answering = timedelta(seconds=turn.message.seconds)
    return _pause(whole - answering), _pause(answering)


def _pause(gap: timedelta) -> float:
    return gap.total_seconds() if timedelta(0) <= gap <= _LONGEST_PAUSE else 0.0
