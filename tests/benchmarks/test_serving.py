"""A service of two workers is restarted while interviews are held."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest

from benchmarks.serving import Seen, crowd, lost_and_doubled, people, restarted, running, warmed
from tests.support import guards


@pytest.mark.sweep
@pytest.mark.network
@pytest.mark.enable_socket
async def test_a_restart_under_load_loses_and_doubles_nothing(short_home: Path) -> None:
    tokens = await people(short_home, 4)
    seen = Seen()
    async with running(short_home, 2) as service:
        await warmed(service, tokens)
        practising = asyncio.create_task(crowd(service, tokens, 0.1, guards.SECONDS, seen=seen, turns=24))
        while len(seen.turns) < 6:
            await asyncio.sleep(0.01)
        await restarted(service, 0.0)
        await practising

    assert dict(seen.errors) == {}
    assert sum(seen.again.values()) > 0, "nobody noticed the restart"
    assert len(seen.kept) >= 24
    assert await lost_and_doubled(short_home, seen) == (0, 0)
