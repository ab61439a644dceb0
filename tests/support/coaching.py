"""An answer as it was judged, and a session of such answers, for tests of the coach."""

from __future__ import annotations

from datetime import UTC, datetime

from agents.coach import debrief, draft
from agents.coach.rubric import DEFAULT
from domain.guide import TalkingPoint, TalkingPointKind
from domain.interview import CandidateMessage, MessageKind, Mode, Phase, Session, Turn, TurnKind
from domain.unscored import Unscored, UnscoredKind
from domain.verdict import (
    Band,
    Evidence,
    KeyPointVerdict,
    Label,
    Provenance,
    Score,
    Verdict,
)
from tests.support.talking import key_point, question, source

NOW = datetime(2026, 5, 4, 9, 0, tzinfo=UTC)
ANSWER = "I moved it to a stream. It went from four hours to forty minutes."
POINTS = (
    key_point("kp1", "I moved the nightly job to a stream", line=11),
    key_point("kp2", "Cut the run from four hours to forty minutes", line=12),
    key_point("kp3", "I kept the old job for two weeks as a fallback", weight=0.6, line=13),
)
POINT = TalkingPoint(
    id="tp",
    kind=TalkingPointKind.QUESTION_ANSWER,
    title="How did you speed it up?",
    text=" ".join(p.text for p in POINTS),
    source=source(10),
    key_points=POINTS,
)
ASKED = question("How did you speed it up?", "tp", seconds=60)


def found(at: int, label: Label, quote: str = "") -> KeyPointVerdict:
    evidence = None
    if quote:
        evidence = Evidence(quote=quote, start=ANSWER.index(quote), end=ANSWER.index(quote) + len(quote))
    return KeyPointVerdict(
        key_point=POINTS[at], label=label, credit=1.0 if label is Label.COVERED else 0.0, evidence=evidence
    )


def verdict(*key_points: KeyPointVerdict, value: float | None = 0.5, **more: object) -> Verdict:
    outcome = (
        Unscored(kind=UnscoredKind.DRAWING)
        if value is None
        else Score(value=value, low=max(0, value - 0.1), high=min(1, value + 0.1), band=Band.of(value))
    )
    return Verdict.model_validate(
        {"outcome": outcome, "key_points": key_points, "provenance": Provenance(agent="evaluator"), **more}
    )


def advise(judged: Verdict) -> draft.Advice:
    return draft.advice(ASKED, ANSWER, judged, POINT, index_version="v")


def session() -> Session:
    return Session(
        id="k3f9",
        mode=Mode.STUDY,
        guides=("g",),
        minutes=30,
        seed=1,
        started_at=NOW,
        updated_at=NOW,
        planned=3,
        asked=3,
    )


def turn(number: int, judged: Verdict | None, phase: Phase = Phase.TECHNICAL, *, asked: str = "") -> Turn:
    return Turn(
        number=number,
        kind=TurnKind.QUESTION,
        question=question(asked or f"Question {number}?", "tp", phase).model_copy(
            update={"id": f"q{number}"}
        ),
        said="Question?",
        asked_at=NOW,
        message=CandidateMessage(text="x", at=NOW)
        if judged
        else CandidateMessage(kind=MessageKind.SKIP, at=NOW),
        verdict=judged,
    )


def summed(*turns: Turn) -> debrief.Report:
    return debrief.report(session(), turns, DEFAULT, planned=3, minutes=12, ended="you stopped")
