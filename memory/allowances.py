"""How much of something was taken in a span of time, over all workers."""

from __future__ import annotations

from datetime import timedelta

from memory.commands import AsyncClient, arun, command, invoke
from memory.keys import Keys


class RedisAllowances:
    """Counts that begin anew when their span of time is over; each is known by what it is of."""

    def __init__(self, client: AsyncClient, *, keys: Keys | None = None) -> None:
        self._client = client
        self._keys = keys or Keys()

    async def take(self, what: str, most: int, span: timedelta, *, amount: int = 1) -> timedelta | None:
        """Take `amount` of `what`, of which there are `most` in `span`; None where that was to be had.

        Else nothing is taken, and what is returned is the time until there is some again.
        """
        span_ms = round(span.total_seconds() * 1000)
        call = invoke("allowance/take", (self._keys.taken(what),), amount, most, span_ms)
        wait = await arun(self._client, call)
        return timedelta(milliseconds=int(wait)) if wait else None

    async def taken(self, what: str) -> int:
        """How much of `what` was taken in the span that runs."""
        found = await arun(self._client, command("GET", self._keys.taken(what)))
        return int(found or 0)
