"""Which requests of a session were sent already, by the keys that clients gave them."""

from __future__ import annotations

from hashlib import sha256
from typing import NamedTuple

from domain.errors import UnknownSession
from domain.values import Count, Frozen
from memory.commands import AsyncClient, arun, command, invoke
from memory.keys import Keys
from memory.records import decode, encode

_SECONDS_TO_BEGIN = 60
_SECONDS_KEPT = 24 * 3600


class Sent(Frozen):
    """A request: for which turn it was, and a digest of all that was sent."""

    turn: Count
    digest: str


class RedisSent:
    """Requests by idempotency key, beside their session: they go with it."""

    def __init__(self, client: AsyncClient, *, keys: Keys | None = None) -> None:
        self._client = client
        self._keys = keys or Keys()

    async def found(self, session_id: str, key: str) -> Sent | None:
        """What was sent with `key`, None where nothing was."""
        stored = await arun(self._client, command("HGET", self._keys.session(session_id).sent, _field(key)))
        return None if stored is None else _decoded(stored, session_id)

    async def keep(self, session_id: str, key: str, sent: Sent) -> Sent:
        """Keep `sent` under `key`, once; what stands there. Raises `UnknownSession`."""
        keys = self._keys.session(session_id)
        call = invoke("session/sent", (keys.session, keys.sent), _field(key), encode(sent))
        if (stored := await arun(self._client, call)) is None:
            raise UnknownSession(session_id)
        return _decoded(stored, session_id)


class Begun(NamedTuple):
    """A session that was begun with an idempotency key, and a digest of what was sent."""

    session_id: str
    digest: str


class RedisBegun:
    """Which session was begun with which idempotency key, for a day.

    A key is claimed before its session is kept. Where the process dies in between, it is free after a minute.
    """

    def __init__(self, client: AsyncClient, *, keys: Keys | None = None) -> None:
        self._client = client
        self._keys = keys or Keys()

    async def found(self, key: str) -> Begun | None:
        """What was begun with `key`, None where nothing was."""
        stored: bytes | None = await arun(self._client, command("GET", self._keys.begun(_field(key))))
        return None if stored is None else Begun(*stored.decode().split(" ", 1))

    async def claim(self, key: str, begun: Begun) -> bool:
        """Take `key` for a session that is about to begin; False where another has it."""
        name = self._keys.begun(_field(key))
        value = f"{begun.session_id} {begun.digest}"
        set_now = command("SET", name, value, "NX", "EX", _SECONDS_TO_BEGIN)
        # Asked again, since the reply may have been lost and the command sent twice.
        return bool(await arun(self._client, set_now)) or await self.found(key) == begun

    async def keep(self, key: str) -> None:
        """The session is kept: the key stands for it for a day."""
        await arun(self._client, command("EXPIRE", self._keys.begun(_field(key)), _SECONDS_KEPT))


def _decoded(stored: bytes, session_id: str) -> Sent:
    return decode(stored, Sent, f"Session {session_id}, a request that was sent")


def _field(key: str) -> str:
    """Of one length, whatever a client sends."""
    return sha256(key.encode("utf-8", "surrogatepass")).hexdigest()[:32]
