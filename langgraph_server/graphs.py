"""Both graphs as LangGraph's server runs them (`langgraph.json` names them).

A thread is a session, by the same id: the terminal and the page list it, and go on with it. What a run may
not do, and the server would let pass without a word, is the run's error here.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Any

from langchain_core.runnables import RunnableConfig
from langgraph.graph.state import CompiledStateGraph
from langgraph.types import Command, StateSnapshot

from app.bootstrap.memory import check_writing, now
from app.bootstrap.whereabouts import guides_of
from app.practice.practising import check_questions
from app.session.going_on import with_what_was_planned
from app.session.sitting import Sitting, sitting
from domain.errors import InterviewError
from domain.interview import CandidateMessage, Session
from graphs.interview import Graph, drill_graph, interview_graph
from graphs.state import InterviewContext, InterviewState
from knowledge.base import KnowledgeBase
from langgraph_server import asked_for, branches
from langgraph_server.checkpointer import DRILL
from langgraph_server.errors import AnsweredBefore, NotHeld, NothingWaits, NoThread, OtherCommand, Taken
from langgraph_server.house import House, here

_WAITS = ("await_answer",)
_END = object()
_BEFORE_WAITING = "ask_question"
_AT = frozenset({"checkpoint_id", "checkpoint_map"})
"""What names a checkpoint in a config."""


class Held(CompiledStateGraph[InterviewState, InterviewContext, InterviewState, InterviewState]):
    """A graph whose runs hold the session of their thread: locked, over its guides, what was said kept."""

    async def astream(
        self, input: Any, config: RunnableConfig | None = None, **given: Any
    ) -> AsyncIterator[Any]:
        """As LangGraph's own; `context` and `durability` are ours.

        Raises `NotHeld` for what may not be done now.
        """
        parts: asyncio.Queue[Any] = asyncio.Queue()
        # The server takes each part in a context of its own, and a session that is held stands in one.
        holding = asyncio.create_task(self._hold(input, config, given, parts.put_nowait))
        holding.add_done_callback(lambda done: parts.put_nowait(_END))
        try:
            while (part := await parts.get()) is not _END:
                yield part
            await holding
        except InterviewError as error:
            raise NotHeld(error) from error
        finally:
            holding.cancel()
            await asyncio.gather(holding, return_exceptions=True)

    async def _hold(
        self,
        input: Any,
        config: RunnableConfig | None,
        given: dict[str, Any],
        tell: Callable[[Any], None],
    ) -> None:
        house, thread = here(), _thread(self, config)
        there = await self.aget_state(thread)
        async with _begun(self, house, thread, input, there) as run:
            given |= {"context": run.context, "durability": "sync"}
            config = _at_the_end(config) if run.branched else config
            async for part in super().astream(run.given, config, **given):
                tell(part)

    async def branch_off(self, thread: RunnableConfig, session: Session) -> None:
        """Let the thread end in a branch that begins at `thread`, and waits there for `session`.

        LangGraph would answer an older checkpoint with what it was answered with then.
        """
        update = {"session": session.model_dump(mode="json")}
        await self.aupdate_state(thread, update, as_node=_BEFORE_WAITING)
        # Into the interrupt.
        async for _ in super().astream(None, _at_the_end(thread), durability="sync"):
            pass

    @property
    def is_drill(self) -> bool:
        return self.name == DRILL

    def get_input_jsonschema(self, config: RunnableConfig | None = None) -> dict[str, Any]:
        """What begins a session, for the forms of whoever calls."""
        kind = asked_for.DrillWanted if self.is_drill else asked_for.InterviewWanted
        return kind.model_json_schema()

    def get_context_jsonschema(self) -> dict[str, Any]:
        """Nothing: what a session works on is the server's."""
        return {"type": "object", "properties": {}}


class _Unwatched:
    """Nobody is told anything beside the run (`app.session.sitting.Watches`); words are streamed."""

    live = True

    def tell(self, key: str, **given: object) -> None:
        del key, given


def _thread(graph: Held, config: RunnableConfig | None) -> RunnableConfig:
    """The thread of a run, at the checkpoint that it names. Raises `NoThread` for a run without one."""
    told = (config or {}).get("configurable", {})
    if "thread_id" not in told or graph.checkpointer is None:
        raise NoThread
    named = {key: told[key] for key in ("thread_id", "checkpoint_id") if told.get(key)}
    return {"configurable": {**named, "graph_id": graph.name}}


@dataclass(frozen=True, slots=True)
class _Run:
    """What a run is given and works on; `branched` says that the thread ends in a new branch now."""

    given: Any
    context: InterviewContext
    branched: bool = False


@asynccontextmanager
async def _begun(
    graph: Held, house: House, thread: RunnableConfig, given: Any, there: StateSnapshot
) -> AsyncIterator[_Run]:
    """A run while it has the session of its thread to itself. Raises `InterviewError` for what cannot be."""
    thread_id = str(thread["configurable"]["thread_id"])
    if isinstance(given, dict):
        if there.values:
            raise Taken(thread_id)
        async with _new(graph, house, thread_id, given) as run:
            yield run
        return
    waits = there.next == _WAITS
    _check(given, there, thread_id)
    said = asked_for.message(given.resume, now()) if isinstance(given, Command) else None
    store = house.memory.drills if graph.is_drill else house.memory.store
    session = await branches.session_of(store, thread_id, there.values)
    async with sitting(house.settings, _Unwatched(), house.memory, session, house.models) as at:
        back = waits and await branches.went_back(store, thread_id, there.values["turn"])
        # A copy's state is the original's: its nodes would write there.
        branched = back or (waits and there.values["session"]["id"] != thread_id)
        if branched:
            session = branches.as_it_stood(session, there.values)
            # First: killed in between, the thread has gone back and its transcript has not, which is seen.
            await graph.branch_off(thread, session)
        if back:
            await branches.keep_apart(store, session, there.values["turn"])
        where = await asyncio.to_thread(guides_of, session, house.settings)
        opened = await house.shelf.opened(where)
        knowledge = _as_planned(session, there, opened.knowledge)
        given = await _kept(at, there, said) if waits else given
        yield _Run(given, at.context(knowledge), branched)
        await at.keep()


def _at_the_end(config: RunnableConfig | None) -> RunnableConfig:
    """`config` without the checkpoint that it names."""
    told = {key: part for key, part in (config or {}).get("configurable", {}).items() if key not in _AT}
    return {**(config or {}), "configurable": told}


def _check(given: Any, there: StateSnapshot, thread_id: str) -> None:
    """Raise `InterviewError` where a thread that stands `there` cannot go on with `given`."""
    if isinstance(given, Command) and (given.resume is None or given.update or given.goto):
        raise OtherCommand
    if not there.next or (given is not None and there.next != _WAITS):
        raise NothingWaits(thread_id, begun=bool(there.values))


@asynccontextmanager
async def _new(graph: Held, house: House, thread_id: str, given: dict[str, Any]) -> AsyncIterator[_Run]:
    """The run that begins a session. Raises `NoSuchInput`, and where there is nothing to ask."""
    wanted = asked_for.wanted(given, graph.is_drill)
    opened = await house.shelf.opened(person=wanted.person.strip() or None)
    await asyncio.to_thread(check_writing, house.memory)
    made = await wanted.session(house.memory, opened, house.settings)
    session = made.model_copy(update={"id": thread_id, "unmasked": not house.settings.mask})
    knowledge = opened.knowledge if graph.is_drill else opened.knowledge.with_doubts(opened.doubts)
    async with sitting(house.settings, _Unwatched(), house.memory, session, house.models) as at:
        context = at.context(knowledge)
        await context.store.save(session)
        yield _Run({"session": session.model_dump(mode="json")}, context)
        await at.keep()


def _as_planned(session: Session, there: StateSnapshot, knowledge: KnowledgeBase) -> KnowledgeBase:
    """`knowledge` with what the agenda asks about. Raises `InterviewError` where that is gone."""
    planned = there.values.get("agenda")
    if session.drill:
        check_questions(session, planned, knowledge)
        return knowledge
    return with_what_was_planned(session, planned, knowledge, done=there.values.get("position", 0))


async def _kept(at: Sitting, there: StateSnapshot, said: CandidateMessage | None) -> Command[Any] | None:
    """The command that resumes with what was `said`, kept before anything is done with it.

    What was kept before, and not worked on, counts. Raises `AnsweredBefore` where it is something else.
    """
    store = at.memory.drills if at.session.drill else at.memory.store
    number = there.values["turn"]
    if said is not None and await store.keep_message(at.session.id, number, said):
        return Command(resume=said.model_dump(mode="json"))
    kept = await store.kept_message(at.session.id, number)
    if said is not None and kept is not None and (kept.kind, kept.text) != (said.kind, said.text):
        raise AnsweredBefore(at.session.id, number)
    return Command(resume=kept.model_dump(mode="json")) if kept is not None else None


def _held(graph: Graph) -> Held:
    """`graph` with runs that hold a session."""
    parts = {name: part for name, part in vars(graph).items() if name != "__orig_class__"}
    return Held(**parts)


interview = _held(interview_graph().compile(name="interview"))
drill = _held(drill_graph().compile(name=DRILL))
