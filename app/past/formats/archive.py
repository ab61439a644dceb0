"""Everything that is kept of a session, in one value."""

from __future__ import annotations

from typing import Any

from app.past.revealing import revealed, session_revealed, tells_as_it_goes
from app.past.transcript import transcript
from domain.interview import Session, Turn
from domain.report import Report
from domain.rescoring import Rescoring
from domain.usage import TurnUsage
from domain.values import Frozen
from memory.store import SessionStore

SCHEMA = 3
"""Rises when an export can no longer be read by the program of the day before."""
UNSEALED = 2
"""The schema of an export in which nothing is sealed, which programs of before read, too."""


class Archive(Frozen):
    """A session as a file holds it.

    `states` are the graph's states as it waited in each turn, oldest first: with them an imported session
    can be resumed and forked. They are empty where only the words are wanted.
    """

    session: Session
    turns: tuple[Turn, ...]
    report: Report | None = None
    rescorings: tuple[Rescoring, ...] = ()
    usage: tuple[TurnUsage, ...] = ()
    states: tuple[dict[str, Any], ...] = ()


async def collect(store: SessionStore, session_id: str) -> Archive:
    """What the store keeps of a session; the graph's states are not among it."""
    return Archive(
        session=await store.session(session_id),
        turns=tuple(await transcript(store, session_id)),
        report=await store.report(session_id),
        rescorings=tuple(await store.rescorings(session_id)),
        usage=tuple(await store.usage(session_id)),
    )


def archive_revealed(archive: Archive) -> Archive:
    """`archive` as the candidate may see it now."""
    session = archive.session
    kept = archive.rescorings if tells_as_it_goes(session) else ()
    return archive.model_copy(
        update={
            "session": session_revealed(session),
            "turns": tuple(revealed(turn, session) for turn in archive.turns),
            "rescorings": kept,
        }
    )
