"""Channels of which only the changes are stored, when a thread is pruned, copied and forked."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated, Any, TypedDict

import pytest
from langchain_core.runnables import RunnableConfig
from langgraph.channels.delta import DeltaChannel
from langgraph.checkpoint.base import BaseCheckpointSaver
from langgraph.checkpoint.memory import InMemorySaver
from langgraph.graph import START, StateGraph
from langgraph.types import Send

from memory.checkpointer import RedisSaver
from memory.connection import RedisHandle
from memory.keys import Keys


def append(state: list[str], writes: Sequence[list[str]]) -> list[str]:
    """A reducer that gives the same however the writes are batched."""
    return [*state, *(word for write in writes for word in write)]


class Talk(TypedDict):
    said: Annotated[list[str], DeltaChannel(append, snapshot_frequency=7)]
    turns: int


async def speak(state: Talk) -> dict[str, Any]:
    return {"turns": state.get("turns", 0) + 1}


async def branch(state: dict[str, int]) -> dict[str, list[str]]:
    return {"said": [f"branch {state['number']}"]}


def fan_out(state: Talk) -> list[Send]:
    return [Send("branch", {"number": number}) for number in range(12)]


def app(saver: BaseCheckpointSaver[str]) -> Any:
    graph = StateGraph(Talk).add_node("speak", speak).add_node("branch", branch)
    graph.add_edge(START, "speak").add_conditional_edges("speak", fan_out)
    return graph.compile(checkpointer=saver)


def at(thread_id: str) -> RunnableConfig:
    return {"configurable": {"thread_id": thread_id}}


async def talk(graph: Any, thread_id: str, words: Sequence[str]) -> list[str]:
    """Say each of `words` in a turn; what the thread's state holds then."""
    for word in words:
        await graph.ainvoke({"said": [word]}, at(thread_id), durability="sync")
    return await heard(graph, thread_id)


async def heard(graph: Any, thread_id: str) -> list[str]:
    said: list[str] = (await graph.aget_state(at(thread_id))).values["said"]
    return said


@pytest.fixture
def saver(redis_handle: RedisHandle) -> RedisSaver:
    return RedisSaver(redis_handle.sync_client, redis_handle.client)


WORDS = [f"turn {number}" for number in range(10)]


async def test_what_is_replayed_equals_what_the_memory_saver_has(saver: RedisSaver) -> None:
    expected = await talk(app(InMemorySaver()), "t", WORDS)

    assert await talk(app(saver), "t", WORDS) == expected
    assert len(expected) == 10 * 13


async def test_the_overridden_history_equals_the_stock_one(saver: RedisSaver) -> None:
    await talk(app(saver), "t", WORDS)
    for snapshot in [found async for found in saver.alist(at("t"))]:
        ours = await saver.aget_delta_channel_history(
            config=snapshot.config, channels=["said", "turns", "none"]
        )
        stock = await BaseCheckpointSaver.aget_delta_channel_history(
            saver, config=snapshot.config, channels=["said", "turns", "none"]
        )
        assert ours == stock


async def test_the_history_is_one_round_trip(redis_handle: RedisHandle, saver: RedisSaver) -> None:
    await talk(app(saver), "t", WORDS[:4])

    def scripts_run() -> int:
        return int(redis_handle.sync_client.info("commandstats")["cmdstat_evalsha"]["calls"])

    before = scripts_run()
    saver.get_delta_channel_history(config=at("t"), channels=["said"])

    assert scripts_run() - before == 1


@pytest.mark.parametrize("turns", range(1, 9))
async def test_pruning_loses_nothing_wherever_the_snapshot_stands(saver: RedisSaver, turns: int) -> None:
    graph = app(saver)
    before = await talk(graph, "t", WORDS[:turns])

    await saver.aprune(["t"])

    assert await heard(graph, "t") == before
    assert (await talk(graph, "t", ["after"]))[: len(before) + 1] == [*before, "after"]


async def test_pruning_does_delete_what_is_older_than_the_snapshot(
    redis_handle: RedisHandle, saver: RedisSaver
) -> None:
    await talk(app(saver), "t", WORDS)
    count = redis_handle.sync_client.hlen(Keys().thread("t").checkpoints)

    await saver.aprune(["t"])

    assert redis_handle.sync_client.hlen(Keys().thread("t").checkpoints) < count / 2


async def test_a_copy_replays_the_same(saver: RedisSaver) -> None:
    graph = app(saver)
    before = await talk(graph, "t", WORDS[:5])

    await saver.acopy_thread("t", "copy")
    await saver.adelete_thread("t")

    assert await heard(graph, "copy") == before


async def test_a_fork_replays_only_its_own_ancestors(saver: RedisSaver) -> None:
    graph = app(saver)
    early = await talk(graph, "t", WORDS[:2])
    fork = (await graph.aget_state(at("t"))).config
    await talk(graph, "t", WORDS[2:])

    config = await graph.aupdate_state(fork, {"said": ["another way"]}, as_node="branch")

    assert (await graph.aget_state(config)).values["said"] == [*early, "another way"]
