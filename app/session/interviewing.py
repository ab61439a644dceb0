"""One interview on its graph: begin, answer, go on after a crash."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable, Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext, suppress
from copy import copy
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import TYPE_CHECKING, Any, NamedTuple, cast

from langgraph.checkpoint.serde.types import INTERRUPT
from langgraph.types import Command, Durability

from agents.evaluator.work import judging as of_work
from agents.interviewer import agent as interviewer
from domain.errors import InterviewError, UnknownTurn
from domain.interview import CandidateMessage, Session, SessionStatus, Turn, TurnKind
from domain.objection import Objection
from domain.report import Report
from domain.usage import Setback, Usage
from domain.work import Work
from graphs import objecting, ready, steps
from graphs.interview import Graph, with_checkpoints_in
from graphs.state import InterviewContext, InterviewState
from graphs.telling import Event, Tell
from memory.checkpointer import RedisSaver
from memory.in_hand import InHand
from memory.sessions import RedisSessionStore
from telemetry import place
from telemetry.watching import watched

if TYPE_CHECKING:
    from langgraph.checkpoint.base import BaseCheckpointSaver

    from agents.evaluator.objecting import Pointed
    from knowledge.base import KnowledgeBase
    from knowledge.search.embed import Embedder
    from memory.store import SessionStore

_RECURSION_LIMIT = 10_000
"""Super-steps a run may take: a bound against a loop of our own making, far above any interview."""


@dataclass(frozen=True, slots=True)
class Step:
    """Where the interview stands after a step.

    `judged` is the turn that was coached last, where this step coached one; `waiting` the turn that waits
    for an answer, None at the end; `position` counts questions from 1; `follow_ups` those of this question;
    `usage` is what language models took in the session so far, and `news` what is to be said about them.
    """

    session: Session
    waiting: Turn | None
    judged: Turn | None = None
    report: Report | None = None
    position: int = 0
    follow_ups: int = 0
    usage: Usage = field(default_factory=Usage)
    news: tuple[Setback, ...] = ()


class NothingToGoOnFrom(InterviewError):
    """The transcript is there, the checkpoints are not; to begin again would write over it."""

    exit_code = 5

    def __init__(self, session_id: str) -> None:
        super().__init__(
            f"The state of session {session_id} is no longer kept, so it cannot go on. "
            f"`interview replay {session_id}` still shows it."
        )


class _Standing(NamedTuple):
    """The graph's state, empty where there is none yet, and whether it has asked and waits for an answer."""

    values: InterviewState
    waits: bool


def _in_hand(graph: Graph, context: InterviewContext, session_id: str) -> InHand | None:
    """The session in hand, None where it is kept by others than ours."""
    saver, store = graph.checkpointer, context.store
    if isinstance(saver, RedisSaver) and isinstance(store, RedisSessionStore):
        return InHand(store, saver, session_id)
    return None


def _to_nobody(event: Event) -> None:
    """Nobody watches."""


async def _nobody_else() -> None:
    """The guard of a session that only this process can reach."""


async def _nothing() -> None:
    """What is done after a turn of which nothing is counted."""


class Interview:
    """A session on its graph. Every answer is kept before anything is done with it.

    `guard` is asked before an answer is taken, and raises where the session is no longer ours. `after` is
    done when a turn was worked on, and does not raise.
    """

    def __init__(
        self,
        graph: Graph,
        context: InterviewContext,
        session_id: str,
        guard: Callable[[], Awaitable[None]] = _nobody_else,
        after: Callable[[], Awaitable[None]] = _nothing,
    ) -> None:
        self._hand = _in_hand(graph, context, session_id)
        if self._hand is not None:
            graph = with_checkpoints_in(self._hand.saver, graph)
            context = replace(context, store=self._hand.store)
        self._graph = graph
        self._guard = guard
        self._after = after
        self._context = context
        self._session_id = session_id
        self._at_work = asyncio.Lock()

    def over(self, knowledge: KnowledgeBase) -> Interview:
        """The same session over `knowledge`, for whoever goes on with it in place of this one."""
        other = copy(self)
        other._context = replace(self._context, knowledge=knowledge)
        return other

    @property
    def store(self) -> SessionStore:
        """Where the session and its transcript are kept; within `held` what was read is known."""
        return self._context.store

    def held(self) -> AbstractContextManager[None]:
        """Within this, which is for who holds the session's lock, nothing of it is read twice."""
        return self._hand.held() if self._hand is not None else nullcontext()

    async def look(self, number: int) -> None:
        """Within `held`: read in one what an answer to turn `number` needs. Raises `UnknownSession`."""
        if self._hand is not None:
            await self._hand.look(number)

    def make_ready(self) -> None:
        """Have at hand what the first answer needs: it takes a second, and the question is read meanwhile."""
        ready.make_ready(self._context.knowledge)

    @property
    def embedder(self) -> Embedder | None:
        """What makes vectors of the guides, and of what is said; None where nothing does."""
        return self._context.knowledge.embedder

    @property
    def uses_models(self) -> bool:
        """Whether a step may take as long as language models do."""
        return bool(self._context.models)

    def news(self) -> tuple[Setback, ...]:
        """What befell the models since this was asked last."""
        return self._context.account.news() if self._context.account is not None else ()

    async def begin(self, session: Session, tell: Tell = _to_nobody) -> Step:
        """Plan the agenda and ask the first question; `tell` hears what happens meanwhile."""
        async with self._at_work:
            with self.held(), self._watched("begin"):
                step = await self._begin(session, tell)
        await self._after()
        return step

    async def go_on(self, tell: Tell = _to_nobody) -> Step:
        """Take up the session where it was left, killed at whatever moment.

        An answer that was kept and not yet worked on is worked on now; a node that was cut off runs again.
        """
        async with self._at_work:
            with self.held(), self._watched("resume"):
                await self._settle()
                step = await self._go_on(tell)
        await self._after()
        return step

    async def _settle(self) -> None:
        """Finish what an objection began that was the last thing before a crash."""
        state = await self.values()
        if closed := state.get("closed"):
            with suppress(UnknownTurn):
                turn = await self._context.store.turn(self._session_id, closed["turn"])
                if any(objection.ruling.is_accepted for objection in turn.objections):
                    await objecting.settle(state, self._context, turn)

    async def _begin(self, session: Session, tell: Tell) -> Step:
        session = session.model_copy(update={"unmasked": session.unmasked or self._context.unmasked})
        await self._context.store.save(session)
        return await self._run({"session": session.model_dump(mode="json")}, tell)

    async def _go_on(self, tell: Tell) -> Step:
        state = await self._standing()
        if not state.values:
            if await self._context.store.turns(self._session_id):
                raise NothingToGoOnFrom(self._session_id)
            # Killed before the first checkpoint: the session is known, its agenda is not.
            return await self._begin(await self._context.store.session(self._session_id), tell)
        # Not whether it waits: a process may have died between a node and its checkpoint.
        if state.values["session"]["status"] == SessionStatus.FINISHED:
            return await self._step(state.values)
        if self._context.unmasked and not state.values["session"].get("unmasked"):
            # At once: an answer may be sent, and the program killed, before a node keeps the session.
            session = await self._context.store.session(self._session_id)
            await self._context.store.save(session.model_copy(update={"unmasked": True}))
        if state.waits:
            kept = await self._context.store.kept_message(self._session_id, state.values["turn"])
            if kept is None:
                return await self._step(state.values)
            return await self._run(Command(resume=kept.model_dump(mode="json")), tell)
        return await self._run(None, tell)

    async def answer(self, number: int, message: CandidateMessage, tell: Tell = _to_nobody) -> Step:
        """Keep `message` as what was said in turn `number`, and work on it; `tell` hears what comes of it.

        Safe to repeat after a failure: the message is kept once, and what was done with it already is not
        done again. Raises `MemoryUnavailable` when the database is away, `SessionInUse` when another window
        took the session meanwhile.
        """
        async with self._at_work:
            with self.held(), self._watched(message.kind.value, number):
                await self._guard()
                await self._context.store.keep_message(self._session_id, number, message)
                step = await self._go_on(tell)
        await self._after()
        return step

    async def look_again(self, number: int, pointed: Pointed) -> tuple[Turn, Objection]:
        """Hold the words that the candidate points to against a key point of turn `number` again.

        Waits until what is worked on is done. Raises `graphs.objecting.NotToBeJudgedAgain`, and as `answer`.
        """
        async with self._at_work:
            with self.held(), self._watched("said", number):
                await self._guard()
                turn, objection = await objecting.look_again(
                    await self.values(), self._context, number, pointed
                )
        await self._after()
        return turn, objection

    @property
    def readies_sandbox(self) -> bool:
        """Whether the first code to run has to wait until the sandbox is made."""
        return self._context.sandbox is not None and not self._context.sandbox.ready

    async def try_work(self, turn: Turn, text: str, better: str = "") -> Work:
        """What work comes to at the task of `turn`, not handed in yet; nothing of it is kept."""
        assert turn.question.work is not None
        knowledge, sandbox = self._context.knowledge, self._context.sandbox
        point = knowledge.point(turn.question.talking_point_id)
        return await asyncio.to_thread(
            of_work.try_work, turn.question.work, text, better, point, knowledge, sandbox
        )

    async def said_to(self, turn: Turn) -> str:
        """All that was answered to the question of `turn`, as the evaluator read it."""
        return await objecting.said_to(self._context, self._session_id, turn.question, turn.number)

    async def before(self) -> str:
        """The words of the question that may be answered once more, "" where none may."""
        state = await self.values()
        last = steps.before(state) and interviewer.id_of(state["position"] - 1)
        asked = [turn for turn in await self.turns() if turn.kind is TurnKind.QUESTION]
        return next((turn.question.text for turn in reversed(asked) if turn.question.id == last), "")

    async def report(self) -> Report | None:
        """The report as it stands, None before the end."""
        return await self._context.store.report(self._session_id)

    async def values(self) -> InterviewState:
        """The graph's state."""
        return (await self._standing()).values

    async def _standing(self) -> _Standing:
        """Where the graph is, by its latest checkpoint."""
        saver = cast("BaseCheckpointSaver[str]", self._graph.checkpointer)
        found = await saver.aget_tuple(self._config)
        if found is None:
            return _Standing(InterviewState(), waits=False)
        # One node asks, and a checkpoint in which it has asked keeps its question.
        waits = any(channel == INTERRUPT for _, channel, _ in found.pending_writes or ())
        return _Standing(cast(InterviewState, found.checkpoint["channel_values"]), waits=waits)

    async def turns(self) -> list[Turn]:
        """The transcript so far."""
        return await self._context.store.turns(self._session_id)

    @property
    def now(self) -> datetime:
        return self._context.now()

    @contextmanager
    def _watched(self, message: str, turn: int = 0) -> Iterator[None]:
        """Watch the work on a turn; 0 is what is done before the first answer."""
        told: dict[str, str | int] = {
            "gen_ai.operation.name": "invoke_workflow",
            "gen_ai.workflow.name": "interview",
            "interview.turn": turn,
            "interview.message": message,
        }
        with place.at(self._session_id, turn), watched("turn", told, level=logging.INFO):
            yield

    @property
    def _config(self) -> Any:
        return {"configurable": {"thread_id": self._session_id}, "recursion_limit": _RECURSION_LIMIT}

    async def _run(self, given: Any, tell: Tell = _to_nobody) -> Step:
        # What a language model said is not asked for twice: with one, each node's work is kept as it is done.
        # Without, a turn is a moment's work, of which only the end is kept; cut off, it is done again.
        if self._hand is None or self.uses_models:
            values = await self._through(given, "sync", tell)
        else:
            async with self._hand.as_a_whole():
                values = await self._through(given, "exit", tell)
        return await self._step(values)

    async def _through(self, given: Any, durability: Durability, tell: Tell) -> Any:
        """The state in which the graph stops that is given `given`."""
        values: Any = None
        async for part in self._graph.astream(
            given,
            self._config,
            context=self._context,
            durability=durability,
            stream_mode=["values", "custom"],
            version="v2",
        ):
            if part["type"] == "custom":
                tell(part["data"])
            elif part["type"] == "values":
                values = part["data"]
        return values

    async def _step(self, values: Any) -> Step:
        store = self._context.store
        session = Session.model_validate(values["session"])
        finished = session.status is SessionStatus.FINISHED
        number: int = values.get("turn", 0)
        account = self._context.account
        waiting = None if finished or not number else await store.turn(session.id, number)
        return Step(
            session=session,
            waiting=waiting,
            judged=await self._judged(session, waiting, number),
            report=await store.report(session.id) if finished else None,
            position=session.asked,
            follow_ups=len(values.get("follow_ups", ())),
            usage=account.usage if account is not None else Usage(),
            news=self.news(),
        )

    async def _judged(self, session: Session, waiting: Turn | None, number: int) -> Turn | None:
        """The turn that was coached just before the one that waits."""
        last = number if waiting is None else number - 1
        if last < 1:
            return None
        turn = await self._context.store.turn(session.id, last)
        return turn if turn.advice is not None else None
