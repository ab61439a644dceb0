"""Statements that are true by the guide, none of which may be told to be checked."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from importlib import resources
from typing import Literal

import yaml

from agents.coach.check import to_check
from agents.evaluator.batch import asked, point_of
from agents.evaluator.draft import draft
from agents.evaluator.material import Material
from domain.guide import Source, TalkingPoint, TalkingPointKind
from knowledge.entailment.model import Entailment

Batch = Literal["seen", "unseen", "fresh", "more", "kept"]
"""The statements that detectors were mended with, those looked at once, and those written after that."""


@dataclass(frozen=True, slots=True)
class Statement:
    """What was said, and the talking point with the facts that make it true."""

    point: TalkingPoint
    facts: tuple[TalkingPoint, ...]
    said: str

    @property
    def material(self) -> Material:
        """The rest of the guide."""
        told = "\n".join(f"{fact.title}: {fact.text}" for fact in self.facts)
        return Material(facts=self.facts, guide_texts=(f"{self.point.title}\n{self.point.text}\n{told}",))


def statements(batch: Batch) -> Iterator[Statement]:
    """The true statements of one batch."""
    text = resources.files("evals.coaching").joinpath("true", f"{batch}.yaml").read_text("utf-8")
    for entry in yaml.safe_load(text):
        point = point_of(entry["question"], entry["guide"], TalkingPointKind.QUESTION_ANSWER)
        facts = tuple(_fact(at, fact) for at, fact in enumerate(entry.get("facts", ())))
        for said in entry["right"]:
            yield Statement(point, facts, said)


def _fact(at: int, written: str) -> TalkingPoint:
    title, _, text = written.partition(": ")
    source = Source(guide="reference", first_line=50 + at, last_line=50 + at)
    return TalkingPoint(id=f"fact{at}", kind=TalkingPointKind.FACT, title=title, text=text, source=source)


def flagged(statement: Statement, entailment: Entailment | None) -> tuple[str, ...]:
    """What the candidate is told to check of a true statement: nothing, where all is well."""
    question = asked(statement.point)
    drafted = draft(statement.said, question, statement.point, statement.material, entailment=entailment)
    return tuple(cited.text for cited in to_check(drafted.verdict, statement.said))
