"""Who did what with a service, without content: the last of it."""

from __future__ import annotations

from collections.abc import AsyncIterator

from domain.users import Deed
from memory.commands import AsyncClient, arun, command
from memory.keys import Keys
from memory.records import decode, encode

_MOST = 100_000
"""So many lines are kept, or a few more."""
_AT_ONCE = 500
_FIELD = "deed"


class RedisAudit:
    """A stream to which lines are added, and of which the oldest are cut off."""

    def __init__(self, client: AsyncClient, *, keys: Keys | None = None) -> None:
        self._client = client
        self._key = (keys or Keys()).audit

    async def add(self, deed: Deed) -> None:
        """Add a line."""
        await arun(
            self._client,
            command("XADD", self._key, "MAXLEN", "~", _MOST, "*", _FIELD, encode(deed)),
        )

    async def latest(self, most: int, user: str | None = None) -> list[Deed]:
        """The last `most` lines, of `user` where named, the latest first."""
        found: list[Deed] = []
        async for deed in self._backwards():
            if user is None or deed.user == user:
                found.append(deed)
            if len(found) >= most:
                break
        return found

    async def _backwards(self) -> AsyncIterator[Deed]:
        end = "+"
        while True:
            rows = await arun(self._client, command("XREVRANGE", self._key, end, "-", "COUNT", _AT_ONCE))
            for _, fields in rows:
                yield decode(_record(fields), Deed, "A line of the audit log")
            if len(rows) < _AT_ONCE:
                return
            end = f"({rows[-1][0].decode()}"


def _record(fields: object) -> bytes:
    """The record among a line's fields, which redis-py gives as a map or as a list."""
    values = list(fields.values()) if isinstance(fields, dict) else list(fields)[1::2]  # type: ignore[call-overload]
    return bytes(values[0])
