"""What is cancelled while it asks Redis for something ends, whatever it waits for at that moment."""

from __future__ import annotations

import asyncio
import contextlib

import pytest
from redis.asyncio import Redis

from memory.cancelling import never_swallowed
from memory.connection import RedisHandle
from memory.jobs import RedisQueue

_MOMENTS = 40
"""Rounds of the loop; a command on a new connection waits by then for its reply."""


async def test_a_command_that_is_cancelled_at_any_moment_ends(redis_handle: RedisHandle) -> None:
    client = redis_handle.client
    assert isinstance(client, Redis)
    went_on = []
    for moment in range(_MOMENTS):
        # Anew, since it is connecting in which a cancellation was swallowed.
        await client.connection_pool.disconnect()
        taking = asyncio.create_task(RedisQueue(client, f"w{moment}").take(0.3))
        for _ in range(moment):
            await asyncio.sleep(0)
        taking.cancel()
        await asyncio.wait([taking])
        if not taking.cancelled():
            went_on.append(moment)

    assert went_on == []


async def _cancelled_at(work: asyncio.Task[None]) -> bool:
    await asyncio.sleep(0)
    work.cancel()
    await asyncio.wait([work])
    return work.cancelled()


@pytest.mark.parametrize("fails", [False, True])
async def test_a_cancellation_that_was_swallowed_is_raised_after_all(fails: bool) -> None:
    async def swallowing() -> None:
        with never_swallowed():
            with contextlib.suppress(asyncio.CancelledError):
                await asyncio.sleep(1)
            if fails:
                raise ConnectionError("gone")

    assert await _cancelled_at(asyncio.create_task(swallowing()))


async def test_what_was_cancelled_may_still_ask() -> None:
    asked = []

    async def giving_back() -> None:
        try:
            await asyncio.sleep(1)
        finally:
            with never_swallowed():
                await asyncio.sleep(0)
            asked.append("released")

    assert await _cancelled_at(asyncio.create_task(giving_back()))
    assert asked == ["released"]


async def test_a_time_that_is_over_is_told_as_such() -> None:
    with pytest.raises(TimeoutError):
        async with asyncio.timeout(0.01):
            with never_swallowed(), contextlib.suppress(asyncio.CancelledError):
                await asyncio.sleep(1)
