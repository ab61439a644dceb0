"""The database, and the sessions in it."""

from __future__ import annotations

import asyncio
import hashlib
from collections.abc import AsyncIterator, Sequence
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from app.settings import Settings
from domain.errors import (
    InterviewError,
    SessionInUse,
)

if TYPE_CHECKING:
    from domain.interview import Session
    from memory.connection import RedisHandle
    from memory.locks import SessionLock
    from memory.mastery import RedisMasteryStore
    from memory.sessions import RedisSessionStore


DRILLS = "interview:drill"
"""What the keys of drills begin with: they are sessions too, and stand in no list of interviews."""


def now() -> datetime:
    """The present moment, in UTC."""
    return datetime.now(UTC)


@dataclass(frozen=True, slots=True)
class Memory:
    """The database, and what is kept in it: interviews, drills, and what was practised in both."""

    redis: RedisHandle
    store: RedisSessionStore
    drills: RedisSessionStore
    mastery: RedisMasteryStore


@asynccontextmanager
async def open_memory(settings: Settings) -> AsyncIterator[Memory]:
    """The database of `settings`, closed at the end. Raises `MemoryUnavailable`."""
    from memory.connection import open_redis  # noqa: PLC0415 -- Redis' client costs 150 ms
    from memory.keys import Keys  # noqa: PLC0415
    from memory.mastery import RedisMasteryStore  # noqa: PLC0415
    from memory.sessions import RedisSessionStore  # noqa: PLC0415

    async with open_redis(settings.redis_url or None, settings.redis_directory) as handle:
        yield Memory(
            redis=handle,
            store=RedisSessionStore(handle.client),
            drills=RedisSessionStore(handle.client, keys=Keys(DRILLS)),
            mastery=RedisMasteryStore(handle.client),
        )


@asynccontextmanager
async def locked(
    memory: Memory, session_id: str, patience: float = 0.0, *, drill: bool = False
) -> AsyncIterator[SessionLock]:
    """The lock of a session, or of a drill; where another window has it, tried again for `patience` seconds.

    Raises `SessionInUse` when it stays taken.
    """
    from memory.keys import PREFIX, Keys  # noqa: PLC0415
    from memory.locks import SessionLock  # noqa: PLC0415

    keys = Keys(DRILLS if drill else PREFIX)
    loop = asyncio.get_running_loop()
    until = loop.time() + patience
    while True:
        lock = SessionLock(memory.redis.client, session_id, keys=keys)
        try:
            await lock.__aenter__()
            break
        except SessionInUse:
            if loop.time() >= until:
                raise
            await asyncio.sleep(0.25)
    async with AsyncExitStack() as stack:
        stack.push_async_exit(lock)
        yield lock


def new_session_id(taken: Sequence[str], moment: datetime) -> str:
    """A short name for a session that is easy to type and not in `taken`."""
    signs = "23456789abcdefghjkmnpqrstvwxyz"
    attempt = 0
    while True:
        digest = hashlib.blake2b(f"{moment.isoformat()} {attempt}".encode(), digest_size=8).digest()
        name = "".join(signs[byte % len(signs)] for byte in digest[:4])
        if name not in taken and not name.isdigit():
            return name
        attempt += 1


async def session_or_last(memory: Memory, session_id: str) -> Session:
    """The session with this id; without an id, the one touched last."""
    if session_id:
        return await memory.store.session(session_id)
    known = await memory.store.sessions()
    if not known:
        raise InterviewError("There are no sessions yet. `interview start` begins one.")
    return known[0]


async def forget(memory: Memory, session_id: str) -> None:
    """Delete every key of a session: its transcript, its report, its checkpoints."""
    from memory.forgetting import forget_session  # noqa: PLC0415

    await forget_session(memory.redis.client, session_id)


async def forget_all(memory: Memory) -> int:
    """Delete every key of this installation; how many sessions there were.

    Raises `SessionInUse`, and deletes nothing, where a session is open in another window.
    """
    from memory.forgetting import forget_everything  # noqa: PLC0415

    ids = await memory.store.ids()
    async with AsyncExitStack() as stack:
        for session_id in ids:
            await stack.enter_async_context(locked(memory, session_id))
        await forget_everything(memory.redis.client)
    return len(ids)
