"""The database, and the sessions in it."""

from __future__ import annotations

import asyncio
import hashlib
from collections.abc import AsyncIterator, Sequence
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from app.settings import Settings
from domain.errors import InterviewError, SessionInUse
from memory.keys import Keys, key_safe

if TYPE_CHECKING:
    from app.session.unsent import UnsentAnswer
    from domain.interview import Session
    from memory.cards import RedisCards
    from memory.connection import RedisHandle
    from memory.locks import SessionLock
    from memory.mastery import RedisMasteryStore
    from memory.sessions import RedisSessionStore


def now() -> datetime:
    """The present moment, in UTC."""
    return datetime.now(UTC)


@dataclass(frozen=True, slots=True)
class Memory:
    """The database, and what is kept in it: interviews, drills, and what was practised in both, and the
    cards that were handed out.

    `unsent` is the folder of answers that it could not take yet.
    """

    redis: RedisHandle
    keys: Keys
    store: RedisSessionStore
    drills: RedisSessionStore
    mastery: RedisMasteryStore
    cards: RedisCards
    unsent: Path


@asynccontextmanager
async def open_memory(settings: Settings) -> AsyncIterator[Memory]:
    """The database of `settings`, closed at the end. Raises `MemoryUnavailable`."""
    from memory.cards import RedisCards  # noqa: PLC0415
    from memory.connection import open_redis  # noqa: PLC0415 -- Redis' client costs 150 ms
    from memory.mastery import RedisMasteryStore  # noqa: PLC0415
    from memory.sessions import RedisSessionStore  # noqa: PLC0415

    keys = Keys.of(settings.namespace)
    async with open_redis(settings.redis_url or None, settings.redis_directory) as handle:
        yield Memory(
            redis=handle,
            keys=keys,
            store=RedisSessionStore(handle.client, keys=keys),
            drills=RedisSessionStore(handle.client, keys=keys.drills),
            mastery=RedisMasteryStore(handle.client, keys=keys),
            cards=RedisCards(handle.client, keys=keys),
            unsent=settings.unsent_directory,
        )


@asynccontextmanager
async def locked(
    memory: Memory, session_id: str, patience: float = 0.0, *, drill: bool = False
) -> AsyncIterator[SessionLock]:
    """The lock of a session, or of a drill; where another window has it, tried again for `patience` seconds.

    Raises `SessionInUse` when it stays taken.
    """
    from memory.locks import SessionLock  # noqa: PLC0415

    keys = memory.keys.drills if drill else memory.keys
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


def check_writing(memory: Memory) -> None:
    """Raise `MemoryUnavailable` where the database refuses what interviews write; before anything is said."""
    from memory import health  # noqa: PLC0415

    memory.redis.check_room()
    health.check_writing(memory.redis.sync_client, memory.keys)


def eviction_warning(memory: Memory) -> str | None:
    """A sentence where the database may throw sessions away, "" where not, None where it does not say."""
    from memory import health  # noqa: PLC0415

    return "" if memory.redis.is_embedded else health.eviction_warning(memory.redis.sync_client)


def unsent(memory: Memory, session_id: str, *, drill: bool = False) -> UnsentAnswer:
    """Where an answer to a session, or to a drill, stands until the database has it."""
    from app.session.unsent import UnsentAnswer  # noqa: PLC0415 -- what only lists sessions goes without

    keys = memory.keys.drills if drill else memory.keys
    return UnsentAnswer(memory.unsent / f"{key_safe(keys.session(session_id).session)}.json")


async def forget(memory: Memory, session_id: str) -> None:
    """Delete every key of a session: its transcript, its report, its checkpoints."""
    from memory.forgetting import forget_session  # noqa: PLC0415

    await forget_session(memory.redis.client, session_id, memory.keys)
    unsent(memory, session_id).remove()


async def forget_all(memory: Memory) -> int:
    """Delete every key of this person; how many sessions there were.

    Raises `SessionInUse`, and deletes nothing, where a session is open in another window.
    """
    from memory.forgetting import forget_everything  # noqa: PLC0415

    ids, drills = await memory.store.ids(), await memory.drills.ids()
    places = [unsent(memory, each) for each in ids] + [unsent(memory, each, drill=True) for each in drills]
    await forget_everything(memory.redis.client, memory.keys)
    for place in places:
        place.remove()
    return len(ids)
