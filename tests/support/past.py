"""Sessions that were held on an embedded Redis, and the command line over them."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

import pytest
from langgraph.checkpoint.memory import InMemorySaver
from typer.testing import CliRunner

from app import plugins
from app.cli import app
from app.session.interviewing import Graph, Interview, Step
from domain.errors import InterviewError
from domain.interview import CandidateMessage, MessageKind, Mode, Session
from graphs.interview import interview_on
from graphs.state import InterviewContext
from knowledge.base import KnowledgeBase
from memory.checkpointer import RedisSaver
from memory.connection import RedisHandle
from memory.in_memory import InMemorySessionStore
from memory.sessions import RedisSessionStore
from memory.store import SessionStore
from tests.support.interviews import POINTS, Clock, a_session, does, says, whole_answer

# `interview eval` is a plugin, which the command itself adds when it starts.
plugins.add_to(app, plugins.installed(), pytest.fail)


BY_ID = {point.id: point for point in POINTS}
WEAK = "It was a change we made to the platform last year with the team."
VARIED = (WEAK, "/clarify", "…", "/skip", WEAK, "/skip")
"""A follow-up, an aside, a full answer, a question skipped, a weak answer whose follow-up is skipped."""

Result = TypeVar("Result")


@dataclass
class Place:
    """Where sessions are kept: a store, and a graph on a checkpointer."""

    knowledge: KnowledgeBase
    store: SessionStore
    graph: Graph

    @classmethod
    def in_memory(cls, knowledge: KnowledgeBase) -> Place:
        """A place that lives and dies with the test."""
        return cls(knowledge, InMemorySessionStore(), interview_on(InMemorySaver()))

    def interview(self, session_id: str) -> Interview:
        """The interview of that id."""
        return Interview(self.graph, InterviewContext(self.knowledge, self.store, Clock()), session_id)

    async def hold(
        self, session_id: str, lines: Sequence[str] = VARIED, *, mode: Mode = Mode.STUDY
    ) -> Session:
        """Begin a session and say `lines`; whatever is not asked any more is left unsaid."""
        step = await self.interview(session_id).begin(a_session(session_id, mode=mode))
        return (await self.say(session_id, step, lines)).session

    async def say(self, session_id: str, step: Step, lines: Sequence[str]) -> Step:
        """Go on from `step` with `lines`; "…" stands for everything the guide says to the question."""
        for line in lines:
            if step.waiting is None:
                break
            message = _message(line, step.waiting.question.talking_point_id)
            step = await self.interview(session_id).answer(step.waiting.number, message)
        return step


def _message(line: str, talking_point_id: str) -> CandidateMessage:
    if line == "…":
        return says(whole_answer(BY_ID[talking_point_id]))
    if line.startswith("/"):
        return does(MessageKind(line[1:]))
    return says(line)


@dataclass
class Told:
    """What a command said, and what it ended with."""

    out: str
    code: int
    error: str = ""

    @property
    def json(self) -> Any:
        return json.loads(self.out)


@dataclass
class Workspace:
    """A home folder with an embedded Redis in it, which the test keeps running."""

    home: Path
    handle: RedisHandle
    knowledge: KnowledgeBase

    def does(self, work: Callable[[Place], Awaitable[Result]]) -> Result:
        """Run `work` on this workspace's database, in an event loop of its own."""

        async def with_client() -> Result:
            client = self.handle.new_client()
            graph = interview_on(RedisSaver(async_client=client))
            try:
                return await work(Place(self.knowledge, RedisSessionStore(client), graph))
            finally:
                await client.aclose()

        return asyncio.run(with_client())

    def holds(self, session_id: str, lines: Sequence[str] = VARIED, *, mode: Mode = Mode.STUDY) -> Session:
        """Hold a session here."""
        return self.does(lambda place: place.hold(session_id, lines, mode=mode))

    def run(self, *arguments: str, given: str = "", **variables: str) -> Told:
        """Run the command `interview` with `arguments`, and `given` on standard input."""
        environment = {"INTERVIEW_HOME": str(self.home), "COLUMNS": "120"}
        environment |= dict.fromkeys(("REDIS_URL", "INTERVIEW_MODEL", "INTERVIEW_GUIDES"), "") | variables
        result = CliRunner(env=environment).invoke(app, list(arguments), input=given)
        if isinstance(result.exception, InterviewError):
            return Told(result.stdout, result.exception.exit_code, str(result.exception))
        if result.exception is not None and not isinstance(result.exception, SystemExit):
            raise result.exception
        return Told(result.stdout, result.exit_code, result.stderr)

    def everything(self) -> dict[bytes, Any]:
        """The whole database, every key with its value."""
        client = self.handle.sync_client
        readers: dict[bytes, Callable[[bytes], Any]] = {
            b"hash": client.hgetall,
            b"zset": lambda key: client.zrange(key, 0, -1, withscores=True),
            b"string": client.get,
        }
        return {key: readers[client.type(key)](key) for key in client.scan_iter()}
