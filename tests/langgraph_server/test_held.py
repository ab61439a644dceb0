"""The graphs as LangGraph's server runs them, without the server: what a run may do, and what it is told."""

from __future__ import annotations

import asyncio
import tempfile
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from langgraph.types import Command

from app.bootstrap.memory import locked
from domain.errors import SessionInUse, UnknownSession
from domain.interview import CandidateMessage, Session, SessionStatus
from langgraph_server import graphs, house
from langgraph_server.checkpointer import BothSavers
from langgraph_server.errors import (
    AnsweredBefore,
    NoMessage,
    NoSuchInput,
    NotHeld,
    NothingWaits,
    NoThread,
    OtherCommand,
    Taken,
)
from memory.connection import RedisHandle, open_redis
from tests.support.built import with_graphs
from tests.support.interviews import START

SAID = (
    "I replaced the nightly batch with a stream of parcel events. The consumers are idempotent, because "
    "redelivery is certain. The run went from four hours to forty minutes."
)
GUIDE = f"""# Notes

### Q1: How did you make the nightly job faster?

**Answer:** {SAID}

### Q2: How do you handle schema changes?

**Answer:** Every topic has a schema in a registry. Only backward compatible changes pass the build.

## Facts to know

- Parcels a day: 41,000
- Depots: 17
"""
BEGIN = {"minutes": 20, "seed": 2}


@pytest.fixture(scope="module")
def home() -> Iterator[tuple[Path, RedisHandle]]:
    """A home folder with a guide, its embedded database running."""
    with (
        tempfile.TemporaryDirectory(prefix="home-") as name,
        open_redis(None, Path(name) / "redis") as handle,
    ):
        folder = with_graphs(Path(name))
        (folder / "guides").mkdir()
        (folder / "guides" / "notes.md").write_text(GUIDE, encoding="utf-8")
        yield folder, handle


@dataclass(frozen=True, slots=True)
class Server:
    """The graphs over a house, as the server would run them."""

    house: house.House
    saver: BothSavers

    async def run(
        self, thread: str, given: Any, graph: graphs.Held = graphs.interview, checkpoint: str = ""
    ) -> Any:
        """What a run of `graph` in `thread` comes to."""
        config: Any = {"configurable": {"thread_id": thread, "graph_id": graph.name}}
        if checkpoint:
            config["configurable"]["checkpoint_id"] = checkpoint
        return await graph.copy({"checkpointer": self.saver}).ainvoke(given, config)

    async def says(self, thread: str, said: Any, checkpoint: str = "") -> Any:
        return await self.run(thread, Command(resume=said), checkpoint=checkpoint)

    async def waited(self, thread: str) -> dict[int, str]:
        """The checkpoints in which `thread` waited, by their turns."""
        config: Any = {"configurable": {"thread_id": thread}}
        graph = graphs.interview.copy({"checkpointer": self.saver})
        return {
            each.values["turn"]: each.config["configurable"]["checkpoint_id"]
            async for each in graph.aget_state_history(config)
            if each.next == ("await_answer",)
        }

    async def said(self, thread: str) -> list[tuple[int, str]]:
        turns = await self.house.memory.store.turns(thread)
        return [(turn.number, turn.message.text) for turn in turns if turn.message is not None]


@contextmanager
def refused(why: type[Exception], told: str = "") -> Iterator[None]:
    """A run that is refused, for `why`, in one line that has `told` in it."""
    with pytest.raises(NotHeld) as raised:
        yield
    assert isinstance(raised.value.__cause__, why)
    assert told in str(raised.value) and "\n" not in str(raised.value)


@asynccontextmanager
async def serving(home: tuple[Path, RedisHandle]) -> AsyncIterator[Server]:
    home[1].sync_client.flushall()
    async with house.opened({"INTERVIEW_HOME": str(home[0])}) as opened:
        yield Server(opened, BothSavers(opened.memory))


async def test_a_thread_is_a_session_that_the_terminal_has_too(home: tuple[Path, RedisHandle]) -> None:
    async with serving(home) as server:
        first = await server.run("t1", BEGIN)
        assert first["__interrupt__"][0].value == {"turn": 1, "asked": first["asked"]}
        values = first
        while values["session"]["status"] == SessionStatus.OPEN:
            values = await server.says("t1", SAID)
        store = server.house.memory.store
        assert [session.id for session in await store.sessions()] == ["t1"]
        report = await store.report("t1")
        assert report is not None and report.overall is not None
        assert {text for _, text in await server.said("t1")} == {SAID}


async def test_an_answer_where_nothing_waits_is_an_error_and_no_success(
    home: tuple[Path, RedisHandle],
) -> None:
    async with serving(home) as server:
        with refused(NothingWaits, "has not begun"):
            await server.says("t1", SAID)
        await server.run("t1", BEGIN)
        await server.says("t1", {"kind": "stop"})
        before = await server.said("t1")
        with refused(NothingWaits, "is finished"):
            await server.says("t1", SAID)
        with refused(NothingWaits):
            await server.run("t1", None)
        assert await server.said("t1") == before


@pytest.mark.parametrize(
    ("given", "error", "told"),
    [
        (BEGIN, Taken, "has a session already"),
        (Command(resume=7), NoMessage, "int is neither"),
        (Command(resume={"kind": "sing"}), NoMessage, "kind"),
        (Command(resume={"text": "x", "score": 1}), NoMessage, "score"),
        (Command(resume="x", update={"scored": 9}), OtherCommand, "changes nothing else"),
        (Command(goto="debrief"), OtherCommand, "changes nothing else"),
    ],
)
async def test_what_a_run_may_not_do_is_told_in_a_line_and_changes_nothing(
    home: tuple[Path, RedisHandle], given: Any, error: type[Exception], told: str
) -> None:
    async with serving(home) as server:
        await server.run("t1", BEGIN)
        waited = await server.waited("t1")
        with refused(error, told):
            await server.run("t1", given)
        assert await server.said("t1") == [] and await server.waited("t1") == waited
        # It waits as before.
        assert (await server.says("t1", SAID))["turn"] == 2


async def test_input_that_does_not_fit_begins_nothing(home: tuple[Path, RedisHandle]) -> None:
    async with serving(home) as server:
        with refused(NoSuchInput, "minutes"):
            await server.run("t1", {"minutes": 0})
        with refused(NoSuchInput, "colour"):
            await server.run("t1", {"colour": "red"})
        with refused(NoThread):
            await graphs.interview.ainvoke(BEGIN, {"configurable": {"thread_id": "t1"}})
        assert await server.house.memory.store.ids() == []


async def test_a_fork_from_an_earlier_turn_keeps_what_was_said_after_it_apart(
    home: tuple[Path, RedisHandle],
) -> None:
    async with serving(home) as server:
        await server.run("t1", BEGIN)
        await server.says("t1", "The first way.")
        values = await server.says("t1", "More of the first way.")
        at = await server.waited("t1")
        before = await server.said("t1")

        forked = await server.says("t1", SAID, checkpoint=at[1])

        assert values["turn"] == 3 and forked["turn"] == 2
        assert await server.said("t1") == [(1, SAID)]
        store = server.house.memory.store
        (apart,) = [session for session in await store.sessions() if session.id != "t1"]
        assert apart.forked_from == "t1" and await server.said(apart.id) == before
        # And the report is of the way that was gone.
        await server.says("t1", {"kind": "stop"})
        report = await store.report("t1")
        assert report is not None and report.answered == 1 and await store.report(apart.id) is None


async def test_a_copied_thread_writes_into_a_session_of_its_own(home: tuple[Path, RedisHandle]) -> None:
    async with serving(home) as server:
        await server.run("t1", BEGIN)
        await server.says("t1", "Said in both.")
        await server.saver.acopy_thread("t1", "t2")
        original = await server.says("t1", "Said in the original.")
        copy = await server.says("t2", SAID)
        await server.says("t2", {"kind": "stop"})

        assert copy["session"]["id"] == "t2" and original["session"]["id"] == "t1"
        assert await server.said("t1") == [(1, "Said in both."), (2, "Said in the original.")]
        assert (await server.said("t2"))[:2] == [(1, "Said in both."), (2, SAID)]
        store = server.house.memory.store
        assert (await store.session("t1")).status is SessionStatus.OPEN
        assert (await store.session("t2")).forked_from == "t1"


async def test_an_answer_that_was_kept_before_a_crash_is_worked_on_and_no_other(
    home: tuple[Path, RedisHandle],
) -> None:
    async with serving(home) as server:
        await server.run("t1", BEGIN)
        kept = CandidateMessage(text=SAID, at=START)
        assert await server.house.memory.store.keep_message("t1", 1, kept)

        with refused(AnsweredBefore):
            await server.says("t1", "Something else.")
        values = await server.run("t1", None)

        assert values["turn"] == 2 and await server.said("t1") == [(1, SAID)]


async def test_a_session_that_a_terminal_has_is_not_taken_from_it(home: tuple[Path, RedisHandle]) -> None:
    async with serving(home) as server:
        await server.run("t1", BEGIN)
        async with locked(server.house.memory, "t1"):
            with refused(SessionInUse, "open in another window"):
                await server.says("t1", SAID)
        both = await asyncio.gather(server.says("t1", SAID), server.says("t1", SAID), return_exceptions=True)
        # One has it; the other is told, and nothing is doubled.
        assert await server.said("t1") == [(1, SAID)]
        assert any(not isinstance(each, BaseException) for each in both)


async def test_a_drill_is_kept_where_the_terminals_are(home: tuple[Path, RedisHandle]) -> None:
    async with serving(home) as server:
        values = await server.run("d1", {"kind": "facts", "limit": 2}, graphs.drill)
        drills = server.house.memory.drills
        assert [session.id for session in await drills.sessions()] == ["d1"]
        assert await server.house.memory.store.ids() == []
        # Whoever only looks does not say of which graph it is.
        there = await server.saver.aget_tuple({"configurable": {"thread_id": "d1"}})
        assert there is not None
        while Session.model_validate(values["session"]).status is SessionStatus.OPEN:
            values = await server.run("d1", Command(resume="41,000 parcels a day."), graphs.drill)
        assert await server.house.memory.mastery.practices()


async def test_a_deleted_thread_leaves_nothing_of_its_session(home: tuple[Path, RedisHandle]) -> None:
    async with serving(home) as server:
        await server.run("t1", BEGIN)
        await server.says("t1", SAID)
        await server.saver.adelete_thread("t1")
        with pytest.raises(UnknownSession):
            await server.house.memory.store.session("t1")
        assert not [key for key in home[1].sync_client.keys("*") if b"t1" in key]


def test_the_forms_ask_for_what_begins_a_session_and_for_nothing_of_ours() -> None:
    assert set(graphs.interview.get_input_jsonschema()["properties"]) >= {"minutes", "mode", "seed"}
    assert set(graphs.drill.get_input_jsonschema()["properties"]) >= {"kind", "limit", "topic"}
    assert graphs.interview.get_context_jsonschema()["properties"] == {}
