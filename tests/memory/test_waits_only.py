"""A saver that keeps the checkpoints a thread waited in, and of the others the latest."""

from __future__ import annotations

from typing import Any, TypedDict

import pytest
from langchain_core.runnables import RunnableConfig
from langgraph.graph import START, StateGraph
from langgraph.types import Command, interrupt

from memory.checkpointer import RedisSaver
from memory.connection import RedisHandle

AT: RunnableConfig = {"configurable": {"thread_id": "t"}}
NODES = ("read", "judge", "ask")


class State(TypedDict, total=False):
    answer: str
    judged: list[str]
    turn: int


class Breaks(Exception):
    """What a node raises where it is told to."""


def graph_of(saver: RedisSaver, broken: set[str]) -> Any:
    """Asks, waits, reads and judges, in a circle; nodes in `broken` fail."""

    async def wait(state: State) -> State:
        return {"answer": interrupt({"turn": state["turn"]})}

    def worker(name: str) -> Any:
        async def work(state: State) -> State:
            if name in broken:
                raise Breaks(name)
            if name == "ask":
                return {"turn": state.get("turn", 0) + 1}
            return {"judged": [*state.get("judged", []), f"{name} {state['answer']}"]}

        return work

    graph = StateGraph(State)
    graph.add_node("wait", wait)
    for name in NODES:
        graph.add_node(name, worker(name))
    graph.add_edge(START, "ask")
    for name, following in zip(
        ("ask", "wait", "read", "judge"), ("wait", "read", "judge", "ask"), strict=True
    ):
        graph.add_edge(name, following)
    return graph.compile(checkpointer=saver)


@pytest.fixture
def saver(redis_handle: RedisHandle) -> RedisSaver:
    return RedisSaver(redis_handle.sync_client, redis_handle.client, waits_only=True)


async def answered(graph: Any, *answers: str) -> None:
    await graph.ainvoke({"judged": []}, AT, durability="sync")
    for answer in answers:
        await graph.ainvoke(Command(resume=answer), AT, durability="sync")


def stored(handle: RedisHandle, kind: str) -> int:
    client: Any = handle.sync_client
    return int(client.hlen(f"interview:v1:{{t}}:{kind}"))


async def test_a_thread_keeps_what_it_waited_in_turn_by_turn(
    saver: RedisSaver, redis_handle: RedisHandle
) -> None:
    graph = graph_of(saver, set())
    await answered(graph, "one", "two", "three")

    history = [snapshot async for snapshot in graph.aget_state_history(AT)]

    assert [snapshot.values["turn"] for snapshot in history] == [4, 3, 2, 1]
    assert {snapshot.next for snapshot in history} == {("wait",)}
    assert history[0].values["judged"] == [
        f"{node} {said}" for said in ("one", "two", "three") for node in NODES[:2]
    ]
    assert history[1].values["judged"] == ["read one", "judge one", "read two", "judge two"]
    assert history[0].parent_config == history[1].config and history[-1].parent_config is None
    assert stored(redis_handle, "ck") == 4


async def test_values_that_no_kept_checkpoint_has_are_gone(
    saver: RedisSaver, redis_handle: RedisHandle
) -> None:
    await answered(graph_of(saver, set()), "one", "two", "three")

    found = [kept async for kept in saver.alist(AT)]
    referred = {
        (channel, version)
        for kept in found
        for channel, version in kept.checkpoint["channel_versions"].items()
        if channel in kept.checkpoint["channel_values"]
    }
    assert stored(redis_handle, "bl") == len(referred)


async def test_a_node_that_was_cut_off_runs_again_and_only_it(saver: RedisSaver) -> None:
    broken: set[str] = set()
    graph = graph_of(saver, broken)
    await answered(graph, "one")
    broken.add("judge")
    with pytest.raises(Breaks):
        await graph.ainvoke(Command(resume="two"), AT, durability="sync")
    broken.clear()

    # By a process that knows nothing of the first.
    await graph_of(saver, set()).ainvoke(None, AT, durability="sync")

    state = await graph.aget_state(AT)
    assert state.values["judged"] == ["read one", "judge one", "read two", "judge two"]
    assert state.next == ("wait",) and state.interrupts


async def test_a_checkpoint_sent_twice_is_what_it_was(saver: RedisSaver) -> None:
    graph = graph_of(saver, set())
    await answered(graph, "one")
    last = await saver.aget_tuple(AT)
    assert last is not None and last.parent_config is not None
    history = [kept.config async for kept in saver.alist(AT)]
    values = last.checkpoint["channel_values"]

    # With the parent it had when it was sent first, which is gone.
    gone: RunnableConfig = {
        "configurable": {**AT["configurable"], "checkpoint_ns": "", "checkpoint_id": "gone"}
    }
    await saver.aput(gone, last.checkpoint, last.metadata, {})

    again = await saver.aget_tuple(AT)
    assert again is not None
    assert again.parent_config == last.parent_config
    assert again.checkpoint["channel_values"] == values
    assert [kept.config async for kept in saver.alist(AT)] == history


async def test_states_that_are_put_into_a_thread_stay(saver: RedisSaver) -> None:
    graph = graph_of(saver, set())
    for turn in (1, 2, 3):
        await graph.aupdate_state(AT, {"turn": turn, "judged": []}, as_node="ask")
    await graph.ainvoke(None, AT, durability="sync")

    turns = [snapshot.values["turn"] async for snapshot in graph.aget_state_history(AT)]

    assert turns == [3, 2, 1]


async def test_a_thread_of_before_goes_on(redis_handle: RedisHandle, saver: RedisSaver) -> None:
    """What a saver that keeps everything stored is read, and lasts."""
    everything = RedisSaver(redis_handle.sync_client, redis_handle.client)
    await answered(graph_of(everything, set()), "one", "two")
    before = stored(redis_handle, "ck")

    graph = graph_of(saver, set())
    await graph.ainvoke(Command(resume="three"), AT, durability="sync")

    assert stored(redis_handle, "ck") == before + 1
    turns = [
        snapshot.values["turn"]
        async for snapshot in graph.aget_state_history(AT)
        if snapshot.next == ("wait",)
    ]
    assert turns == [4, 3, 2, 1]
