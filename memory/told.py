"""What happens in a session, told to whoever watches it from another process."""

from __future__ import annotations

from typing import Any, NamedTuple

from memory.commands import AsyncClient, arun, command, invoke
from memory.keys import Keys

_MOST = 500
_KEPT_MS = 5 * 60 * 1000
_SECONDS_WATCHED = 30
"""A watcher that died is one no longer than that."""
_AT_ONCE = 100
BEGINNING = "0-0"


class Told(NamedTuple):
    """An event: its place in the stream, its name, and what it says."""

    id: str
    name: str
    value: bytes


class RedisTold:
    """The events of each session, in a stream beside it that goes with it.

    They are written while somebody watches, and kept for five minutes: so that a watcher who lost the
    connection is told what they missed, by whichever process they come back to.
    """

    def __init__(self, client: AsyncClient, *, keys: Keys | None = None) -> None:
        self._client = client
        self._keys = keys or Keys()

    async def watch(self, session_id: str) -> None:
        """Somebody watches, for half a minute from now."""
        key = self._keys.session(session_id).watched
        await arun(self._client, command("SET", key, 1, "EX", _SECONDS_WATCHED))

    async def tell(self, session_id: str, name: str, value: bytes) -> bool:
        """Tell an event to whoever watches; whether anybody does."""
        keys = self._keys.session(session_id)
        told = invoke("session/tell", (keys.session, keys.watched, keys.told), name, value, _MOST, _KEPT_MS)
        return bool(await arun(self._client, told))

    async def last(self, session_id: str) -> str:
        """The place of what was told last."""
        key = self._keys.session(session_id).told
        found = await arun(self._client, command("XREVRANGE", key, "+", "-", "COUNT", 1))
        return _text(found[0][0]) if found else BEGINNING

    async def since(self, session_id: str, after: str) -> list[Told]:
        """What was told after that place, in order; a hundred at most."""
        key = self._keys.session(session_id).told
        found = await arun(self._client, command("XRANGE", key, f"({after}", "+", "COUNT", _AT_ONCE))
        return [_told(_text(place), fields) for place, fields in found]


def _told(place: str, fields: Any) -> Told:
    """An entry of the stream, whose fields redis-py gives as a map or as a list."""
    given = fields if isinstance(fields, dict) else dict(zip(fields[::2], fields[1::2], strict=True))
    return Told(place, _text(given[b"name"]), bytes(given[b"value"]))


def _text(value: Any) -> str:
    return value.decode("ascii") if isinstance(value, bytes) else str(value)
