"""Sessions and their transcripts in Redis."""

from __future__ import annotations

import secrets
from collections.abc import Callable, Iterable
from typing import Any, NamedTuple

from domain.errors import StoredByNewerVersion, UnknownSession, UnknownTurn
from domain.interview import CandidateMessage, Session, Turn
from domain.report import Report
from domain.rescoring import Rescoring
from domain.usage import TurnUsage
from memory.commands import AsyncClient, arun, command, invoke, read_all
from memory.keys import Keys
from memory.records import DamagedRecord, Value, decode, encode

_RESCORING = "rescoring "
"""Fields of the session's hash that begin so hold rescorings, each under its time and a random part."""


class Looked(NamedTuple):
    """A session, one of its turns, and what was kept as said in that; None where there is none."""

    session: Session
    turn: Turn | None
    message: CandidateMessage | None


class RedisSessionStore:
    """`memory.store.SessionStore` on Redis; what a turn takes does not depend on how many there are.

    `token` makes the random part of a kept message, by which a request that the client sent again, since
    its reply was lost, is told from a second message.
    """

    def __init__(
        self,
        client: AsyncClient,
        *,
        keys: Keys | None = None,
        token: Callable[[], str] = lambda: secrets.token_hex(8),
    ) -> None:
        self._client = client
        self._keys = keys or Keys()
        self._token = token

    async def save(self, session: Session) -> None:
        """Keep `session` under its id."""
        # The list first: it stands in another slot, and a listed id without a session is passed over.
        await self.list_session(session)
        await self._do("HSET", self._keys.session(session.id).session, "session", encode(session))

    async def list_session(self, session: Session) -> None:
        """Put `session` into the list of sessions, or say there when it was touched."""
        await self._do("ZADD", self._keys.sessions, session.updated_at.timestamp(), session.id)

    def fields(
        self,
        session_id: str,
        session: Session | None,
        report: Report | None,
        turns: Iterable[Turn],
        usage: Iterable[TurnUsage],
    ) -> list[tuple[str, str, bytes]]:
        """Where these are kept of the session, and as what: key, field, value."""
        keys = self._keys.session(session_id)
        whole = {"session": session, "report": report}
        return [
            *((keys.session, name, encode(value)) for name, value in whole.items() if value is not None),
            *((keys.turns, str(turn.number), encode(turn)) for turn in turns),
            *((keys.usage, str(each.turn), encode(each)) for each in usage),
        ]

    async def look(self, session_id: str, number: int) -> Looked:
        """The session, its turn `number`, and what was kept as said in it. Raises `UnknownSession`."""
        keys = self._keys.session(session_id)
        session, turn, message = await arun(
            self._client, invoke("session/look", (keys.session, keys.turns, keys.messages), str(number))
        )
        if session is None:
            raise UnknownSession(session_id)
        what = f"Session {session_id}"
        return Looked(
            decode(session, Session, what),
            None if turn is None else decode(turn, Turn, f"{what}, turn {number}"),
            None
            if message is None
            else decode(message, CandidateMessage, f"{what}, the message of turn {number}"),
        )

    async def session(self, session_id: str) -> Session:
        """The session with this id."""
        stored = await self._do("HGET", self._keys.session(session_id).session, "session")
        if stored is None:
            raise UnknownSession(session_id)
        return decode(stored, Session, f"Session {session_id}")

    async def sessions(self) -> list[Session]:
        """All sessions that can be read, the one touched last first."""
        ids = await self.ids()
        lines = [("HGET", self._keys.session(session_id).session, "session") for session_id in ids]
        kept = await read_all(self._client, lines)
        found = [_readable(session_id, stored) for session_id, stored in zip(ids, kept, strict=True)]
        return sorted(
            (session for session in found if session is not None),
            key=lambda session: session.updated_at,
            reverse=True,
        )

    async def ids(self) -> list[str]:
        """The ids of all sessions."""
        return [member.decode() for member in await self._do("ZRANGE", self._keys.sessions, 0, -1)]

    async def put_turn(self, session_id: str, turn: Turn) -> None:
        """Keep `turn` under its number."""
        await self._put(session_id, self._keys.session(session_id).turns, str(turn.number), encode(turn))

    async def turn(self, session_id: str, number: int) -> Turn:
        """Turn `number`."""
        stored = await self._read(session_id, self._keys.session(session_id).turns, str(number))
        if stored is None:
            raise UnknownTurn(session_id, number)
        return decode(stored, Turn, f"Session {session_id}, turn {number}")

    async def turns(self, session_id: str) -> list[Turn]:
        """The session's turns in order."""
        return await self._numbered(session_id, self._keys.session(session_id).turns, Turn, "turn")

    async def keep_message(self, session_id: str, number: int, message: CandidateMessage) -> bool:
        """Keep what the candidate said in turn `number`, once."""
        keys = self._keys.session(session_id)
        kept = await arun(
            self._client,
            invoke(
                "session/keep", (keys.session, keys.messages), str(number), encode(message, self._token())
            ),
        )
        if kept < 0:
            raise UnknownSession(session_id)
        return bool(kept)

    async def kept_message(self, session_id: str, number: int) -> CandidateMessage | None:
        """What was kept for turn `number`."""
        stored = await self._read(session_id, self._keys.session(session_id).messages, str(number))
        what = f"Session {session_id}, the message of turn {number}"
        return None if stored is None else decode(stored, CandidateMessage, what)

    async def put_report(self, session_id: str, report: Report) -> None:
        """Keep the session's report."""
        await self._put(session_id, self._keys.session(session_id).session, "report", encode(report))

    async def report(self, session_id: str) -> Report | None:
        """The session's report."""
        stored = await self._read(session_id, self._keys.session(session_id).session, "report")
        return None if stored is None else decode(stored, Report, f"Session {session_id}, its report")

    async def put_usage(self, session_id: str, usage: TurnUsage) -> None:
        """Keep what language models took in a turn."""
        await self._put(session_id, self._keys.session(session_id).usage, str(usage.turn), encode(usage))

    async def usage(self, session_id: str) -> list[TurnUsage]:
        """What language models took, turn by turn."""
        return await self._numbered(
            session_id, self._keys.session(session_id).usage, TurnUsage, "usage of turn"
        )

    async def add_rescoring(self, session_id: str, rescoring: Rescoring) -> None:
        """Keep `rescoring` beside the others."""
        field = f"{_RESCORING}{rescoring.at.isoformat()} {self._token()}"
        await self._put(session_id, self._keys.session(session_id).session, field, encode(rescoring))

    async def rescorings(self, session_id: str) -> list[Rescoring]:
        """How the session was judged again."""
        found = await self._read(session_id, self._keys.session(session_id).session, "")
        what = f"Session {session_id}, a rescoring"
        return sorted(
            (
                decode(stored, Rescoring, what)
                for field, stored in zip(found[::2], found[1::2], strict=True)
                if field.startswith(_RESCORING.encode())
            ),
            key=lambda rescoring: rescoring.at,
        )

    async def forget(self, session_id: str) -> None:
        """Delete every key of the session that this store wrote."""
        keys = self._keys.session(session_id)
        written = (keys.session, keys.turns, keys.messages, keys.usage, keys.sent, keys.told, keys.watched)
        await self._do("UNLINK", *written)
        await self._do("ZREM", self._keys.sessions, session_id)

    async def _put(self, session_id: str, key: str, field: str, value: bytes) -> None:
        session = self._keys.session(session_id).session
        if not await arun(self._client, invoke("session/put", (session, key), field, value)):
            raise UnknownSession(session_id)

    async def _read(self, session_id: str, key: str, field: str) -> Any:
        session = self._keys.session(session_id).session
        exists, found = await arun(self._client, invoke("session/read", (session, key), field))
        if not exists:
            raise UnknownSession(session_id)
        return found

    async def _numbered(self, session_id: str, key: str, kind: type[Value], what: str) -> list[Value]:
        found = await self._read(session_id, key, "")
        numbered = sorted(
            (int(number), stored) for number, stored in zip(found[::2], found[1::2], strict=True)
        )
        return [decode(stored, kind, f"Session {session_id}, {what} {number}") for number, stored in numbered]

    async def _do(self, *parts: str | bytes | int | float) -> Any:
        return await arun(self._client, command(*parts))


def _readable(session_id: str, stored: bytes | None) -> Session | None:
    """The session that is kept so. One that cannot be read costs no other; `interview sessions` says what is
    wrong with it."""
    try:
        return None if stored is None else decode(stored, Session, f"Session {session_id}")
    except (DamagedRecord, StoredByNewerVersion):
        return None
