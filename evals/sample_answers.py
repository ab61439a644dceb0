"""Answers written by hand to questions of the sample guides, and what the draft makes of them."""

from __future__ import annotations

from collections.abc import Sequence
from importlib import resources
from typing import Any, Protocol

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


class Answered(Protocol):
    """What was said to a talking point."""

    @property
    def point(self) -> TalkingPoint: ...

    @property
    def said(self) -> str: ...


def written(package: str, file: str) -> Any:
    """The answers in a YAML file of one of the packages beside this module."""
    return yaml.safe_load(resources.files(package).joinpath(file).read_text(encoding="utf-8"))


def questions() -> list[TalkingPoint]:
    """What the sample guides ask and answer."""
    guides = sorted(SAMPLE_GUIDES.glob("*.md"))
    return [point for point in read_library(guides).talking_points if point.kind in _ANSWERED]


def asked_for(points: Sequence[TalkingPoint], question: str) -> TalkingPoint:
    """The first of `points` whose title begins as `question` does; raises `LookupError` where none does."""
    begins = question.casefold()
    found = next((point for point in points if point.title.casefold().startswith(begins)), None)
    if found is None:
        raise LookupError(f"No sample guide asks {question!r}.")
    return found


def judged(case: Answered, entailment: Entailment | None) -> Verdict:
    """What the draft says of `case`, by words alone where there is no `entailment`."""
    return draft(case.said, asked(case.point), case.point, Material(), entailment=entailment).verdict
