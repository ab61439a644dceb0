"""The coding tasks of guides, and the sessions over one of them that were left open."""

from __future__ import annotations

from collections.abc import Sequence

from agents.interviewer.timing import answer_seconds
from domain.errors import BadSetting
from domain.interview import Phase, Session, SessionStatus
from memory.store import SessionStore
from rounds.coding.task import CodingTask

_ROOM = 1.5
"""What a session over one task takes of the task's own time, follow-ups included."""


def chosen(there: Sequence[CodingTask], named: str) -> CodingTask:
    """The task with this number, from 1, or with these words in its title. Raises `BadSetting` for none."""
    if named.isdecimal() and 1 <= int(named) <= len(there):
        return there[int(named) - 1]
    words = named.casefold().split()
    found = [each for each in there if all(word in each.point.title.casefold() for word in words)]
    if len(found) == 1:
        return found[0]
    how = "No task" if not found else f"{len(found)} tasks"
    raise BadSetting(
        f"{how} under {named!r}. `interview code` lists them with their numbers, 1 to {len(there)}."
    )


def minutes_for(task: CodingTask) -> float:
    """How long a session over `task` lasts."""
    return max(1.0, round(answer_seconds(task.point, Phase.CODING) * _ROOM / 60))


async def left_open(store: SessionStore, task: CodingTask) -> Session | None:
    """The session over `task` alone that was left open last, None where none was."""
    return next(
        (
            session
            for session in await store.sessions()
            if session.task == task.point.id and session.status is SessionStatus.OPEN
        ),
        None,
    )
