"""The tasks of guides, and the sessions over one of them that were left open."""

from __future__ import annotations

from collections.abc import Sequence

from domain.errors import BadSetting
from domain.guide import TalkingPoint
from domain.interview import Session, SessionStatus
from domain.rounds import Round
from domain.work import WorkKind
from memory.store import SessionStore
from rounds.tasks import seconds_of

ROUNDS = {WorkKind.CODE: Round.CODING, WorkKind.REVIEW: Round.REVIEW, WorkKind.DESIGN: Round.DESIGN}
"""The round in which a task is held by itself."""
_ROOM = 1.5
"""What a session over one task takes of the task's own time, follow-ups included."""


def chosen(there: Sequence[TalkingPoint], named: str, command: str) -> TalkingPoint:
    """The task of `there` with the number `named` (from 1), or with all its words in its title.

    Raises `BadSetting` where that is none, or several; `command` lists them.
    """
    if named.isdecimal() and 1 <= int(named) <= len(there):
        return there[int(named) - 1]
    words = named.casefold().split()
    found = [each for each in there if words and all(word in each.title.casefold() for word in words)]
    if len(found) == 1:
        return found[0]
    how = "No task" if not found else f"{len(found)} tasks"
    raise BadSetting(
        f"{how} under {named!r}. `interview {command}` lists them with their numbers, 1 to {len(there)}."
    )


def minutes_for(task: TalkingPoint, kind: WorkKind) -> float:
    """How long a session over `task` lasts."""
    return max(1.0, round(seconds_of(task, kind) * _ROOM / 60))


async def left_open(store: SessionStore, task: TalkingPoint, held: Round) -> Session | None:
    """The session over `task` alone that was left open last in such a round, None where none was."""
    return next(
        (
            session
            for session in await store.sessions()
            if session.task == task.id and session.round is held and session.status is SessionStatus.OPEN
        ),
        None,
    )
