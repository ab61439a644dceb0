"""The questions that every interview has, whoever is asked, and that have follow-ups of their own."""

from __future__ import annotations

from enum import StrEnum

from agents.follow_up_prober import cues


class Kind(StrEnum):
    """What such a question asks for."""

    JOIN = "join"
    WEAKNESS = "weakness"
    SALARY = "salary"
    LEAVING = "leaving"
    FUTURE = "future"
    KNOWN = "known"
    """What one knows about the house, or anything else that is only named."""


def kind_of(question: str, language: str) -> Kind | None:
    """Which of them `question` is, None for any other."""
    return next((kind for kind in Kind if cues.pattern(language, f"kinds.{kind}").search(question)), None)
