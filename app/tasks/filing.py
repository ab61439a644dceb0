"""Work out of files: a session like any other, from its question to its report, with nobody there."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from app.bootstrap.memory import Memory, now
from app.display.screen import Screen
from app.session.beginning import new_session
from app.session.interviewing import Interview, Step
from app.session.sitting import sitting
from app.settings import Settings
from app.tasks.finding import ROUNDS, minutes_for
from domain.guide import TalkingPoint
from domain.interview import CandidateMessage, MessageKind, Turn
from domain.work import HandedIn
from knowledge.base import KnowledgeBase


async def handed_in(
    settings: Settings,
    screen: Screen,
    memory: Memory,
    where: Sequence[Path],
    knowledge: KnowledgeBase,
    task: TalkingPoint,
    work: HandedIn,
    said: str,
) -> Turn:
    """Hand `work` in as what was done on `task`, with what was `said` of it, and end the session.

    Nobody is there to be asked, so no follow-up is answered. Returns the turn with the verdict.
    """
    session = await new_session(
        memory,
        where,
        minutes_for(task, work.kind),
        "study",
        None,
        knowledge,
        ROUNDS[work.kind],
        task=task.id,
    )
    async with sitting(settings, screen, memory, session, {}) as held:
        interview = held.interview(knowledge)
        step = await interview.begin(session)
        if said.strip():
            step = await _says(interview, step, MessageKind.ALOUD, text=said)
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
