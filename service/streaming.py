"""What happens during a turn, as server-sent events: the words as they come, then what came of it."""

from __future__ import annotations

import asyncio
import contextlib
import time
from collections.abc import AsyncIterator, Awaitable, Callable, Coroutine
from typing import Any, TypeAlias

from fastapi.responses import StreamingResponse
from pydantic import BaseModel
from pydantic_core import to_json

from app.past.revealing import revealed
from app.session.audience import may_be_seen
from app.users.workspaces import Workspace
from domain.errors import InterviewError
from domain.interview import Mode, Session
from domain.report import Advice
from domain.verdict import Verdict
from graphs.telling import Coached, Drafted, Event, Planned, Tell, Words
from memory.told import RedisTold
from service.problems import FAULT, Problem, problem_of, told
from service.service import Service
from service.views import SessionStep

MEDIA_TYPE = "text/event-stream"
_SECONDS_OF_SILENCE = 15.0
"""A proxy may cut a connection that says nothing for longer."""

_SECONDS_UNTIL_ASKED_AGAIN = 1.0

Work = Callable[[Tell], Coroutine[Any, Any, SessionStep]]
Named: TypeAlias = tuple[str, BaseModel]
"""An event as clients see it: its name, and what it says."""


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


async def answered(
    service: Service, workspace: Workspace, session: Session, work: Work, *, streams: bool
) -> StreamingResponse | SessionStep:
    """What comes of `work` on a session that is kept, as events or as a whole.

    Whoever watches the session, on whichever worker, is told what happens meanwhile.
    """

    async def told_elsewhere(tell: Tell) -> SessionStep:
        also: asyncio.Queue[Named | None] = asyncio.Queue()
        service.begun(_passed_on(workspace.told(session), session.id, also))

        def both(event: Event) -> None:
            tell(event)
            if may_be_seen(event, feedback=session.mode is Mode.STUDY):
                also.put_nowait(_shown(event, session))

        try:
            step = await work(both)
            also.put_nowait(("outcome", step))
            return step
        finally:
            also.put_nowait(None)

    if streams:
        return await streamed(service, session, told_elsewhere)
    return await service.done(told_elsewhere(lambda event: None))


async def _passed_on(told: RedisTold, session_id: str, events: asyncio.Queue[Named | None]) -> None:
    """Tell `events` to whoever watches. Where nobody does, it is asked again once in a second."""
    alone_until = 0.0
    while (event := await events.get()) is not None:
        name, value = event
        if name != "outcome" and time.monotonic() < alone_until:
            continue
        # Who watches sees in a moment what is kept: nothing but the words on the way is lost.
        with contextlib.suppress(InterviewError):
            if not await told.tell(session_id, name, to_json(value)):
                alone_until = time.monotonic() + _SECONDS_UNTIL_ASKED_AGAIN


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
    return as_stream(_told(session, first, events, task))


def as_stream(events: AsyncIterator[bytes]) -> StreamingResponse:
    """The response that sends `events` as they come."""
    headers = {"Cache-Control": "no-store", "X-Accel-Buffering": "no"}
    return StreamingResponse(events, media_type=MEDIA_TYPE, headers=headers)


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


def _shown(event: Event, session: Session) -> Named:
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
    return as_event(name, to_json(value))


def as_event(name: str, value: bytes, place: str = "") -> bytes:
    """A server-sent event; `value` is JSON, `place` that to which a client who lost it comes back."""
    # JSON has its line ends written out, so that it is one line.
    known = b"id: %s\n" % place.encode() if place else b""
    return b"%sevent: %s\ndata: %s\n\n" % (known, name.encode(), value)
