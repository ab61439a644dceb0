"""What was practised, kept over all sessions."""

from __future__ import annotations

from typing import Any, Protocol

from domain.mastery import Practice
from memory.commands import AsyncClient, arun, command
from memory.keys import Keys
from memory.records import decode, encode

_AT_ONCE = 500


class MasteryStore(Protocol):
    """Everything that was practised; how well it sits is computed from that when it is asked for.

    So there is hardly anything to update, and two windows, or a node that runs again after a crash, cannot
    disturb each other. Errors are those of `memory.store.SessionStore`.
    """

    async def record(self, practice: Practice) -> bool:
        """Keep `practice`, once for a question of a session: False (and no change) where it has one."""
        ...

    async def amend(self, practice: Practice) -> None:
        """Put `practice` in the place of what was kept for its question; nothing where nothing was."""
        ...

    async def practices(self) -> list[Practice]:
        """Everything that was practised, in order of time."""
        ...

    async def forget(self, session_id: str) -> None:
        """Delete what was practised in the session."""
        ...


class InMemoryMasteryStore:
    """`MasteryStore` in a dictionary, for evals and tests."""

    def __init__(self) -> None:
        self._practices: dict[tuple[str, str], Practice] = {}

    async def record(self, practice: Practice) -> bool:
        """Keep `practice`, once for a question of a session."""
        return self._practices.setdefault((practice.session_id, practice.question_id), practice) is practice

    async def amend(self, practice: Practice) -> None:
        """Put `practice` in the place of what was kept for its question."""
        if (key := (practice.session_id, practice.question_id)) in self._practices:
            self._practices[key] = practice

    async def practices(self) -> list[Practice]:
        """Everything that was practised, in order of time."""
        return sorted(self._practices.values(), key=_order)

    async def forget(self, session_id: str) -> None:
        """Delete what was practised in the session."""
        self._practices = {key: kept for key, kept in self._practices.items() if key[0] != session_id}


class RedisMasteryStore:
    """`MasteryStore` on Redis: one hash, written a field at a time and read as a whole."""

    def __init__(self, client: AsyncClient, *, keys: Keys | None = None) -> None:
        self._client = client
        self._key = (keys or Keys()).practices

    async def record(self, practice: Practice) -> bool:
        """Keep `practice`, once for a question of a session."""
        field = f"{practice.session_id}\0{practice.question_id}"
        # A write that is repeated since its reply was lost finds itself there, which is as good.
        return bool(await self._do("HSETNX", self._key, field, encode(practice)))

    async def amend(self, practice: Practice) -> None:
        """Put `practice` in the place of what was kept for its question."""
        field = f"{practice.session_id}\0{practice.question_id}"
        # Only the window that holds the session writes its practices, so nothing comes between the two.
        if await self._do("HEXISTS", self._key, field):
            await self._do("HSET", self._key, field, encode(practice))

    async def practices(self) -> list[Practice]:
        """Everything that was practised, in order of time."""
        found = await self._do("HVALS", self._key)
        return sorted((decode(stored, Practice, "A practised question") for stored in found), key=_order)

    async def forget(self, session_id: str) -> None:
        """Delete what was practised in the session."""
        begin = f"{session_id}\0".encode()
        fields = [field for field in await self._do("HKEYS", self._key) if field.startswith(begin)]
        for at in range(0, len(fields), _AT_ONCE):
            await self._do("HDEL", self._key, *fields[at : at + _AT_ONCE])

    async def _do(self, *parts: str | bytes) -> Any:
        return await arun(self._client, command(*parts))


def _order(practice: Practice) -> tuple[object, ...]:
    return practice.at, practice.session_id, practice.question_id
