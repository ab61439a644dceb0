"""Deleting: a session with everything that any part of memory keeps of it, or all there is."""

from __future__ import annotations

import time
from typing import Any

from domain.errors import SessionInUse
from memory.checkpoint_threads import Threads
from memory.commands import AsyncClient, arun, invoke, told_plainly
from memory.keys import LAYOUT, Keys
from memory.mastery import RedisMasteryStore
from memory.sessions import RedisSessionStore

_AT_ONCE = 500


async def forget_session(client: AsyncClient, session_id: str, keys: Keys | None = None) -> None:
    """Delete every key of the session: transcript, report, checkpoints, lock, what it says about mastery,
    and its entries in the lists.

    Raises `SessionInUse` where a window has the session, whose next write would bring a part of it back: the
    lock is looked at in the script that deletes. Nothing is written on the way, since a server that is full
    refuses that, and deleting is what helps it. Safe to repeat, as after a crash half-way.
    """
    names = keys or Keys()
    session, thread = names.session(session_id), names.thread(session_id)
    rest = [key for key in (*thread[1:], *session) if key != session.lock]
    deleted = await arun(client, invoke("session/forget", (session.lock, thread.thread, *rest), LAYOUT))
    if not deleted:
        raise SessionInUse(session_id)
    await arun(client, Threads(names, None, time.time).unlist(session_id))
    await RedisMasteryStore(client, keys=names).forget(session_id)
    await RedisSessionStore(client, keys=names).forget(session_id)


async def forget_everything(client: AsyncClient, keys: Keys | None = None) -> int:
    """Delete every key of this installation, whichever version wrote it; how many there were.

    Raises `SessionInUse`, and deletes nothing, where a window has a session or a drill. What other programs,
    and other people's namespaces, keep in the same database stays.
    """
    names = keys or Keys()
    for each in (names, names.drills):
        for session_id in await RedisSessionStore(client, keys=each).ids():
            if await arun(client, invoke("lock/held", (each.session(session_id).lock,))):
                raise SessionInUse(session_id)
    deleted = 0
    with told_plainly(client, "SCAN"):
        batch: list[Any] = []
        async for key in client.scan_iter(match=_literally(names.prefix) + ":*", count=_AT_ONCE):
            batch.append(key)
            if len(batch) == _AT_ONCE:
                deleted += await _unlink(client, batch)
                batch = []
    return deleted + (await _unlink(client, batch) if batch else 0)


async def _unlink(client: AsyncClient, keys: list[Any]) -> int:
    with told_plainly(client, "UNLINK"):
        return int(await client.unlink(*keys))


def _literally(text: str) -> str:
    """`text` as a glob pattern that matches nothing else."""
    return "".join(f"\\{letter}" if letter in "*?[]\\^-" else letter for letter in text)
