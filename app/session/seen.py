"""A session while this window has it: what is counted, logged and traced of it."""

from __future__ import annotations

import logging
import os
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from contextlib import asynccontextmanager, suppress
from typing import TYPE_CHECKING, Protocol

from domain.errors import MemoryUnavailable
from memory.counts import RedisCounts
from telemetry import place
from telemetry.counters import COUNTS
from telemetry.sending import goes_to_langsmith
from telemetry.watching import watched

if TYPE_CHECKING:
    from app.bootstrap.memory import Memory


async def keep_counts(memory: Memory) -> None:
    """Add what this process counted since the last time to the counts of `memory`."""
    # Counts that cannot be kept now go along with the next ones.
    with suppress(MemoryUnavailable):
        await RedisCounts(memory.redis.client, keys=memory.keys).keep(COUNTS)


class Hears(Protocol):
    """Whoever is told who else sees the session."""

    def tell(self, key: str, **given: object) -> None:
        """A notice: the label `key` of `app/display/labels`."""
        ...


@asynccontextmanager
async def session_seen(
    memory: Memory,
    session_id: str,
    screen: Hears,
    environment: Mapping[str, str] = os.environ,
    *,
    one_of_many: bool = False,
) -> AsyncIterator[Callable[[], Awaitable[None]]]:
    """Watch a session in this window, and say first who else does.

    Yields what keeps the counts; it is to be called after every turn. Of `one_of_many` whom this process
    serves it keeps none: what a process counts is about all of them, and nobody's own.
    """

    async def keep() -> None:
        if not one_of_many:
            await keep_counts(memory)

    if goes_to_langsmith(environment):
        screen.tell("langsmith_sees")
    with place.at(session_id), watched("session", level=logging.INFO):
        yield keep
    await keep()
