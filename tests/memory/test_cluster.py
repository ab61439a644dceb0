"""Memory on a cluster of three nodes."""

from __future__ import annotations

import tempfile
from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest
from langgraph.checkpoint.conformance import checkpointer_test, validate

from memory import health
from memory.checkpointer import RedisSaver
from memory.connection import RedisHandle, open_redis
from memory.forgetting import forget_everything, forget_session
from memory.keys import Keys
from memory.locks import SessionLock
from memory.sessions import RedisSessionStore
from tests.memory.sample_values import message, session, turn
from tests.support.redis_servers import SERVERS, cluster_of_three

pytestmark = [pytest.mark.network, pytest.mark.enable_socket]


@pytest.fixture(scope="module", params=SERVERS)
def cluster_url(request: pytest.FixtureRequest) -> Iterator[str]:
    with (
        tempfile.TemporaryDirectory(prefix="cluster-") as name,
        cluster_of_three(Path(name), request.param) as port,
    ):
        yield f"redis://127.0.0.1:{port}"


@pytest.fixture
async def handle(cluster_url: str, folder: Path) -> AsyncIterator[RedisHandle]:
    async with open_redis(cluster_url, folder) as opened:
        opened.sync_client.flushall(target_nodes="primaries")
        yield opened


async def test_the_checkpointer_conforms_on_a_cluster(handle: RedisHandle) -> None:
    @checkpointer_test(name="RedisSaver on a cluster")
    async def saver() -> AsyncIterator[RedisSaver]:
        yield RedisSaver(handle.sync_client, handle.client)

    report = await validate(saver)

    assert [failure for result in report.results.values() for failure in result.failures] == []
    assert sum(result.tests_passed for result in report.results.values()) == 81


@pytest.mark.parametrize("person", ["", "anna"])
@pytest.mark.parametrize("thread_id", ["plain", "{", "}", "{a}b", "", "ü" * 300])
def test_the_server_puts_all_keys_of_a_thread_into_one_slot(
    handle: RedisHandle, thread_id: str, person: str
) -> None:
    keys = [*Keys.of(person).thread(thread_id), *Keys.of(person).session(thread_id)]

    assert len({handle.sync_client.cluster_keyslot(key) for key in keys}) == 1


async def test_sessions_and_locks_work_on_a_cluster(handle: RedisHandle) -> None:
    anna = Keys.of("anna")
    for keys in (Keys(), anna):
        store = RedisSessionStore(handle.client, keys=keys)
        for number in range(20):
            session_id = f"s{number}"
            async with SessionLock(handle.client, session_id, keys=keys):
                await store.save(session(session_id))
                assert await store.keep_message(session_id, 1, message())
                await store.put_turn(session_id, turn())
        await forget_session(handle.client, "s7", keys)

        assert len(await store.sessions()) == 19
        assert await store.turns("s8") == [turn()]
    assert await forget_everything(handle.client) > 19 * 3
    assert await RedisSessionStore(handle.client).sessions() == []
    assert len(await RedisSessionStore(handle.client, keys=anna).sessions()) == 19
    assert await forget_everything(handle.client, anna) > 19 * 3


def test_a_cluster_is_described(handle: RedisHandle) -> None:
    assert "127.0.0.1" in handle.describe()


def test_a_cluster_is_examined(handle: RedisHandle) -> None:
    health.check_writing(handle.sync_client, Keys())
    assert health.eviction_warning(handle.sync_client) == ""
    for node in handle.sync_client.get_primaries():
        handle.sync_client.config_set("maxmemory", "1gb", target_nodes=node)
        handle.sync_client.config_set("maxmemory-policy", "allkeys-lru", target_nodes=node)
    try:
        assert "allkeys-lru" in (health.eviction_warning(handle.sync_client) or "")
    finally:
        for node in handle.sync_client.get_primaries():
            handle.sync_client.config_set("maxmemory-policy", "noeviction", target_nodes=node)
