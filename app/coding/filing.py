"""A solution out of a file: a session like any other, from its question to its report, with nobody there."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from app.bootstrap.memory import Memory, now
from app.coding.tasks import minutes_for
from app.display.screen import Screen
from app.session.beginning import new_session
from app.session.interviewing import Interview, Step
from app.session.sitting import sitting
from app.settings import Settings
from domain.interview import CandidateMessage, MessageKind, Turn
from domain.rounds import Round
from domain.work import HandedIn, WorkKind
from knowledge.base import KnowledgeBase
from rounds.coding.task import CodingTask


async def handed_in(
    settings: Settings,
    screen: Screen,
    memory: Memory,
    where: Sequence[Path],
    knowledge: KnowledgeBase,
    task: CodingTask,
    code: str,
    said: str,
) -> Turn:
    """Hand `code` in as a solution of `task`, with what was `said` of it, and end the session.

    Nobody is there to be asked, so no follow-up is answered. Returns the turn with the verdict.
    """
    session = await new_session(
        memory,
        where,
        minutes_for(task),
        "study",
        None,
        knowledge,
        Round.CODING,
        task=task.point.id,
    )
    async with sitting(settings, screen, memory, session, {}) as held:
        interview = held.interview(knowledge)
        step = await interview.begin(session)
        if said.strip():
            step = await _says(interview, step, MessageKind.ALOUD, text=said)
        work = HandedIn(kind=WorkKind.CODE, text=code, alone=True)
        step = await _says(interview, step, MessageKind.ANSWER, work=work)
        while step.waiting is not None:
            step = await _says(interview, step, MessageKind.SKIP)
        judged = [turn for turn in await interview.turns() if turn.verdict is not None]
    return judged[-1]


async def _says(
    interview: Interview, step: Step, kind: MessageKind, text: str = "", work: HandedIn | None = None
) -> Step:
    assert step.waiting is not None
    message = CandidateMessage(kind=kind, text=text, at=now(), work=work)
    return await interview.answer(step.waiting.number, message)
