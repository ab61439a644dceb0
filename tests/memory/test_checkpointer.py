"""What the conformance suite does not ask of a checkpointer."""

from __future__ import annotations

import operator
import os
from pathlib import Path
from typing import Annotated, Any, TypedDict

import ormsgpack
import pytest
import redis
import redis.asyncio
from langchain_core.runnables import RunnableConfig
from langgraph.checkpoint.base import empty_checkpoint
from langgraph.checkpoint.serde.jsonplus import EXT_CONSTRUCTOR_POS_ARGS
from langgraph.graph import END, START, StateGraph
from langgraph.types import Command, Send, interrupt

from domain.errors import MemoryUnavailable, StoredByNewerVersion
from memory.checkpointer import RedisSaver
from memory.connection import RedisHandle
from memory.keys import Keys
from tests.memory.sample_values import message, turn

STRANGE_IDS = [
    "*",
    "a?[b]\\",
    "{open",
    "close}",
    "{}",
    "",
    "nul\0within",
    "line\nbreak\r\n",
    "Ünïcödé 面接 🎤",
    "%7Bquoted%7D",
    "=" + "0" * 64,
    "x" * 10_000,
]


@pytest.fixture
def saver(redis_handle: RedisHandle) -> RedisSaver:
    return RedisSaver(redis_handle.sync_client, redis_handle.client)


def at(thread_id: str, checkpoint_id: str = "", namespace: str = "") -> RunnableConfig:
    place = {"thread_id": thread_id, "checkpoint_ns": namespace}
    return {"configurable": place | ({"checkpoint_id": checkpoint_id} if checkpoint_id else {})}


def put(saver: RedisSaver, config: RunnableConfig, value: object = "v", **metadata: Any) -> RunnableConfig:
    """Keep a checkpoint with one channel."""
    version = saver.get_next_version(None, None)
    checkpoint = empty_checkpoint() | {"channel_values": {"c": value}, "channel_versions": {"c": version}}
    return saver.put(config, checkpoint, {"source": "loop", "step": 0, **metadata}, {"c": version})


def value(saver: RedisSaver, config: RunnableConfig) -> object:
    """The channel of the checkpoint at `config`."""
    found = saver.get_tuple(config)
    assert found is not None
    return found.checkpoint["channel_values"]["c"]


def keys_in(handle: RedisHandle) -> list[str]:
    return sorted(key.decode() for key in handle.sync_client.scan_iter())


# Outages


async def test_redis_down_raises_and_never_looks_like_a_new_thread(folder: Path) -> None:
    nobody = f"{folder}/nobody"
    saver = RedisSaver(
        redis.Redis(unix_socket_path=nobody, retry=None),
        redis.asyncio.Redis(unix_socket_path=nobody, retry=None),
    )

    with pytest.raises(MemoryUnavailable, match="nobody"):
        saver.get_tuple(at("t"))
    with pytest.raises(MemoryUnavailable):
        await saver.aget_tuple(at("t"))
    with pytest.raises(MemoryUnavailable):
        list(saver.list(None))
    with pytest.raises(MemoryUnavailable):
        put(saver, at("t"))
    with pytest.raises(MemoryUnavailable):
        saver.delete_thread("t")
    with pytest.raises(MemoryUnavailable):
        await saver.aget_delta_channel_history(config=at("t"), channels=["c"])


def test_a_refusing_redis_raises(redis_handle: RedisHandle, saver: RedisSaver) -> None:
    redis_handle.sync_client.config_set("maxmemory", 1)
    try:
        with pytest.raises(
            MemoryUnavailable, match=r"refused EVALSHA checkpoint/put: it is full \(maxmemory\)"
        ):
            put(saver, at("t"))
    finally:
        redis_handle.sync_client.config_set("maxmemory", 0)


def test_scripts_are_sent_again_after_redis_forgot_them(redis_handle: RedisHandle, saver: RedisSaver) -> None:
    put(saver, at("t"), "before")
    redis_handle.sync_client.script_flush()

    assert value(saver, at("t")) == "before"


async def test_a_saver_with_one_client_says_which_methods_it_has(redis_handle: RedisHandle) -> None:
    with pytest.raises(RuntimeError, match="with `a`"):
        RedisSaver(async_client=redis_handle.client).get_tuple(at("t"))
    with pytest.raises(RuntimeError, match="without `a`"):
        await RedisSaver(redis_handle.sync_client).aget_tuple(at("t"))


def test_a_client_that_decodes_its_replies_is_refused() -> None:
    with pytest.raises(ValueError, match="decode_responses"):
        RedisSaver(redis.Redis(decode_responses=True))


# Ids


def test_strange_thread_ids_are_kept_apart_and_listed_as_they_are(saver: RedisSaver) -> None:
    for thread_id in STRANGE_IDS:
        put(saver, at(thread_id), f"of {thread_id}")

    for thread_id in STRANGE_IDS:
        assert value(saver, at(thread_id)) == f"of {thread_id}"
    listed = [found.config["configurable"]["thread_id"] for found in saver.list(None)]
    assert sorted(listed) == sorted(STRANGE_IDS)


@pytest.mark.parametrize("deleted", STRANGE_IDS)
def test_deleting_a_thread_with_a_strange_id_deletes_it_and_no_other(
    redis_handle: RedisHandle, saver: RedisSaver, deleted: str
) -> None:
    put(saver, at("kept"))
    before = keys_in(redis_handle)
    saver.put_writes(put(saver, at(deleted)), [("c", 1)], "task")

    saver.delete_thread(deleted)

    assert keys_in(redis_handle) == before
    assert saver.get_tuple(at("kept")) is not None


@pytest.mark.parametrize("thread_id", STRANGE_IDS)
def test_all_keys_of_a_thread_lie_in_one_slot(redis_handle: RedisHandle, thread_id: str) -> None:
    from redis.crc import key_slot

    assert len({key_slot(key.encode()) for key in Keys().thread(thread_id)}) == 1
    assert len({key_slot(key.encode()) for key in Keys().session(thread_id)}) == 1


def test_strange_namespaces_channels_and_tasks_come_back(saver: RedisSaver) -> None:
    names = ["", "child", "child:1|x", "child\0", "child\0\0x", "\0", "{*}\n", "ÿ", "面"]
    for name in names:
        version = saver.get_next_version(None, None)
        checkpoint = empty_checkpoint() | {
            "channel_values": {name: f"value of {name}", "other": name},
            "channel_versions": {name: version, "other": version},
        }
        config = saver.put(at("t", namespace=name), checkpoint, {}, {name: version, "other": version})
        saver.put_writes(config, [(name, f"write of {name}")], task_id=name, task_path=name)

    for name in names:
        found = saver.get_tuple(at("t", namespace=name))
        assert found is not None
        assert found.checkpoint["channel_values"] == {name: f"value of {name}", "other": name}
        assert found.pending_writes == [(name, name, f"write of {name}")]
        listed = list(saver.list(at("t", namespace=name)))
        assert [entry.config["configurable"]["checkpoint_ns"] for entry in listed] == [name]


def test_a_prefix_with_braces_is_refused() -> None:
    with pytest.raises(ValueError, match="braces"):
        Keys(prefix="{all in one slot}")


# Listing


def test_listing_a_thread_covers_its_namespaces_newest_first(saver: RedisSaver) -> None:
    first = put(saver, at("t"), 1)
    child = put(saver, at("t", namespace="child"), 2)
    second = put(saver, at("t"), 3)
    put(saver, at("other"), 4)

    listed = [found.config for found in saver.list({"configurable": {"thread_id": "t"}})]

    assert listed == [second, child, first]


def test_before_and_limit_hold_across_namespaces(saver: RedisSaver) -> None:
    first = put(saver, at("t"), 1)
    child = put(saver, at("t", namespace="child"), 2)
    second = put(saver, at("t"), 3)

    whole_thread: RunnableConfig = {"configurable": {"thread_id": "t"}}
    assert [found.config for found in saver.list(whole_thread, limit=2)] == [second, child]
    assert [found.config for found in saver.list(whole_thread, before=second)] == [child, first]
    assert [found.config for found in saver.list(at("t"), before=second)] == [first]
    assert list(saver.list(whole_thread, limit=0)) == []


def test_a_filter_looks_further_than_the_first_page(saver: RedisSaver) -> None:
    wanted = put(saver, at("t"), "wanted", kind="rare")
    for number in range(60):
        put(saver, at("t"), number, kind="common")

    assert [found.config for found in saver.list(at("t"), filter={"kind": "rare"}, limit=1)] == [wanted]


async def test_listing_without_config_goes_through_all_threads(saver: RedisSaver) -> None:
    configs = [put(saver, at(f"t{number}"), number) for number in range(30)]

    listed = [found.config async for found in saver.alist(None)]

    assert sorted(map(str, listed)) == sorted(map(str, configs))


def test_a_thread_that_a_crash_left_unlisted_is_listed_by_its_next_put(
    redis_handle: RedisHandle, saver: RedisSaver
) -> None:
    put(saver, at("t"), 1)
    redis_handle.sync_client.delete(Keys().threads)
    redis_handle.sync_client.hdel(Keys().thread("t").thread, "listed")
    assert list(saver.list(None)) == []

    put(saver, at("t"), 2)

    assert len(list(saver.list(None))) == 2


# Writes


class Talk(TypedDict):
    said: Annotated[list[str], operator.add]


async def test_writes_under_a_fan_out_come_in_the_order_of_the_sends(saver: RedisSaver) -> None:
    """The paths of more than nine tasks do not sort as their numbers do; what was live must come back."""
    branches = 14

    async def speak(state: dict[str, int]) -> dict[str, list[str]]:
        return {"said": [f"branch {state['branch']}"]}

    async def wait(state: Talk) -> dict[str, list[str]]:
        return {"said": [interrupt("go on?")]}

    graph = StateGraph(Talk)
    graph.add_node("speak", speak)
    graph.add_node("wait", wait)
    graph.add_conditional_edges(START, lambda _: [Send("speak", {"branch": i}) for i in range(branches)])
    graph.add_edge("speak", "wait")
    graph.add_edge("wait", END)
    app = graph.compile(checkpointer=saver)
    live = await app.ainvoke({"said": []}, at("t"), durability="sync")

    before_join = [found async for found in saver.alist(at("t")) if found.pending_writes][1]
    stored = [write for _, channel, write in before_join.pending_writes or [] if channel == "said"]

    assert [said for write in stored for said in write] == live["said"]
    resumed = await app.ainvoke(Command(resume="yes"), at("t"), durability="sync")
    assert resumed["said"] == [*live["said"], "yes"]


def test_a_special_write_replaces_the_one_before_and_an_ordinary_one_does_not(saver: RedisSaver) -> None:
    config = put(saver, at("t"))
    saver.put_writes(config, [("c", "first"), ("__error__", "first")], "task", "path")
    saver.put_writes(config, [("c", "second"), ("__error__", "second")], "task", "another path")

    found = saver.get_tuple(config)

    assert found is not None
    assert found.pending_writes == [("task", "__error__", "second"), ("task", "c", "first")]


# Expiry


def test_a_thread_expires_as_a_whole(redis_handle: RedisHandle) -> None:
    saver = RedisSaver(redis_handle.sync_client, ttl_seconds=100)
    config = put(saver, at("t"))
    saver.put_writes(config, [("c", 1)], "task")
    redis_handle.sync_client.pexpire(Keys().thread("t").blobs, 5_000)

    saver.put_writes(config, [("c", 2)], "task 2")

    expiries = {redis_handle.sync_client.pttl(key) for key in Keys().thread("t")}
    assert max(expiries) - min(expiries) < 50
    assert min(expiries) > 90_000


def test_a_saver_without_expiry_keeps_the_whole_thread_of_one_with(redis_handle: RedisHandle) -> None:
    config = put(RedisSaver(redis_handle.sync_client, ttl_seconds=100), at("t"))

    RedisSaver(redis_handle.sync_client).put_writes(config, [("c", 1)], "task")

    assert {redis_handle.sync_client.pttl(key) for key in Keys().thread("t")} == {-1}


def test_an_expired_thread_leaves_the_list_of_threads(redis_handle: RedisHandle) -> None:
    clock = [1000.0]
    saver = RedisSaver(redis_handle.sync_client, ttl_seconds=60, now=lambda: clock[0])
    put(saver, at("t"))
    assert len(list(saver.list(None))) == 1

    redis_handle.sync_client.delete(*Keys().thread("t"))
    clock[0] += 61

    assert list(saver.list(None)) == []
    assert keys_in(redis_handle) == []


# Other versions, hostile data


def test_a_thread_in_a_layout_of_the_future_is_refused_not_taken_for_new(
    redis_handle: RedisHandle, saver: RedisSaver
) -> None:
    """A later layout has keys of other names; the one key whose name stays tells of it."""
    thread = Keys().thread("t")
    redis_handle.sync_client.hset(thread.thread, mapping={"layout": 2, "id": "t"})

    for operation in (
        lambda: saver.get_tuple(at("t")),
        lambda: list(saver.list(at("t"))),
        lambda: put(saver, at("t")),
        lambda: saver.put_writes(at("t", "some"), [("c", 1)], "task"),
        lambda: saver.delete_thread("t"),
        lambda: saver.prune(["t"]),
        lambda: saver.copy_thread("t", "copy"),
        lambda: saver.get_delta_channel_history(config=at("t"), channels=["c"]),
    ):
        with pytest.raises(StoredByNewerVersion, match="Session t was written by a newer"):
            operation()
    assert keys_in(redis_handle) == [thread.thread]


def test_a_stored_value_that_names_code_is_not_run(
    redis_handle: RedisHandle, saver: RedisSaver, folder: Path
) -> None:
    marker = folder / "was run"
    call = ormsgpack.packb(("os", "system", [f"touch '{marker}'"]))
    hostile = ormsgpack.packb(ormsgpack.Ext(EXT_CONSTRUCTOR_POS_ARGS, call))
    config = put(saver, at("t"))
    blobs = Keys().thread("t").blobs
    [field] = redis_handle.sync_client.hkeys(blobs)
    from memory.checkpoint_layout import pack_typed

    redis_handle.sync_client.hset(blobs, field, pack_typed(("msgpack", hostile)))

    found = value(saver, config)

    assert not marker.exists()
    assert found == [f"touch '{marker}'"]
    assert not isinstance(found, type(os.system("true")))


def test_our_own_values_come_back_as_what_they_are(saver: RedisSaver) -> None:
    config = put(saver, at("t"), {"turn": turn(), "message": message()})

    assert value(saver, config) == {"turn": turn(), "message": message()}


# Deleting parts


def test_deleting_runs_leaves_no_values_of_theirs_behind(
    redis_handle: RedisHandle, saver: RedisSaver
) -> None:
    first = put(saver, at("t"), "of run a", run_id="a")
    put(saver, first, "of run b", run_id="b")
    put(saver, at("gone"), "of run a", run_id="a")

    saver.delete_for_runs(["a"])

    assert value(saver, at("t")) == "of run b"
    assert redis_handle.sync_client.hlen(Keys().thread("t").blobs) == 1
    assert not any("gone" in key for key in keys_in(redis_handle))
    assert [found.config["configurable"]["thread_id"] for found in saver.list(None)] == ["t"]


def test_pruning_leaves_no_values_of_deleted_checkpoints(
    redis_handle: RedisHandle, saver: RedisSaver
) -> None:
    config = at("t")
    for number in range(30):
        config = put(saver, config, number)

    saver.prune(["t"])

    assert value(saver, at("t")) == 29
    thread = Keys().thread("t")
    assert redis_handle.sync_client.hlen(thread.blobs) == 1
    assert redis_handle.sync_client.hlen(thread.checkpoints) == 1


def test_an_unknown_strategy_is_refused(saver: RedisSaver) -> None:
    with pytest.raises(ValueError, match="keep_newest"):
        saver.prune(["t"], strategy="keep_newest")


def test_a_copy_replaces_its_target_and_then_goes_its_own_way(saver: RedisSaver) -> None:
    put(saver, at("source"), "original")
    put(saver, at("target"), "in the way")

    saver.copy_thread("source", "target")
    put(saver, at("target"), "changed")

    assert value(saver, at("source")) == "original"
    assert [found.checkpoint["channel_values"]["c"] for found in saver.list(at("target"))] == [
        "changed",
        "original",
    ]


# Graphs


async def test_a_subgraph_is_resumed_and_its_checkpoints_are_listed(saver: RedisSaver) -> None:
    async def ask(state: Talk) -> dict[str, list[str]]:
        return {"said": [interrupt("why?")]}

    inner = StateGraph(Talk).add_node("ask", ask).add_edge(START, "ask").compile()
    app = StateGraph(Talk).add_node("inner", inner).add_edge(START, "inner").compile(checkpointer=saver)

    await app.ainvoke({"said": ["hello"]}, at("t"), durability="sync")
    whole_thread: RunnableConfig = {"configurable": {"thread_id": "t"}}
    namespaces = {
        found.config["configurable"]["checkpoint_ns"].split(":")[0]
        async for found in saver.alist(whole_thread)
    }
    result = await app.ainvoke(Command(resume="because"), at("t"), durability="sync")

    assert namespaces == {"", "inner"}
    assert result["said"] == ["hello", "hello", "because"]


def test_a_graph_runs_without_asyncio(saver: RedisSaver) -> None:
    def answer(state: Talk) -> dict[str, list[str]]:
        return {"said": [interrupt("question")]}

    app = StateGraph(Talk).add_node("answer", answer).add_edge(START, "answer").compile(checkpointer=saver)

    app.invoke({"said": []}, at("t"), durability="sync")

    assert app.invoke(Command(resume="an answer"), at("t"), durability="sync") == {"said": ["an answer"]}


async def test_two_branches_of_a_thread_keep_their_own_values(saver: RedisSaver) -> None:
    async def speak(state: Talk) -> dict[str, list[str]]:
        return {"said": [interrupt("?")]}

    app = StateGraph(Talk).add_node("speak", speak).add_edge(START, "speak").compile(checkpointer=saver)
    await app.ainvoke({"said": []}, at("t"), durability="sync")
    fork = (await app.aget_state(at("t"))).config
    await app.ainvoke(Command(resume="one"), at("t"), durability="sync")
    one = (await app.aget_state(at("t"))).config

    # A checkpoint that was answered keeps its answer; a fork is a checkpoint of its own.
    other = await app.aupdate_state(fork, {"said": ["again"]}, as_node="__start__")
    await app.ainvoke(Command(resume="two"), other, durability="sync")

    assert (await app.aget_state(one)).values == {"said": ["one"]}
    assert (await app.aget_state(at("t"))).values == {"said": ["again", "two"]}
