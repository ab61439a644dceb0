"""One window a session: a lock that its holder renews, and that frees itself when the holder dies."""

from __future__ import annotations

import asyncio
import contextlib
import secrets
from types import TracebackType
from typing import Self

from domain.errors import MemoryUnavailable, SessionInUse
from memory.commands import AsyncClient, arun, invoke
from memory.keys import Keys

TTL_SECONDS = 6.0
_KEY_SECONDS = 24 * 3600.0


class SessionLock:
    """`async with SessionLock(client, session_id) as lock:`; raises `SessionInUse` when another has it.

    The lock is a random token, held for `ttl_seconds` by the clock of Redis and renewed three times in that
    span, so that a process that was killed leaves the session free after a few seconds. Only the token's
    owner renews or releases it (compare, then change, in one script).

    When the time is over without a renewal, since the machine slept or Redis was away, the token stays until
    somebody else takes the lock. So a candidate who opens the lid again goes on, unless another window
    took over meanwhile: then `lost` is set at the next renewal, within a third of `ttl_seconds`. Await
    `ensure()` before work that must not happen twice; it asks Redis there and then.

    `by_force` takes the lock from a holder that is alive, for whom it is `lost` then.
    """

    def __init__(
        self,
        client: AsyncClient,
        session_id: str,
        ttl_seconds: float = TTL_SECONDS,
        *,
        keys: Keys | None = None,
        token: str | None = None,
        by_force: bool = False,
    ) -> None:
        self.session_id = session_id
        self.lost = asyncio.Event()
        self._client = client
        self._key = ((keys or Keys()).session(session_id).lock,)
        self._ttl_seconds = ttl_seconds
        self._token = token or secrets.token_hex(16)
        self._by_force = by_force
        self._leaving = False
        self._renewing: asyncio.Task[None] | None = None

    async def __aenter__(self) -> Self:
        if not await self._ask("lock/take", int(self._by_force)):
            raise SessionInUse(self.session_id)
        self._renewing = asyncio.create_task(self._renew(), name=f"renew the lock of {self.session_id}")
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._renewing is not None:
            # Told as well: redis-py 8.1 was seen to swallow a cancellation while it reconnects.
            self._leaving = True
            self._renewing.cancel()
            await asyncio.wait([self._renewing])
        # Where Redis is away the lock ends by itself, and what happened inside matters more.
        with contextlib.suppress(MemoryUnavailable):
            await arun(self._client, invoke("lock/release", self._key, self._token))

    async def ensure(self) -> None:
        """Renew the lock now. Raises `SessionInUse` where another took it, `MemoryUnavailable` as ever."""
        if self.lost.is_set() or not await self._ask("lock/renew"):
            self.lost.set()
            raise SessionInUse(self.session_id)

    async def _ask(self, what: str, *more: int) -> bool:
        held, kept = round(self._ttl_seconds * 1000), round(_KEY_SECONDS * 1000)
        return bool(await arun(self._client, invoke(what, self._key, self._token, held, kept, *more)))

    async def _renew(self) -> None:
        while not self.lost.is_set() and not self._leaving:
            await asyncio.sleep(self._ttl_seconds / 3)
            # Away for now. Who asks first when it is back has the lock, and the other is told.
            with contextlib.suppress(MemoryUnavailable, SessionInUse):
                await self.ensure()
