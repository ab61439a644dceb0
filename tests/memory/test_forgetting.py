"""Deleting leaves nothing behind."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypedDict

import pytest
from langgraph.graph import START, StateGraph

from domain.errors import SessionInUse, StoredByNewerVersion
from memory.checkpointer import RedisSaver
from memory.connection import RedisHandle
from memory.embedding_cache import RedisEmbeddingCache
from memory.forgetting import forget_everything, forget_session
from memory.keys import Keys
from memory.locks import SessionLock
from memory.sessions import RedisSessionStore
from tests.memory.sample_values import message, report, rescoring, session, turn, usage


class State(TypedDict):
    secret: str


async def live_through(handle: RedisHandle, session_id: str, keys: Keys | None = None) -> None:
    """A session with everything that memory keeps of one; its words hold the session's id."""

    async def say(state: State) -> dict[str, str]:
        return {"secret": f"words of {session_id}"}

    saver = RedisSaver(handle.sync_client, handle.client, keys=keys)
    inner = StateGraph(State).add_node("say", say).add_edge(START, "say").compile(checkpointer=True)
    app = StateGraph(State).add_node("inner", inner).add_edge(START, "inner").compile(checkpointer=saver)
    store = RedisSessionStore(handle.client, keys=keys)
    async with SessionLock(handle.client, session_id, keys=keys):
        await store.save(session(session_id))
        await store.keep_message(session_id, 1, message(f"words of {session_id}"))
        await store.put_turn(session_id, turn(said=f"words of {session_id}"))
        await store.put_report(session_id, report(session_id))
        await store.add_rescoring(session_id, rescoring())
        await store.put_usage(session_id, usage(1))
        config = {"configurable": {"thread_id": session_id}}
        await app.ainvoke({"secret": f"words of {session_id}"}, config, durability="sync")


def everything(handle: RedisHandle) -> dict[bytes, Any]:
    """The whole database, whatever is in it."""
    client = handle.sync_client
    readers: dict[bytes, Callable[[bytes], Any]] = {
        b"hash": client.hgetall,
        b"zset": lambda key: client.zrange(key, 0, -1, withscores=True),
    }
    return {key: readers[client.type(key)](key) for key in client.scan_iter()}


@pytest.mark.parametrize("session_id", ["k3f9", "*", "{k}\n\0", "s" * 5000])
async def test_a_forgotten_session_is_nowhere_in_the_database(
    redis_handle: RedisHandle, session_id: str
) -> None:
    await live_through(redis_handle, "another")
    before = everything(redis_handle)
    await live_through(redis_handle, session_id)
    assert len(everything(redis_handle)) > len(before)

    await forget_session(redis_handle.client, session_id)
    await forget_session(redis_handle.client, session_id)

    assert everything(redis_handle) == before


async def test_a_session_that_is_open_is_not_forgotten(redis_handle: RedisHandle) -> None:
    await live_through(redis_handle, "k3f9")
    async with SessionLock(redis_handle.client, "k3f9"):
        with pytest.raises(SessionInUse):
            await forget_session(redis_handle.client, "k3f9")

    assert await RedisSessionStore(redis_handle.client).session("k3f9") == session("k3f9")


async def test_forgetting_everything_leaves_what_others_keep(redis_handle: RedisHandle) -> None:
    mine = Keys(prefix="my[app]*")
    for number in range(30):
        await live_through(redis_handle, f"s{number}", mine)
    RedisEmbeddingCache(redis_handle.sync_client, keys=mine).set_many({"a": b"v"})
    await live_through(redis_handle, "theirs", Keys(prefix="my[app]*more"))
    await live_through(redis_handle, "theirs", Keys(prefix="mya"))
    others = {key for key in everything(redis_handle) if not key.startswith(b"my[app]*:")}

    deleted = await forget_everything(redis_handle.client, mine)

    assert deleted > 30 * 8
    assert set(everything(redis_handle)) == others


async def test_a_full_server_lets_a_session_be_forgotten(redis_handle: RedisHandle) -> None:
    await live_through(redis_handle, "another")
    before = everything(redis_handle)
    await live_through(redis_handle, "k3f9")
    # Nobody has used the scripts that delete on this server yet.
    redis_handle.sync_client.script_flush()
    redis_handle.sync_client.config_set("maxmemory", 1)
    try:
        await forget_session(redis_handle.client, "k3f9")
        assert everything(redis_handle) == before
        await forget_everything(redis_handle.client)
    finally:
        redis_handle.sync_client.config_set("maxmemory", 0)
    assert everything(redis_handle) == {}


async def test_nothing_is_forgotten_while_a_session_or_a_drill_is_open(redis_handle: RedisHandle) -> None:
    keys = Keys()
    await live_through(redis_handle, "k3f9")
    await live_through(redis_handle, "d1", keys.drills)
    before = everything(redis_handle)

    for session_id, names in (("k3f9", keys), ("d1", keys.drills)):
        async with SessionLock(redis_handle.client, session_id, keys=names):
            with pytest.raises(SessionInUse):
                await forget_everything(redis_handle.client)

    assert everything(redis_handle) == before


async def test_a_session_of_a_killed_window_is_forgotten_as_soon_as_its_lock_is_over(
    redis_handle: RedisHandle,
) -> None:
    await live_through(redis_handle, "k3f9")
    lock = Keys().session("k3f9").lock
    redis_handle.sync_client.hset(lock, mapping={"token": "dead", "until": 1})

    await forget_session(redis_handle.client, "k3f9")

    assert everything(redis_handle) == {}


async def test_a_session_of_a_later_layout_is_not_forgotten(redis_handle: RedisHandle) -> None:
    await live_through(redis_handle, "k3f9")
    redis_handle.sync_client.hset(Keys().thread("k3f9").thread, "layout", 99)
    before = everything(redis_handle)

    with pytest.raises(StoredByNewerVersion, match="Session k3f9 was written by a newer"):
        await forget_session(redis_handle.client, "k3f9")

    assert everything(redis_handle) == before


async def test_forgetting_everything_takes_mine_alone(redis_handle: RedisHandle) -> None:
    people = [Keys.of(name) for name in ("", "anna", "ann", "anna.b")]
    for number, keys in enumerate(people):
        await live_through(redis_handle, f"s{number}", keys)
        await live_through(redis_handle, f"d{number}", keys.drills)

    for number, keys in enumerate(people):
        assert await RedisSessionStore(redis_handle.client, keys=keys).ids() == [f"s{number}"]
        before = everything(redis_handle)
        assert await forget_everything(redis_handle.client, keys) > 0
        left = everything(redis_handle)
        assert {key for key in before if key not in left} == {
            key for key in before if key.startswith(f"{keys.prefix}:".encode())
        }
    assert everything(redis_handle) == {}
