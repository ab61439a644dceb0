"""Memory on a cluster of three nodes."""

from __future__ import annotations

import asyncio
import inspect
import tempfile
from collections.abc import AsyncIterator, Iterator
from pathlib import Path
from typing import Any

import pytest
from langgraph.checkpoint.conformance import checkpointer_test, validate

from domain.jobs import Job, JobKind
from memory import health
from memory.checkpointer import RedisSaver
from memory.connection import RedisHandle, open_redis
from memory.forgetting import forget_everything, forget_session
from memory.jobs import RedisJobs, RedisQueue
from memory.keys import Keys
from memory.locks import SessionLock
from memory.sessions import RedisSessionStore
from tests.memory import test_of_a_service as of_a_service
from tests.memory.sample_values import message, session, turn
from tests.memory.test_of_a_service import MINUTE, NOON
from tests.support.redis_servers import SERVERS, cluster_of_three

OF_A_SERVICE = [work for name, work in vars(of_a_service).items() if name.startswith("test_")]
"""What is tried of it on one server."""
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


@pytest.mark.parametrize("work", OF_A_SERVICE, ids=lambda work: work.__name__.removeprefix("test_"))
async def test_what_a_service_keeps_is_kept_on_a_cluster(handle: RedisHandle, work: Any) -> None:
    if inspect.iscoroutinefunction(work):
        await work(handle)
    else:
        await asyncio.to_thread(work, handle)


async def test_jobs_are_taken_claimed_and_done_on_a_cluster(handle: RedisHandle) -> None:
    anna = RedisJobs(handle.client, keys=Keys.of("", "anna"))
    one, two = (RedisQueue(handle.client, name) for name in ("one", "two"))
    for number in range(3):
        job_id = f"{number:016x}"
        await anna.put(Job(id=job_id, kind=JobKind.INDEX, queued_at=NOON + number * MINUTE))
        await one.put("anna", job_id)
    taken = [await queue.take(0.1) for queue in (one, two, one)]
    nothing = await two.take(0.1)
    for entry in taken:
        assert entry is not None
        await one.still_at(entry)
        await one.done(entry)
    waiting = await two.waiting()
    await anna.clear()

    assert [entry.job for entry in taken if entry is not None] == [f"{number:016x}" for number in range(3)]
    assert (nothing, waiting) == (None, 0)
    assert [job.id for job in await anna.jobs()] == [f"{number:016x}" for number in (2, 1, 0)]
