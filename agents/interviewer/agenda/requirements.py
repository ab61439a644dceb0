"""What the job asks for, where the guide has only a line about it."""

from __future__ import annotations

from collections.abc import Sequence

from agents.interviewer.agenda.ranking import shared
from agents.interviewer.phases import phase_of
from domain.guide import TalkingPoint, TalkingPointKind

_FEWEST_WORDS_OF_EVIDENCE = 3


def bare_requirements(points: Sequence[TalkingPoint]) -> list[TalkingPoint]:
    """Rows of a table of requirements that name evidence, and that no question of the guides covers."""
    asked = " ".join(point.title for point in points if phase_of(point) is not None)
    return [
        point
        for point in points
        if point.kind is TalkingPointKind.REQUIREMENT
        and phase_of(point) is None
        and len(point.text.split()) >= _FEWEST_WORDS_OF_EVIDENCE
        and shared(point.title, asked) < 1
    ]
