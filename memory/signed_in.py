"""Who is signed in at the page: one record for each browser, which ends by itself."""

from __future__ import annotations

from datetime import timedelta

from domain.values import Frozen, Moment
from memory.commands import AsyncClient, arun, command
from memory.keys import Keys
from memory.records import decode, encode


class SignIn(Frozen):
    """A browser that is let in: with which token, and since when."""

    token: str
    at: Moment


class RedisSignedIn:
    """The sign-ins of one user, among their own keys; each is known by a digest of what its browser keeps."""

    def __init__(self, client: AsyncClient, *, keys: Keys | None = None) -> None:
        self._client = client
        self._keys = keys or Keys()

    async def put(self, digest: str, sign_in: SignIn, lasts: timedelta) -> None:
        """Keep a sign-in for as long as it `lasts`, a second at least."""
        seconds = max(1, int(lasts.total_seconds()))
        put = command("SET", self._keys.signed_in(digest), encode(sign_in), "EX", seconds)
        await arun(self._client, put)

    async def found(self, digest: str) -> SignIn | None:
        """The sign-in with this digest; None where there is none, or none any more."""
        stored = await arun(self._client, command("GET", self._keys.signed_in(digest)))
        return None if stored is None else decode(stored, SignIn, "A sign-in")

    async def drop(self, digest: str) -> None:
        """End the sign-in with this digest."""
        await arun(self._client, command("DEL", self._keys.signed_in(digest)))
