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


class Hears(Protocol):
    """Whoever is told who else sees the session."""

    def tell(self, key: str, **given: object) -> None:
        """A notice: the label `key` of `app/display/labels`."""
        ...


@asynccontextmanager
async def session_seen(
    memory: Memory, session_id: str, screen: Hears, environment: Mapping[str, str] = os.environ
) -> AsyncIterator[Callable[[], Awaitable[None]]]:
    """Watch a session in this window, and say first who else does.

    Yields what keeps the counts; it is to be called after every turn.
    """
    counts = RedisCounts(memory.redis.client, keys=memory.keys)

    async def keep() -> None:
        # Counts that cannot be kept now go along with the next ones.
        with suppress(MemoryUnavailable):
            await counts.keep(COUNTS)

    if goes_to_langsmith(environment):
        screen.tell("langsmith_sees")
    with place.at(session_id), watched("session", level=logging.INFO):
        yield keep
    await keep()
