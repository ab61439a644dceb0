"""The answers written by hand, each with the talking point of a sample guide that it was given to."""

from __future__ import annotations

from dataclasses import dataclass

from domain.guide import TalkingPoint
from evals.sample_answers import asked_for, questions, written


@dataclass(frozen=True, slots=True)
class Case:
    """What was said to a talking point, of which kind it is, and if it is honest; `unseen`: not tuned on."""

    point: TalkingPoint
    kind: str
    said: str
    honest: bool
    unseen: bool


def cases() -> list[Case]:
    """All answers, in the order of their file; raises `LookupError` for a question that no guide has."""
    points = questions()
    return [
        Case(
            asked_for(points, each["question"]),
            each["kind"],
            each["said"],
            group == "honest",
            each.get("unseen", False),
        )
        for group, answers in written(__package__, "answers.yaml").items()
        for each in answers
    ]
