"""What happens during a turn, as server-sent events: the words as they come, then what came of it."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Coroutine
from typing import Any

from fastapi.responses import StreamingResponse
from pydantic import BaseModel
from pydantic_core import to_json

from app.session.audience import may_be_seen
from domain.errors import InterviewError
from domain.interview import Mode, Session
from domain.report import Advice
from domain.verdict import Verdict
from graphs.telling import Coached, Drafted, Event, Planned, Tell, Words
from service.problems import FAULT, Problem, problem_of, told
from service.service import Service
from service.views import SessionStep, revealed

MEDIA_TYPE = "text/event-stream"
_SECONDS_OF_SILENCE = 15.0
"""A proxy may cut a connection that says nothing for longer."""

Work = Callable[[Tell], Coroutine[Any, Any, SessionStep]]


class PlannedEvent(BaseModel):
    """The agenda stands: how many questions there are, of which phases, in how many minutes."""

    questions: int
    phases: list[str]
    minutes: float


class WordsEvent(BaseModel):
    """What the interviewer or the coach says so far, the whole of it each time; "" takes it back."""

    agent: str
    text: str


class DraftedEvent(BaseModel):
    """The verdict, and the advice but for the better answer, which a model is about to word."""

    verdict: Verdict
    advice: Advice


def wants_stream(accept: str) -> bool:
    """Whether a client that sends this Accept header asks for events."""
    return MEDIA_TYPE in accept.lower()


async def streamed(service: Service, session: Session, work: Work) -> StreamingResponse:
    """The response that tells what happens while `work` is done, and at last its outcome.

    What goes wrong before anything happened is raised, and has its own status. Work goes on to its end
    though nobody listens any more.
    """
    events: asyncio.Queue[Event | None] = asyncio.Queue()
    task = service.begun(work(events.put_nowait))
    task.add_done_callback(lambda done: events.put_nowait(None))
    first = await events.get()
    if first is None and (error := task.exception()) is not None:
        raise error
    told_so_far = _told(session, first, events, task)
    headers = {"Cache-Control": "no-store", "X-Accel-Buffering": "no"}
    return StreamingResponse(told_so_far, media_type=MEDIA_TYPE, headers=headers)


async def _told(
    session: Session,
    first: Event | None,
    events: asyncio.Queue[Event | None],
    outcome: Awaitable[SessionStep],
) -> AsyncIterator[bytes]:
    event = first
    while event is not None:
        if may_be_seen(event, feedback=session.mode is Mode.STUDY):
            yield _encoded(*_shown(event, session))
        while True:
            try:
                async with asyncio.timeout(_SECONDS_OF_SILENCE):
                    event = await events.get()
                break
            except TimeoutError:
                yield b": still at work\n\n"
    try:
        yield _encoded("outcome", await outcome)
    except Problem as problem:
        yield _encoded("problem", told(problem))
    except InterviewError as error:
        yield _encoded("problem", told(problem_of(error)))
    except Exception:  # noqa: BLE001 -- the status is sent already; the task's owner logged it
        yield _encoded("problem", told(Problem(FAULT, "It was logged. What was kept is not lost.")))


def _shown(event: Event, session: Session) -> tuple[str, BaseModel]:
    match event:
        case Planned(agenda):
            phases = list(dict.fromkeys(item.phase.value for item in agenda.items))
            planned = PlannedEvent(questions=len(agenda.items), phases=phases, minutes=agenda.minutes)
            return "planned", planned
        case Words(agent, text):
            return "words", WordsEvent(agent=agent, text=text)
        case Drafted(verdict, advice):
            return "drafted", DraftedEvent(verdict=verdict, advice=advice)
        case Coached(turn):
            return "coached", revealed(turn, session)


def _encoded(name: str, value: BaseModel) -> bytes:
    # JSON has its line ends written out, so that it is one line.
    return b"event: %s\ndata: %s\n\n" % (name.encode(), to_json(value))
