"""What is kept of sessions, whichever database keeps it."""

from __future__ import annotations

from typing import Protocol

from domain.interview import CandidateMessage, Session, Turn
from domain.report import Report
from domain.rescoring import Rescoring
from domain.usage import TurnUsage


class SessionStore(Protocol):
    """Sessions and their transcripts.

    Every write but `keep_message` and `add_rescoring` is safe to repeat: the last value of a key stands.
    A session begins with `save`; every other method but `forget` raises `domain.errors.UnknownSession`
    for a session that was not saved, or was forgotten, so that a late write cannot bring back a part of
    what was deleted. All raise `domain.errors.MemoryUnavailable` when the database cannot be reached,
    `domain.errors.StoredByNewerVersion` for what a later version of the program wrote, and
    `memory.records.DamagedRecord` for what cannot be read at all.
    """

    async def save(self, session: Session) -> None:
        """Keep `session` under its id."""
        ...

    async def session(self, session_id: str) -> Session:
        """The session with this id."""
        ...

    async def sessions(self) -> list[Session]:
        """All sessions, the one touched last (`updated_at`) first."""
        ...

    async def ids(self) -> list[str]:
        """The ids of all sessions, of those too that cannot be read; in no particular order."""
        ...

    async def put_turn(self, session_id: str, turn: Turn) -> None:
        """Keep `turn` under its number, replacing what stood there."""
        ...

    async def turn(self, session_id: str, number: int) -> Turn:
        """Turn `number`. Raises `domain.errors.UnknownTurn` where it is not there."""
        ...

    async def turns(self, session_id: str) -> list[Turn]:
        """The session's turns in order."""
        ...

    async def keep_message(self, session_id: str, number: int, message: CandidateMessage) -> bool:
        """Keep what the candidate said in turn `number`, before anything is done with it.

        Written once: False (and nothing changes) when that turn has a message already.
        """
        ...

    async def kept_message(self, session_id: str, number: int) -> CandidateMessage | None:
        """What was kept for turn `number`, None where nothing was."""
        ...

    async def put_report(self, session_id: str, report: Report) -> None:
        """Keep the session's report."""
        ...

    async def report(self, session_id: str) -> Report | None:
        """The session's report, None while it has none."""
        ...

    async def put_usage(self, session_id: str, usage: TurnUsage) -> None:
        """Keep what language models took in a turn, replacing what stood there for it."""
        ...

    async def usage(self, session_id: str) -> list[TurnUsage]:
        """What language models took, turn by turn; turns without any are left out."""
        ...

    async def add_rescoring(self, session_id: str, rescoring: Rescoring) -> None:
        """Keep `rescoring` beside the session's own verdicts and earlier ones; a repeat adds another."""
        ...

    async def rescorings(self, session_id: str) -> list[Rescoring]:
        """How the session was judged again, in order of time."""
        ...

    async def forget(self, session_id: str) -> None:
        """Delete every key of the session that this store wrote; nothing happens where there is none."""
        ...
