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


class SessionLock:
    """`async with SessionLock(client, session_id) as lock:`; raises `SessionInUse` when another has it.

    The lock is a key with a random token that lives `ttl_seconds` and is renewed three times in that span,
    so a process that was killed leaves the session free after a few seconds. Only the token's owner can
    renew or release it (compare, then delete, in one script).

    A lock can be lost all the same: when the process slept, or Redis was away, for longer than
    `ttl_seconds`. Then `lost` is set; whoever holds the lock looks at it, or awaits it, and stops writing:
    `check()` raises `SessionInUse` then.
    """

    def __init__(
        self,
        client: AsyncClient,
        session_id: str,
        ttl_seconds: float = TTL_SECONDS,
        *,
        keys: Keys | None = None,
        token: str | None = None,
    ) -> None:
        self.session_id = session_id
        self.lost = asyncio.Event()
        self._client = client
        self._key = ((keys or Keys()).session(session_id).lock,)
        self._ttl_seconds = ttl_seconds
        self._token = token or secrets.token_hex(16)
        self._renewing: asyncio.Task[None] | None = None

    async def __aenter__(self) -> Self:
        if not await self._ask("lock/take"):
            raise SessionInUse(self.session_id)
        self._renewing = asyncio.create_task(self._renew(), name=f"renew the lock of {self.session_id}")
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._renewing is not None:
            self._renewing.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await self._renewing
        # Where Redis is away the lock ends by itself, and what happened inside matters more.
        with contextlib.suppress(MemoryUnavailable):
            await arun(self._client, invoke("lock/release", self._key, self._token))

    def check(self) -> None:
        """Raise `SessionInUse` where the lock was lost."""
        if self.lost.is_set():
            raise SessionInUse(self.session_id)

    async def _ask(self, what: str) -> bool:
        milliseconds = round(self._ttl_seconds * 1000)
        return bool(await arun(self._client, invoke(what, self._key, self._token, milliseconds)))

    async def _renew(self) -> None:
        clock = asyncio.get_running_loop().time
        held_until = clock() + self._ttl_seconds
        while True:
            await asyncio.sleep(self._ttl_seconds / 3)
            asked_at = clock()
            try:
                # A reply that comes after the lock has ended could not be trusted.
                async with asyncio.timeout(max(0.05, held_until - asked_at)):
                    ours = await self._ask("lock/renew")
            except (MemoryUnavailable, TimeoutError):
                # Redis is away for a moment; the lock still stands as long as it was granted.
                if clock() < held_until:
                    continue
                ours = False
            if not ours:
                self.lost.set()
                return
            held_until = asked_at + self._ttl_seconds
