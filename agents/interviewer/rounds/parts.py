"""What a talking point is about, by which rounds choose."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

from agents.interviewer.draft import is_doubt, is_story
from agents.interviewer.phases import QUESTIONS, asks_why_here, phase_of
from domain.guide import TalkingPoint, TalkingPointKind
from domain.interview import Phase
from domain.rounds import Part
from domain.work import WorkKind
from language.tables import read_yaml

_PHASES = {
    Part.OPENING: Phase.OPENING,
    Part.MOTIVE: Phase.CONCERN,
    Part.TERMS: Phase.CONCERN,
    Part.STORY: Phase.STORY,
    Part.HABIT: Phase.STORY,
    Part.REQUIREMENT: Phase.TECHNICAL,
    Part.TECHNICAL: Phase.TECHNICAL,
    Part.DESIGN: Phase.DESIGN,
    Part.CODING: Phase.CODING,
    Part.REVIEW: Phase.REVIEW,
    Part.WEAK_SPOT: Phase.CONCERN,
    Part.THEIR_QUESTIONS: Phase.THEIR_QUESTIONS,
    Part.CLOSING: Phase.CLOSING,
}


PART_OF_WORK = {
    WorkKind.CODE: Part.CODING,
    WorkKind.REVIEW: Part.REVIEW,
    WorkKind.DESIGN: Part.DESIGN,
}
"""The part of an interview that is about such work."""


def phase_of_work(kind: WorkKind) -> Phase:
    """The phase of an interview in which such work is asked for."""
    return _PHASES[PART_OF_WORK[kind]]


def phase_of_part(part: Part) -> Phase:
    """The phase of an interview that questions of `part` belong to."""
    return _PHASES[part]


def part_of(point: TalkingPoint) -> Part | None:
    """What `point` is about, None for what is not asked in an interview."""
    if point.kind is TalkingPointKind.REQUIREMENT:
        return Part.REQUIREMENT
    if point.kind is TalkingPointKind.CODING_CHALLENGE:
        return Part.CODING
    if point.kind is TalkingPointKind.CODE_REVIEW:
        return Part.REVIEW
    phase = phase_of(point)
    if phase is None:
        return None
    if point.kind in QUESTIONS and _terms().search(point.title):
        return Part.TERMS
    if point.kind is TalkingPointKind.PITCH and asks_why_here(point.title):
        return Part.MOTIVE
    match phase:
        case Phase.STORY:
            return Part.STORY if is_story(point) or point.star is not None else Part.HABIT
        case Phase.CONCERN:
            return Part.WEAK_SPOT if is_doubt(point) else Part.MOTIVE
        case _:
            return Part(phase.value)


@cache
def _terms() -> re.Pattern[str]:
    """What asks for the terms of a job, in every language that has a line in the file."""
    file = Path(__file__).with_name("terms.yaml")
    by_language: dict[str, list[str]] = read_yaml(file)
    return re.compile("|".join(part for parts in by_language.values() for part in parts), re.IGNORECASE)
