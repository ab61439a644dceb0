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

    async with serving.giving_back():
        until = time.monotonic() + 30
        while len(given) < 2 and time.monotonic() < until:
            await asyncio.sleep(0.01)
    ended = len(given)
    await asyncio.sleep(0.05)

    assert ended >= 2
    # One that was under way in its thread may still end.
    assert len(given) <= ended + 1
