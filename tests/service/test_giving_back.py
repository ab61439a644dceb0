"""A worker gives memory that is free back to the machine, for as long as it serves."""

from __future__ import annotations

import asyncio
import time

import pytest

from app.process.arenas import give_back
from service import serving


def test_giving_back_harms_nothing() -> None:
    give_back()


async def test_memory_is_given_back_again_and_again_until_the_end(monkeypatch: pytest.MonkeyPatch) -> None:
    given: list[float] = []
    monkeypatch.setattr(serving, "_SECONDS_UNTIL_GIVEN_BACK", 0.001)
    monkeypatch.setattr(serving, "give_back", lambda: given.append(time.monotonic()))
    before = asyncio.all_tasks()

    async with serving.giving_back(), asyncio.timeout(60):
        (task,) = asyncio.all_tasks() - before
        while len(given) < 2:
            await asyncio.sleep(0.01)
        assert not task.done()

    # Nothing is left that could give back: not a moment without one, but nobody who would.
    assert task.cancelled()
    assert asyncio.all_tasks() == before
    # One that was under way in its thread still ends.
    await asyncio.get_running_loop().shutdown_default_executor()
    ended = len(given)
    await asyncio.sleep(0.05)
    assert len(given) == ended
