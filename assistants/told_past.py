"""What a call about sessions that were is answered with."""

from __future__ import annotations

from typing import Literal

from app.display import words
from app.past.transcript import said
from assistants.told import Feedback, Report, name_of
from domain.interview import Mode, Session, SessionStatus, Turn, TurnKind
from domain.values import Count, Frozen, Moment, Share


class Summary(Frozen):
    """A session in a list; `score` is 0 to 1, None while nothing is scored."""

    session: str
    what: Literal["interview", "drill"]
    status: SessionStatus
    mode: Mode
    begun: Moment
    touched: Moment
    guides: str
    asked: Count
    planned: Count
    score: Share | None = None


class ShownReport(Frozen):
    """The report of a finished session, and the feedback on each of its questions."""

    session: Summary
    report: Report
    feedback: tuple[Feedback, ...]


class Sessions(Frozen):
    """Sessions, the one touched last first; `more` are left out, `problems` could not be read."""

    sessions: tuple[Summary, ...]
    more: Count = 0
    problems: tuple[str, ...] = ()


class Exchange(Frozen):
    """A turn that was: what was asked, what was said, and what was made of it where that may be told."""

    turn: int
    kind: TurnKind
    asked: str
    said: str
    outcome: str = ""
    objections: tuple[str, ...] = ()


class Transcript(Frozen):
    """A session as it was."""

    session: Summary
    turns: tuple[Exchange, ...]


def summary(session: Session) -> Summary:
    """A session as a list shows it."""
    return Summary(
        session=name_of(session),
        what="drill" if session.drill else "interview",
        status=session.status,
        mode=session.mode,
        begun=session.started_at,
        touched=session.updated_at,
        guides=words.guides(session),
        asked=session.asked,
        planned=session.planned,
        score=session.score,
    )


def exchange(turn: Turn, *, judged: bool) -> Exchange:
    """A turn of a transcript; without `judged` nothing is told of what was made of it."""
    language = turn.question.language
    told = judged and turn.verdict is not None and turn.advice is not None
    return Exchange(
        turn=turn.number,
        kind=turn.kind,
        asked=turn.said,
        said=said(turn),
        outcome=words.outcome(turn.verdict, language) if told else "",
        objections=tuple(words.objected(each, language) for each in turn.objections) if judged else (),
    )
