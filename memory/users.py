"""The users of a service and their tokens."""

from __future__ import annotations

from typing import TypeVar

from domain.users import Token, User
from domain.values import Frozen
from memory.commands import AsyncClient, arun, command
from memory.keys import Keys
from memory.records import decode, encode

Value = TypeVar("Value", bound=Frozen)


class RedisUsers:
    """Users by name and tokens by id, each in a hash of the service's own keys."""

    def __init__(self, client: AsyncClient, *, keys: Keys | None = None) -> None:
        self._client = client
        self._keys = keys or Keys()

    async def add(self, user: User) -> bool:
        """Keep a new user; False, and nothing changes, where there is one of that name."""
        added = command("HSETNX", self._keys.users, user.name, encode(user))
        return bool(await arun(self._client, added))

    async def put(self, user: User) -> None:
        """Keep `user` in the place of what stood there."""
        await arun(self._client, command("HSET", self._keys.users, user.name, encode(user)))

    async def user(self, name: str) -> User | None:
        """The user of that name, None where there is none."""
        stored = await arun(self._client, command("HGET", self._keys.users, name))
        return None if stored is None else decode(stored, User, f"User {name}")

    async def users(self) -> list[User]:
        """All users by their names."""
        found = await self._all(self._keys.users, User, "User")
        return sorted(found, key=lambda user: user.name)

    async def put_token(self, token: Token) -> None:
        """Keep `token` in the place of what stood there."""
        await arun(self._client, command("HSET", self._keys.tokens, token.id, encode(token)))

    async def token(self, token_id: str) -> Token | None:
        """The token with this id, None where there is none."""
        stored = await arun(self._client, command("HGET", self._keys.tokens, token_id))
        return None if stored is None else decode(stored, Token, f"Token {token_id}")

    async def tokens(self, user: str) -> list[Token]:
        """The tokens of `user`, the oldest first."""
        return (await self.tokens_by_user()).get(user, [])

    async def tokens_by_user(self) -> dict[str, list[Token]]:
        """The tokens of each user who has any, the oldest first: all of them are one call."""
        found: dict[str, list[Token]] = {}
        everybodys = await self._all(self._keys.tokens, Token, "Token")
        for token in sorted(everybodys, key=lambda token: token.made_at):
            found.setdefault(token.user, []).append(token)
        return found

    async def remove(self, name: str) -> None:
        """Delete the user and their tokens: the tokens first, so that none is left that lets nobody in."""
        ids = [token.id for token in await self.tokens(name)]
        if ids:
            await arun(self._client, command("HDEL", self._keys.tokens, *ids))
        await arun(self._client, command("HDEL", self._keys.users, name))

    async def _all(self, key: str, kind: type[Value], what: str) -> list[Value]:
        found: dict[bytes, bytes] = await arun(self._client, command("HGETALL", key))
        return [decode(stored, kind, f"{what} {name.decode()}") for name, stored in found.items()]
