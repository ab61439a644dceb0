"""The database, and the sessions in it."""

from __future__ import annotations

import asyncio
import hashlib
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from app.settings import Settings
from domain.errors import InterviewError, SessionInUse
from domain.interview import Session, SessionStatus
from domain.later import later
from memory import health
from memory.connection import RedisHandle, open_redis
from memory.keys import Keys
from memory.locks import SessionLock
from memory.sessions import RedisSessionStore

if TYPE_CHECKING:
    from memory import cards, mastery, plans
else:
    cards = later("memory.cards")
    mastery = later("memory.mastery")
    plans = later("memory.plans")


def now() -> datetime:
    """The present moment, in UTC."""
    return datetime.now(UTC)


@dataclass(frozen=True, slots=True)
class Memory:
    """The database, and what is kept in it: interviews, drills, and what was practised in both, and the
    cards that were handed out, and the plan to the day.

    `unsent` is the folder of answers that it could not take yet, `audio` that of recordings.
    """

    redis: RedisHandle
    keys: Keys
    store: RedisSessionStore
    drills: RedisSessionStore
    unsent: Path
    audio: Path

    @property
    def mastery(self) -> mastery.RedisMasteryStore:
        """What was practised."""
        return mastery.RedisMasteryStore(self.redis.client, keys=self.keys)

    @property
    def cards(self) -> cards.RedisCards:
        """The cards that were handed out."""
        return cards.RedisCards(self.redis.client, keys=self.keys)

    @property
    def plans(self) -> plans.RedisPlans:
        """The plan to the day."""
        return plans.RedisPlans(self.redis.client, keys=self.keys)


@asynccontextmanager
async def open_memory(settings: Settings) -> AsyncIterator[Memory]:
    """The database of `settings`, closed at the end. Raises `MemoryUnavailable`."""
    async with open_redis(settings.redis_url or None, settings.redis_directory) as handle:
        yield memory_in(handle, settings)


def memory_in(handle: RedisHandle, settings: Settings) -> Memory:
    """What is kept for whom `settings` are, in a database that is open and may be others', too."""
    keys = Keys.of(settings.namespace, settings.candidate)
    return Memory(
        redis=handle,
        keys=keys,
        store=RedisSessionStore(handle.client, keys=keys),
        drills=RedisSessionStore(handle.client, keys=keys.drills),
        unsent=settings.unsent_directory,
        audio=settings.audio_directory,
    )


@asynccontextmanager
async def locked(
    memory: Memory,
    session_id: str,
    patience: float = 0.0,
    *,
    drill: bool = False,
    by_force: bool = False,
    waits: Callable[[], None] = lambda: None,
) -> AsyncIterator[SessionLock]:
    """The lock of a session, or of a drill; where another window has it, tried again for `patience` seconds.

    `waits` is called once before that. Raises `SessionInUse` when it stays taken; `by_force` it is taken from
    whoever has it.
    """
    keys = memory.keys.drills if drill else memory.keys
    loop = asyncio.get_running_loop()
    until = loop.time() + patience
    told = False
    while True:
        lock = SessionLock(memory.redis.client, session_id, keys=keys, by_force=by_force)
        try:
            await lock.__aenter__()
            break
        except SessionInUse:
            if loop.time() >= until:
                raise SessionInUse(session_id, drill=drill) from None
            if not told:
                waits()
                told = True
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


async def left_open(memory: Memory) -> Session | None:
    """The interview that was left open last, by a person; None where there is none."""
    known = await memory.store.sessions()
    found = (each for each in known if each.status is SessionStatus.OPEN and not each.simulated)
    return next(found, None)


def check_writing(memory: Memory) -> None:
    """Raise `MemoryUnavailable` where the database refuses what interviews write; before anything is said."""
    memory.redis.check_room()
    health.check_writing(memory.redis.sync_client, memory.keys)


def eviction_warning(memory: Memory) -> str | None:
    """A sentence where the database may throw sessions away, "" where not, None where it does not say."""
    return "" if memory.redis.is_embedded else health.eviction_warning(memory.redis.sync_client)


def replication_warning(memory: Memory) -> str:
    """A sentence where the database is to fail over and has nothing to fail over to, "" elsewhere."""
    # A cluster without replicas is one that is not to fail over.
    watched = memory.redis.has_sentinels
    return health.replication_warning(memory.redis.sync_client) if watched else ""
