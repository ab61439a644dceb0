"""What all requests of this process share."""

from __future__ import annotations

import asyncio
import secrets
from collections import Counter
from collections.abc import AsyncIterator, Callable, Coroutine
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property
from pathlib import Path
from typing import Any, TypeVar

from fastapi import Request

from app.bootstrap.memory import Memory, memory_in, now
from app.bootstrap.models import closing, model_chains
from app.session.seen import keep_counts
from app.settings import Settings
from app.users.letting_in import Gate
from app.users.tokens import Verifier
from app.users.workspaces import Workspaces
from domain.users import Allowance
from memory.allowances import RedisAllowances
from memory.audit import RedisAudit
from memory.connection import RedisHandle, open_redis
from memory.users import RedisUsers
from telemetry.counters import COUNTS
from telemetry.shared import SharedCounts

Result = TypeVar("Result")
_SECONDS_BETWEEN_COUNTS = 2.0
_SECONDS_UNTIL_KEPT = 60.0
"""How long what was counted stands in this process alone: counts are no state, and one that is killed takes
so much of them along."""
_SECONDS_TO_KEEP = 2.0


@dataclass(frozen=True)
class Service:
    """The database, who uses the service, and the workspaces of its users; all state is in the database."""

    settings: Settings
    memory: Memory
    """What is the service's own, and no user's."""
    redis: RedisHandle
    users: RedisUsers
    audit: RedisAudit
    allowances: RedisAllowances
    workspaces: Workspaces
    allowance: Allowance = field(default_factory=Allowance)
    """What a user may take who has no allowance of their own."""
    verifier: Verifier = field(default_factory=Verifier)
    now: Callable[[], datetime] = now
    worker: str = field(default_factory=lambda: secrets.token_hex(8))
    """The name of this process among those that do jobs."""
    counts: SharedCounts | None = None
    """What all workers of this service counted, where there are several."""
    watching: Counter[str] = field(default_factory=Counter)
    """How many sessions each user watches by way of this process."""
    at_work: set[asyncio.Task[Any]] = field(default_factory=set)
    """Work that goes on to its end, whoever still waits for it."""

    @cached_property
    def gate(self) -> Gate:
        """What lets its users in."""
        return Gate(self.users, self.allowances, self.verifier)

    async def done(self, work: Coroutine[Any, Any, Result]) -> Result:
        """The result of `work`, which goes on to its end if whoever asked for it goes away."""
        return await asyncio.shield(self.begun(work))

    def begun(self, work: Coroutine[Any, Any, Result]) -> asyncio.Task[Result]:
        """`work`, begun, which goes on to its end whatever becomes of the request."""
        task = asyncio.create_task(work)
        self.at_work.add(task)
        task.add_done_callback(self._ended)
        return task

    def _ended(self, task: asyncio.Task[Any]) -> None:
        self.at_work.discard(task)
        if not task.cancelled():
            # Looked at: of one that nobody waits for any more nothing is printed.
            task.exception()

    async def share(self, every: float = _SECONDS_BETWEEN_COUNTS) -> None:
        """Let the other workers see what this one counts, until cancelled."""
        while self.counts is not None:
            await asyncio.to_thread(self.counts.keep)
            await asyncio.sleep(every)

    async def keep(self, every: float = _SECONDS_UNTIL_KEPT) -> None:
        """Keep what this process counts with the service's own keys, where `interview doctor` of this
        service finds it, until cancelled."""
        while True:
            await asyncio.sleep(every)
            await keep_counts(self.memory)

    async def settle(self) -> None:
        """Wait until what was begun is done."""
        while self.at_work:
            await asyncio.gather(*self.at_work, return_exceptions=True)


@asynccontextmanager
async def open_service(
    settings: Settings, allowance: Allowance | None = None, counts_in: Path | None = None
) -> AsyncIterator[Service]:
    """The service of `settings`: one pool of connections, one set of models. Raises `MemoryUnavailable`.

    Workers that share the folder `counts_in` tell each other what they count.
    """
    chains = model_chains(settings)
    async with closing(chains), open_redis(settings.redis_url or None, settings.redis_directory) as handle:
        own = memory_in(handle, settings)
        service = Service(
            settings=settings,
            memory=own,
            redis=handle,
            users=RedisUsers(handle.client, keys=own.keys),
            audit=RedisAudit(handle.client, keys=own.keys),
            allowances=RedisAllowances(handle.client, keys=own.keys),
            workspaces=Workspaces(settings, handle, chains),
            allowance=allowance or Allowance(),
            counts=SharedCounts(COUNTS, counts_in) if counts_in is not None else None,
        )
        counting = [asyncio.create_task(each) for each in (service.share(), service.keep())]
        try:
            yield service
        finally:
            await service.settle()
            for task in counting:
                task.cancel()
            # Waited for: what one has taken to keep it puts back.
            await asyncio.wait(counting)
            # A database that is away keeps nobody from ending.
            with suppress(TimeoutError):
                async with asyncio.timeout(_SECONDS_TO_KEEP):
                    await keep_counts(own)


def service_of(request: Request) -> Service:
    """The service that `request` came to."""
    found = request.app.state.service
    assert isinstance(found, Service)
    return found
