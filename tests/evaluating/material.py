"""Talking points and questions for the evaluator's tests."""

from __future__ import annotations

from agents.evaluator.agent import evaluate
from agents.evaluator.material import Material
from domain.guide import KeyPoint, KeyPointOrigin, Source, TalkingPoint, TalkingPointKind
from domain.interview import Phase, Question
from domain.verdict import FlagKind, Provenance, Verdict
from models.scripted import ScriptedModel

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


POINT = talking_point(*KEY_POINTS)


async def verdict_on(
    answer: str, material: Material | None = None, judge: ScriptedModel | None = None
) -> Verdict:
    return await evaluate(answer, question(), POINT, material or Material(), judge)


def value(verdict: Verdict) -> float:
    assert verdict.score is not None
    return verdict.score.value


def kinds(verdict: Verdict) -> set[FlagKind]:
    return {flag.kind for flag in verdict.flags}


def labels(*entries: tuple[int, str, str]) -> dict[str, object]:
    return {
        "key_points": [{"number": number, "label": label, "quote": quote} for number, label, quote in entries]
    }
