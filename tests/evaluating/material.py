"""Talking points and questions for the evaluator's tests."""

from __future__ import annotations

from domain.guide import KeyPoint, KeyPointOrigin, Source, TalkingPoint, TalkingPointKind
from domain.interview import Phase, Question
from domain.verdict import Provenance

ASKED = "Tell me about a time you made something faster."
KEY_POINTS = (
    "The nightly report took four hours and came too late.",
    "I profiled it and found one query without an index.",
    "I added the index and split the work by region.",
    "It went from four hours to thirty minutes.",
)
FULL_ANSWER = (
    "Our nightly report took four hours, so it came too late. I profiled it and found a query that had no "
    "index. I added the index and split the work by region. In the end it went from four hours "
    "to thirty minutes."
)


def source(line: int = 1) -> Source:
    return Source(guide="stories.md", first_line=line, last_line=line)


def talking_point(
    *key_points: str,
    kind: TalkingPointKind = TalkingPointKind.QUESTION_ANSWER,
    title: str = ASKED,
    text: str | None = None,
    say_instead: str = "",
) -> TalkingPoint:
    return TalkingPoint(
        id=f"{kind}-{title}",
        kind=kind,
        title=title,
        text=" ".join(key_points) if text is None else text,
        source=source(),
        say_instead=say_instead,
        key_points=tuple(
            KeyPoint(id=f"k{line}", text=each, weight=1, origin=KeyPointOrigin.ANSWER, source=source(line))
            for line, each in enumerate(key_points, 1)
        ),
    )


def question(text: str = ASKED, phase: Phase = Phase.TECHNICAL, seconds: int = 60) -> Question:
    return Question(
        id="q1",
        talking_point_id="t1",
        phase=phase,
        text=text,
        seconds=seconds,
        reason="asked in a test",
        sources=(source(),),
        provenance=Provenance(agent="interviewer"),
    )
