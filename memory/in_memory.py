"""A session store that lives and dies with the process, for evals and tests."""

from __future__ import annotations

from dataclasses import dataclass, field

from domain.errors import UnknownSession, UnknownTurn
from domain.interview import CandidateMessage, Session, Turn
from domain.report import Report
from domain.rescoring import Rescoring
from domain.usage import TurnUsage


@dataclass(slots=True)
class _Kept:
    session: Session
    turns: dict[int, Turn] = field(default_factory=dict)
    messages: dict[int, CandidateMessage] = field(default_factory=dict)
    report: Report | None = None
    rescorings: list[Rescoring] = field(default_factory=list)
    usage: dict[int, TurnUsage] = field(default_factory=dict)


class InMemorySessionStore:
    """`memory.store.SessionStore` in a dictionary. The values are frozen, so they are kept as they are."""

    def __init__(self) -> None:
        self._sessions: dict[str, _Kept] = {}

    async def save(self, session: Session) -> None:
        """Keep `session` under its id."""
        if session.id in self._sessions:
            self._sessions[session.id].session = session
        else:
            self._sessions[session.id] = _Kept(session)

    async def session(self, session_id: str) -> Session:
        """The session with this id."""
        return self._kept(session_id).session

    async def sessions(self) -> list[Session]:
        """All sessions, the one touched last first."""
        found = (kept.session for kept in self._sessions.values())
        return sorted(found, key=lambda session: session.updated_at, reverse=True)

    async def ids(self) -> list[str]:
        """The ids of all sessions."""
        return list(self._sessions)

    async def put_turn(self, session_id: str, turn: Turn) -> None:
        """Keep `turn` under its number."""
        self._kept(session_id).turns[turn.number] = turn

    async def turn(self, session_id: str, number: int) -> Turn:
        """Turn `number`."""
        try:
            return self._kept(session_id).turns[number]
        except KeyError:
            raise UnknownTurn(session_id, number) from None

    async def turns(self, session_id: str) -> list[Turn]:
        """The session's turns in order."""
        turns = self._kept(session_id).turns
        return [turns[number] for number in sorted(turns)]

    async def keep_message(self, session_id: str, number: int, message: CandidateMessage) -> bool:
        """Keep what the candidate said in turn `number`, once."""
        return self._kept(session_id).messages.setdefault(number, message) is message

    async def kept_message(self, session_id: str, number: int) -> CandidateMessage | None:
        """What was kept for turn `number`."""
        return self._kept(session_id).messages.get(number)

    async def put_report(self, session_id: str, report: Report) -> None:
        """Keep the session's report."""
        self._kept(session_id).report = report

    async def report(self, session_id: str) -> Report | None:
        """The session's report."""
        return self._kept(session_id).report

    async def put_usage(self, session_id: str, usage: TurnUsage) -> None:
        """Keep what language models took in a turn."""
        self._kept(session_id).usage[usage.turn] = usage

    async def usage(self, session_id: str) -> list[TurnUsage]:
        """What language models took, turn by turn."""
        kept = self._kept(session_id).usage
        return [kept[turn] for turn in sorted(kept)]

    async def add_rescoring(self, session_id: str, rescoring: Rescoring) -> None:
        """Keep `rescoring` beside the others."""
        self._kept(session_id).rescorings.append(rescoring)

    async def rescorings(self, session_id: str) -> list[Rescoring]:
        """How the session was judged again."""
        return sorted(self._kept(session_id).rescorings, key=lambda rescoring: rescoring.at)

    async def forget(self, session_id: str) -> None:
        """Delete what was kept of the session."""
        self._sessions.pop(session_id, None)

    def _kept(self, session_id: str) -> _Kept:
        try:
            return self._sessions[session_id]
        except KeyError:
            raise UnknownSession(session_id) from None
