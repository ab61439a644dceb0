"""Which requests of a session were sent already, by the keys that clients gave them."""

from __future__ import annotations

from hashlib import sha256

from domain.errors import UnknownSession
from domain.values import Count, Frozen
from memory.commands import AsyncClient, arun, command, invoke
from memory.keys import Keys
from memory.records import decode, encode


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


def _decoded(stored: bytes, session_id: str) -> Sent:
    return decode(stored, Sent, f"Session {session_id}, a request that was sent")


def _field(key: str) -> str:
    """Of one length, whatever a client sends."""
    return sha256(key.encode("utf-8", "surrogatepass")).hexdigest()[:32]
