"""Calls on one session."""

from __future__ import annotations

import asyncio
from typing import Any

from assistants.holding import Sessions


async def test_calls_on_one_session_come_one_at_a_time_however_many_wait() -> None:
    nothing: Any = None
    sessions = Sessions(nothing, nothing, nothing, nothing)
    inside = most = 0

    async def call() -> None:
        nonlocal inside, most
        async with sessions._alone("k3f9"):
            inside += 1
            most = max(most, inside)
            for _ in range(5):
                await asyncio.sleep(0)
            inside -= 1

    first, second = asyncio.create_task(call()), asyncio.create_task(call())
    await first
    # The second has it by now, or is about to.
    await asyncio.gather(second, call())

    assert most == 1
    assert not sessions._locks
