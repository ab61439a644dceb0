"""The candidate's own statements, and two of them in reading order."""

from __future__ import annotations

from collections.abc import Sequence

from knowledge.consistency.statements import Statement
from knowledge.consistency.voices import Mood, Voice


def own(statements: Sequence[Statement]) -> list[Statement]:
    """What the candidate says of what is, targets included: "expected 2027" tells of an unfinished degree."""
    return [held for held in statements if held.voice is Voice.CANDIDATE and held.mood is not Mood.HYPOTHESIS]


def own_facts(statements: Sequence[Statement]) -> list[Statement]:
    """What the candidate says as a fact."""
    return [held for held in statements if held.voice is Voice.CANDIDATE and held.mood is Mood.FACT]


def in_order(one: Statement, other: Statement) -> tuple[Statement, Statement]:
    """The two as they stand in the guides."""
    return (one, other) if (one.guide, one.line) <= (other.guide, other.line) else (other, one)
