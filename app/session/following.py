"""Showing what a run tells while it goes on, in its order and at the reader's pace."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Coroutine
from typing import Any

from app.display.front import Front
from app.session.candidate import LeftOpen
from app.session.interviewing import Step
from graphs.telling import Event, Tell

_A_MOMENT = 0.3
"""Seconds nobody wonders about; after that a person likes to see that something is going on."""


async def follow(
    work: Callable[[Tell], Coroutine[Any, Any, Step]],
    show: Callable[[Event], Awaitable[None]],
    screen: Front,
    *,
    slow: bool,
) -> Step:
    """Do `work`, and `show` what it tells; a person who reads meanwhile does not keep it waiting.

    `slow` work, which language models have a part in, is seen to go on. Whatever ends this ends the work;
    Ctrl-C, which cancels it, raises `LeftOpen`.
    """
    told: asyncio.Queue[Event | None] = asyncio.Queue()
    task = asyncio.create_task(work(told.put_nowait))
    task.add_done_callback(lambda done: told.put_nowait(None))
    try:
        while (event := await _next(told, screen, slow=slow)) is not None:
            await show(event)
        return await task
    except asyncio.CancelledError as pause:
        raise LeftOpen from pause
    finally:
        screen.settle()
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)


async def _next(told: asyncio.Queue[Event | None], screen: Front, *, slow: bool) -> Event | None:
    if slow and told.empty():
        try:
            async with asyncio.timeout(_A_MOMENT):
                return await told.get()
        except TimeoutError:
            screen.thinking()
    return await told.get()
