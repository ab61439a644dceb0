"""Talking points and questions made by hand, for tests of the agents."""

from __future__ import annotations

from domain.guide import KeyPoint, KeyPointOrigin, Source
from domain.interview import Phase, Question
from domain.verdict import Provenance


def source(line: int = 7, guide: str = "guide.md") -> Source:
    """A place in a guide."""
    return Source(guide=guide, first_line=line, last_line=line)


def key_point(name: str, text: str, weight: float = 1.0, line: int = 7) -> KeyPoint:
    """A key point of an answer."""
    return KeyPoint(id=name, text=text, weight=weight, origin=KeyPointOrigin.ANSWER, source=source(line))


def question(text: str, talking_point_id: str, phase: Phase = Phase.TECHNICAL, seconds: int = 60) -> Question:
    """A question as it was asked."""
    return Question(
        id="q1",
        talking_point_id=talking_point_id,
        phase=phase,
        text=text,
        seconds=seconds,
        reason="a test",
        sources=(source(),),
        provenance=Provenance(agent="interviewer"),
    )
