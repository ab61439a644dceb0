"""What clients are shown: sessions, turns and what came of an answer."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from pathlib import PurePath
from typing import Generic, TypeVar

from pydantic import BaseModel, Field

from app.past.revealing import revealed, session_revealed
from domain.interview import Choice, Mode, Session, SessionStatus, Turn
from domain.report import Report
from domain.rounds import Round, Tone
from domain.shown import shown_in_a_line

Item = TypeVar("Item")


class Page(BaseModel, Generic[Item]):
    """A part of a list; `next` is the cursor of the part behind it, null where this is the last."""

    items: list[Item]
    next: str | None = None


class SessionView(BaseModel):
    """An interview or a drill, without its turns.

    `asked` and `answered` count questions, not follow-ups; `score` is the mean of the scored ones, 0 to 1.
    """

    id: str = Field(examples=["k3f9"])
    mode: Mode
    status: SessionStatus
    round: Round
    tone: Tone
    minutes: float
    seed: int
    guides: list[str] = Field(examples=[["prep.md"]])
    started_at: datetime
    updated_at: datetime
    planned: int
    asked: int
    answered: int
    unscored: int
    score: float | None
    index_version: str
    forked_from: str
    drill: str
    choice: Choice
    imported: bool
    unmasked: bool


class SessionWhole(SessionView):
    """A session, and the turn that waits for an answer; null where none does."""

    waiting: Turn | None = None


class SessionStep(BaseModel):
    """What came of a request that moved a session on.

    `answered` is the turn that was answered, with verdict and advice where these may be seen yet; `next` the
    turn that waits now, null at the end, when there is a `report`. `notices` are sentences for the candidate
    that are no part of the interview.
    """

    session: SessionView
    answered: Turn | None = None
    next: Turn | None = None
    report: Report | None = None
    notices: list[str] = []


def session_view(session: Session) -> SessionView:
    """`session` as a client sees it: its guides by their names, and no path of the server."""
    return SessionView(**_fields(session))


def session_whole(session: Session, turns: list[Turn]) -> SessionWhole:
    """`session` with the turn that waits."""
    last = turns[-1] if turns and session.status is SessionStatus.OPEN else None
    waiting = last if last is not None and last.message is None else None
    return SessionWhole(**_fields(session), waiting=revealed(waiting, session) if waiting else None)


def _fields(session: Session) -> Mapping[str, object]:
    session = session_revealed(session)
    named = {name: getattr(session, name) for name in SessionView.model_fields if name != "guides"}
    # Sessions from before their contents were kept have places alone.
    guides = list(session.contents) or [PurePath(guide).name or guide for guide in session.guides]
    return {**named, "guides": [shown_in_a_line(guide) for guide in guides]}
