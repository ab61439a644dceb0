"""What a follow-up is made from, for tests of its words."""

from __future__ import annotations

from agents.follow_up_prober.said import Said
from agents.follow_up_prober.wording import Choice
from domain.guide import TalkingPoint, TalkingPointKind
from domain.interview import Phase
from tests.support.talking import key_point, source


def said(
    question: str,
    answer: str = "So.",
    language: str = "en",
    *,
    phase: Phase = Phase.TECHNICAL,
    earlier: tuple[str, ...] = (),
    recent: tuple[str, ...] = (),
) -> Said:
    """The `answer` to a `question`, after the follow-ups `earlier`."""
    choice = Choice(earlier, recent, 1)
    return Said(question, answer, language, phase, True, choice, 1, earlier=earlier)


def way(steps: tuple[str, ...]) -> TalkingPoint:
    """A talking point whose key points are `steps`."""
    points = tuple(key_point(f"kp{number}", text) for number, text in enumerate(steps))
    return TalkingPoint(
        id="tp",
        kind=TalkingPointKind.QUESTION_ANSWER,
        title="?",
        text=" ".join(steps),
        key_points=points,
        source=source(),
    )
