"""What a candidate may see of a session that lasts."""

from __future__ import annotations

from domain.interview import Mode, Session, SessionStatus, Turn


def tells_as_it_goes(session: Session) -> bool:
    """Whether verdicts may be seen now: a real interview keeps them, and what comes of them, for its end."""
    return session.mode is Mode.STUDY or session.status is SessionStatus.FINISHED


def revealed(turn: Turn, session: Session) -> Turn:
    """`turn` as the candidate may see it now.

    While a session lasts nothing is told of a question before it was coached, and in a real interview nothing
    at all: what a follow-up digs for would be its answer.
    """
    if session.status is SessionStatus.FINISHED:
        return turn
    if session.mode is Mode.STUDY and turn.advice is not None:
        return turn
    changed: dict[str, object] = {"verdict": None, "advice": None, "route": None, "objections": ()}
    if turn.follow_up is not None:
        changed["follow_up"] = turn.follow_up.model_copy(update={"why": "", "aim": "", "sources": ()})
    return turn.model_copy(update=changed)


def session_revealed(session: Session) -> Session:
    """`session` as the candidate may see it now: without its score where verdicts are kept for the end."""
    if tells_as_it_goes(session):
        return session
    return session.model_copy(update={"score": None, "unscored": 0})
