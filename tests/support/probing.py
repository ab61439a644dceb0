"""What a follow-up is made from, for tests of its words."""

from __future__ import annotations

from agents.follow_up_prober.said import Said
from agents.follow_up_prober.wording import Choice
from domain.interview import Phase


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
