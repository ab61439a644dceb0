"""Domain values made up for the tests of memory."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from domain.guide import KeyPoint, KeyPointOrigin, Source
from domain.interview import CandidateMessage, Mode, Phase, Question, Session, Turn, TurnKind
from domain.report import Advice, Cited, Report
from domain.rescoring import Rescoring
from domain.routes import Route, RouteKind
from domain.unscored import Unscored, UnscoredKind
from domain.usage import TurnUsage, Usage
from domain.verdict import (
    Evidence,
    KeyPointVerdict,
    Label,
    Provenance,
    Verdict,
)

START = datetime(2026, 3, 2, 9, 30, tzinfo=UTC)
SOURCE = Source(guide="platform.md", first_line=12, last_line=14, heading_path=("Batch", "Speed"))
DRAFT = Provenance(agent="evaluator")


def session(session_id: str = "s1", *, minutes_later: float = 0) -> Session:
    """A session that was touched so many minutes after it began."""
    return Session(
        id=session_id,
        mode=Mode.STUDY,
        guides=("platform.md",),
        minutes=45,
        seed=7,
        started_at=START,
        updated_at=START + timedelta(minutes=minutes_later),
    )


def question(number: int = 1) -> Question:
    """A question on the sample guide."""
    return Question(
        id=f"q{number}",
        talking_point_id="tp-speed",
        phase=Phase.TECHNICAL,
        text="How did you make the nightly job faster?",
        seconds=90,
        reason="due",
        sources=(SOURCE,),
        provenance=DRAFT,
    )


def message(text: str = "We moved to streaming: four hours became forty minutes.") -> CandidateMessage:
    """Something the candidate said."""
    return CandidateMessage(text=text, at=START + timedelta(minutes=1), seconds=42.5)


def turn(number: int = 1, *, said: str = "How did you make the nightly job faster?") -> Turn:
    """A whole turn: asked, answered, judged, coached."""
    point = KeyPoint(
        id="kp1", text="four hours to forty minutes", weight=1, origin=KeyPointOrigin.FIGURE, source=SOURCE
    )
    evidence = Evidence(quote="four hours", start=22, end=32)
    return Turn(
        number=number,
        kind=TurnKind.QUESTION,
        question=question(number),
        said=said,
        asked_at=START,
        message=message(),
        verdict=Verdict(
            outcome=Unscored(kind=UnscoredKind.DRAWING),
            key_points=(KeyPointVerdict(key_point=point, label=Label.COVERED, credit=1, evidence=evidence),),
            provenance=DRAFT,
        ),
        advice=Advice(
            opening="You gave the figure.",
            landed=(Cited(text="four hours", sources=(SOURCE,)),),
            provenance=DRAFT,
        ),
        route=Route(kind=RouteKind.NOTHING_OPEN),
    )


def report(session_id: str = "s1") -> Report:
    """A report with little in it."""
    return Report(
        session_id=session_id,
        minutes=12,
        asked=3,
        planned=9,
        answered=2,
        skipped=1,
        ended="stopped",
        provenance=DRAFT,
    )


def rescoring(*, minutes_later: float = 60) -> Rescoring:
    """What another evaluator made of a session, so many minutes after it began."""
    return Rescoring(at=START + timedelta(minutes=minutes_later), judged=(), score=0.5, provenance=DRAFT)


def usage(number: int, *, calls: int = 2) -> TurnUsage:
    """What two agents took after the answer of a turn."""
    judging = Usage(calls=calls, accepted=calls, input_tokens=900, output_tokens=80, milliseconds=812.5)
    return TurnUsage(turn=number, agents={"evaluator": judging, "coach": Usage(from_cache=1)})
