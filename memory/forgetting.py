"""Deleting: a session with everything that any part of memory keeps of it, or all there is."""

from __future__ import annotations

import time
from typing import Any

from memory.checkpoint_threads import Threads
from memory.commands import AsyncClient, arun, told_plainly
from memory.keys import Keys
from memory.locks import SessionLock
from memory.mastery import RedisMasteryStore
from memory.sessions import RedisSessionStore

_AT_ONCE = 500


async def forget_session(client: AsyncClient, session_id: str, keys: Keys | None = None) -> None:
    """Delete every key of the session: transcript, report, checkpoints, lock, what it says about mastery,
    and its entries in the lists.

    Holds the session's lock meanwhile: raises `SessionInUse` where another process has it, whose next write
    would bring a part of it back. Safe to repeat, as after a crash half-way.
    """
    names = keys or Keys()
    async with SessionLock(client, session_id, keys=names):
        await arun(client, Threads(names, None, time.time).delete(session_id))
        await RedisMasteryStore(client, keys=names).forget(session_id)
        await RedisSessionStore(client, keys=names).forget(session_id)


async def forget_everything(client: AsyncClient, keys: Keys | None = None) -> int:
    """Delete every key of this installation, whichever version wrote it; how many there were.

    What other programs keep in the same database stays.
    """
    names = keys or Keys()
    deleted = 0
    with told_plainly(client, "SCAN and UNLINK"):
        batch: list[Any] = []
        async for key in client.scan_iter(match=_literally(names.prefix) + ":*", count=_AT_ONCE):
            batch.append(key)
            if len(batch) == _AT_ONCE:
                deleted += await client.unlink(*batch)
                batch = []
        if batch:
            deleted += await client.unlink(*batch)
    return deleted


def _literally(text: str) -> str:
    """`text` as a glob pattern that matches nothing else."""
    return "".join(f"\\{letter}" if letter in "*?[]\\^-" else letter for letter in text)
