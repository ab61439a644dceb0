"""One window a session."""

from __future__ import annotations

import asyncio
import contextlib
import subprocess
import sys
from pathlib import Path
from typing import Any, cast

import pytest

from domain.errors import MemoryUnavailable, SessionInUse
from memory.commands import AsyncClient
from memory.connection import RedisHandle, open_redis
from memory.keys import Keys
from memory.locks import SessionLock
from tests.support import guards
from tests.support.redis_servers import LocalServer

KEY = Keys().session("s1").lock


async def test_a_session_that_is_open_elsewhere_is_refused(redis_handle: RedisHandle) -> None:
    async with SessionLock(redis_handle.client, "s1"):
        with pytest.raises(SessionInUse, match="s1 is open in another window"):
            async with SessionLock(redis_handle.client, "s1"):
                pytest.fail("two hold the lock")
        async with SessionLock(redis_handle.client, "s2"):
            pass


async def test_a_session_is_free_afterwards_even_after_an_error(redis_handle: RedisHandle) -> None:
    with pytest.raises(LookupError):
        async with SessionLock(redis_handle.client, "s1"):
            raise LookupError
    async with SessionLock(redis_handle.client, "s1"):
        pass
    assert redis_handle.sync_client.exists(KEY) == 0


async def test_only_one_of_many_gets_the_lock(redis_handle: RedisHandle) -> None:
    refused: list[int] = []
    all_but_one = asyncio.Event()

    async def hold(number: int) -> bool:
        try:
            async with SessionLock(redis_handle.client, "s1"):
                await all_but_one.wait()
        except SessionInUse:
            refused.append(number)
            if len(refused) == 39:
                all_but_one.set()
            return False
        return True

    async with asyncio.timeout(guards.SECONDS):
        assert sum(await asyncio.gather(*(hold(number) for number in range(40)))) == 1


async def test_a_held_lock_is_renewed(redis_handle: RedisHandle) -> None:
    async with SessionLock(redis_handle.client, "s1", 3) as lock:
        await asyncio.sleep(4)
        with pytest.raises(SessionInUse):
            async with SessionLock(redis_handle.client, "s1"):
                pytest.fail("two hold the lock")
        assert not lock.lost.is_set()


async def test_a_lock_that_another_took_is_told_as_lost_and_left_alone(redis_handle: RedisHandle) -> None:
    async with SessionLock(redis_handle.client, "s1", 0.15) as lock:
        redis_handle.sync_client.hset(KEY, "token", "another")
        await asyncio.wait_for(lock.lost.wait(), guards.SECONDS)
        with pytest.raises(SessionInUse):
            await lock.ensure()
    assert redis_handle.sync_client.hget(KEY, "token") == b"another"


async def test_who_asks_learns_at_once_that_another_took_the_lock(redis_handle: RedisHandle) -> None:
    async with SessionLock(redis_handle.client, "s1", 60) as lock:
        await lock.ensure()
        redis_handle.sync_client.hset(KEY, "token", "another")
        with pytest.raises(SessionInUse):
            await lock.ensure()
        assert lock.lost.is_set()


async def test_a_machine_that_slept_goes_on_when_nobody_took_the_lock(redis_handle: RedisHandle) -> None:
    async with SessionLock(redis_handle.client, "s1", 60) as lock:
        redis_handle.sync_client.hset(KEY, "until", 0)

        await lock.ensure()

        with pytest.raises(SessionInUse):
            async with SessionLock(redis_handle.client, "s1"):
                pytest.fail("two hold the lock")


async def test_a_machine_that_slept_is_told_when_another_took_the_lock(redis_handle: RedisHandle) -> None:
    async with SessionLock(redis_handle.client, "s1", 60) as lock:
        redis_handle.sync_client.hset(KEY, "until", 0)
        async with SessionLock(redis_handle.client, "s1"):
            with pytest.raises(SessionInUse):
                await lock.ensure()


async def test_a_request_sent_again_because_its_reply_was_lost_takes_the_lock(
    redis_handle: RedisHandle,
) -> None:
    async with (
        SessionLock(redis_handle.client, "s1", token="mine"),
        SessionLock(redis_handle.client, "s1", token="mine"),
    ):
        pass


async def test_leaving_ends_even_when_the_client_swallows_the_cancellation(redis_handle: RedisHandle) -> None:
    class Swallowing:
        connection_pool = redis_handle.client.connection_pool

        async def execute_command(self, *parts: Any) -> Any:
            with contextlib.suppress(asyncio.CancelledError):
                await asyncio.sleep(0.05)
            return await redis_handle.client.execute_command(*parts)

    async with asyncio.timeout(guards.SECONDS):
        async with SessionLock(cast(AsyncClient, Swallowing()), "s1", 0.06):
            await asyncio.sleep(0.04)
    assert redis_handle.sync_client.exists(KEY) == 0


async def test_an_outage_does_not_lose_the_lock(server: LocalServer) -> None:
    import redis.asyncio

    client = redis.asyncio.Redis(unix_socket_path=str(server.socket), retry=None)
    async with SessionLock(client, "s1", 0.3) as lock:
        server.kill()
        await asyncio.sleep(0.5)
        with pytest.raises(MemoryUnavailable):
            await lock.ensure()
        server.start()
        await lock.ensure()
        assert not lock.lost.is_set()
    await client.aclose()


async def test_redis_down_is_not_a_session_in_use(folder: Path) -> None:
    import redis.asyncio

    client = redis.asyncio.Redis(unix_socket_path=f"{folder}/nobody", retry=None)
    with pytest.raises(MemoryUnavailable):
        async with SessionLock(client, "s1"):
            pytest.fail("a lock without Redis")


async def test_the_lock_of_a_killed_process_frees_itself(folder: Path) -> None:
    program = """
import asyncio, sys
from pathlib import Path
from memory.connection import open_redis
from memory.locks import SessionLock

async def main():
    handle = open_redis(None, Path(sys.argv[1]))
    async with SessionLock(handle.client, "s1", 3):
        print("held", flush=True)
        await asyncio.sleep(60)

asyncio.run(main())
"""
    with open_redis(None, folder) as handle:
        holder = subprocess.Popen(
            [sys.executable, "-c", program, str(folder)],
            stdout=subprocess.PIPE,
            cwd=Path(__file__).parents[2],
        )
        try:
            assert holder.stdout is not None and holder.stdout.readline() == b"held\n"
            with pytest.raises(SessionInUse):
                async with SessionLock(handle.client, "s1"):
                    pytest.fail("two hold the lock")
        finally:
            holder.kill()
            holder.communicate()
        async with asyncio.timeout(guards.SECONDS):
            while not await _is_free(handle):
                await asyncio.sleep(0.05)
        await handle.aclose()


async def _is_free(handle: RedisHandle) -> bool:
    with contextlib.suppress(SessionInUse):
        async with SessionLock(handle.client, "s1"):
            return True
    return False


async def test_a_lock_is_taken_by_force_and_its_holder_is_told(redis_handle: RedisHandle) -> None:
    async with SessionLock(redis_handle.client, "s") as held:
        async with SessionLock(redis_handle.client, "s", by_force=True):
            with pytest.raises(SessionInUse):
                await held.ensure()
            assert held.lost.is_set()
        async with SessionLock(redis_handle.client, "s"):
            pass
