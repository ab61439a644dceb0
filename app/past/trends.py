"""How interviews went, one after the other: scores with their intervals, and how answers were delivered."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime

from app.past.transcript import by_question, mean, spoken_in
from app.practice.progress import interviews
from domain.errors import InterviewError
from domain.interview import Phase, Session, Turn
from domain.report import Report
from domain.spoken import Spoken
from domain.verdict import WORDS_PER_MINUTE, FlagKind, Verdict
from memory.store import SessionStore


@dataclass(frozen=True, slots=True)
class Delivered:
    """How the judged answers of a session were delivered, over all of them.

    `words` and `seconds` are means of an answer; `seconds` is what speaking the words takes, an estimate.
    `in_time` is the share (0 to 1) of those with a time to keep that were found neither too long nor too
    short for it, None where none had one. `fillers` and `hedges` are counted in a hundred words.
    """

    answers: int
    words: float
    seconds: float
    in_time: float | None
    fillers: float
    hedges: float


@dataclass(frozen=True, slots=True)
class Held:
    """An interview: its score, 0 to 1, with half of its interval's width, None where no report gives one.

    `spoken` are the deliveries of its answers that were spoken.
    """

    session: Session
    at: datetime
    score: float
    half_width: float | None
    delivered: Delivered | None
    spoken: tuple[Spoken, ...] = ()


async def held(store: SessionStore, sessions: Sequence[Session], most: int) -> list[Held]:
    """The last `most` interviews among `sessions`; what of one cannot be read is left out of it."""
    return [await _held(store, session) for session in interviews(sessions)[-most:]]


async def _held(store: SessionStore, session: Session) -> Held:
    report: Report | None = None
    turns: list[Turn] = []
    # Damaged, or forgotten meanwhile: its score stands in the list all the same.
    with suppress(InterviewError):
        report, turns = await store.report(session.id), await store.turns(session.id)
    score = session.score or 0.0
    half_width = None
    if report is not None and report.overall is not None:
        score, half_width = report.overall, report.overall_half_width
    return Held(session, session.started_at, score, half_width, delivered(turns), spoken_in(turns))


def delivered(turns: Sequence[Turn]) -> Delivered | None:
    """How the judged answers of a transcript were delivered; None where there is none."""
    found = [
        (asked.verdict, asked.verdict.delivery)
        for asked in by_question(turns)
        if asked.verdict is not None
        and asked.verdict.delivery is not None
        and asked.verdict.delivery.words
        and asked.question.phase is not Phase.THEIR_QUESTIONS
    ]
    if not found:
        return None
    said = [delivery for _, delivery in found]
    words = sum(each.words for each in said)
    return Delivered(
        answers=len(found),
        words=words / len(found),
        seconds=60 * words / len(found) / WORDS_PER_MINUTE,
        in_time=mean([float(_in_time(verdict)) for verdict, each in found if each.expected_seconds]),
        fillers=100 * sum(each.fillers for each in said) / words,
        hedges=100 * sum(each.hedges for each in said) / words,
    )


def _in_time(verdict: Verdict) -> bool:
    return all(flag.kind not in (FlagKind.TOO_LONG, FlagKind.TOO_SHORT) for flag in verdict.flags)
