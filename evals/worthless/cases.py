"""The answers written by hand, each with the talking point of a sample guide that it was given to."""

from __future__ import annotations

from dataclasses import dataclass
from importlib import resources

import yaml

from agents.evaluator.batch import asked
from agents.evaluator.draft import draft
from agents.evaluator.material import Material
from app.settings import SAMPLE_GUIDES
from domain.guide import TalkingPoint, TalkingPointKind
from domain.verdict import Verdict
from knowledge.entailment.model import Entailment
from knowledge.library import read_library

_ANSWERED = frozenset({TalkingPointKind.QUESTION_ANSWER, TalkingPointKind.STAR_STORY})


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
    guides = sorted(SAMPLE_GUIDES.glob("*.md"))
    points = [point for point in read_library(guides).talking_points if point.kind in _ANSWERED]
    written = yaml.safe_load(
        resources.files(__package__).joinpath("answers.yaml").read_text(encoding="utf-8")
    )
    return [
        Case(
            _asked_for(points, each["question"]),
            each["kind"],
            each["said"],
            group == "honest",
            each.get("unseen", False),
        )
        for group, answers in written.items()
        for each in answers
    ]


def judged(case: Case, entailment: Entailment | None) -> Verdict:
    """What the draft says of it."""
    return draft(case.said, asked(case.point), case.point, Material(), entailment=entailment).verdict


def _asked_for(points: list[TalkingPoint], question: str) -> TalkingPoint:
    begins = question.casefold()
    found = [point for point in points if point.title.casefold().startswith(begins)]
    if not found:
        raise LookupError(f"No sample guide asks {question!r}.")
    return found[0]
