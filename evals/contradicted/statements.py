"""The labelled statements, and what the draft says of each."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from importlib import resources

import yaml

from agents.evaluator.batch import asked, point_of
from agents.evaluator.draft import draft
from agents.evaluator.material import Material
from domain.guide import TalkingPointKind
from domain.values import Frozen
from domain.verdict import FigureLabel, FlagKind, Label, Verdict
from knowledge.entailment.model import Entailment

FILES, WORDED, PLACED = ("pairs.yaml", "harder.yaml"), ("worded.yaml",), ("placed.yaml",)
"""Statements of every kind; those that deny, or say what is not so, in unusual words; what changed places."""
# It asks for nothing that a statement could echo.
_QUESTION = "Please tell me more."


class Statement(Frozen):
    """What a guide states, what was said to it, and whether that contradicts it.

    `held_out` are the ones that were never looked at while the detector was written, `harder` those of kinds
    that comparing words clause by clause was not made for.
    """

    kind: str
    guide: str
    said: str
    contradicts: bool
    held_out: bool
    harder: bool


@dataclass(frozen=True, slots=True)
class Found:
    """How often an alarm was raised, rightly and wrongly."""

    kind: str
    statements: int
    right_alarms: int
    false_alarms: int
    missed: int

    @property
    def precision(self) -> float:
        """The share of alarms that are right; 1 without an alarm."""
        alarms = self.right_alarms + self.false_alarms
        return self.right_alarms / alarms if alarms else 1.0

    @property
    def recall(self) -> float:
        """The share of contradictions that raise an alarm; 1 without a contradiction."""
        contradictions = self.right_alarms + self.missed
        return self.right_alarms / contradictions if contradictions else 1.0


def statements(files: Sequence[str] = FILES) -> tuple[Statement, ...]:
    """Two statements for each entry of the files; every second entry of a kind is held out."""
    return tuple(
        Statement(
            kind=kind,
            guide=entry["guide"],
            said=entry[which],
            contradicts=which == "wrong",
            held_out=number % 2 == 1,
            harder=file == "harder.yaml",
        )
        for file in files
        for kind, entries in _entries(file).items()
        for number, entry in enumerate(entries)
        for which in ("fair", "wrong")
    )


def _entries(file: str) -> dict[str, list[dict[str, str]]]:
    text = resources.files("evals.contradicted").joinpath(file).read_text(encoding="utf-8")
    return dict(yaml.safe_load(text))


def judged(statement: Statement, entailment: Entailment | None = None) -> Verdict:
    """The draft verdict on what was said."""
    return _verdict(_QUESTION, statement.guide, statement.said, entailment)


def judged_line(question: str, guide: str, said: str, entailment: Entailment | None = None) -> bool:
    """Whether anything of what was said to any question is called contradicted, by what `guide` says."""
    return alarmed(_verdict(question, guide, said, entailment))


def _verdict(question: str, guide: str, said: str, entailment: Entailment | None) -> Verdict:
    point = point_of(question, guide, TalkingPointKind.QUESTION_ANSWER)
    return draft(said, asked(point), point, Material(), entailment=entailment).verdict


_ALARMS = frozenset({FlagKind.CONTRADICTS_GUIDE, FlagKind.DISOWNED})


def alarmed(verdict: Verdict) -> bool:
    """Whether the verdict calls anything of the answer contradicted or a figure wrong."""
    return (
        any(found.label is Label.CONTRADICTED for found in verdict.key_points)
        or any(found.label is FigureLabel.WRONG for found in verdict.figures)
        or any(flag.kind in _ALARMS for flag in verdict.flags)
    )


def tally(kind: str, chosen: Iterable[Statement], entailment: Entailment | None = None) -> Found:
    """Count the alarms over `chosen`."""
    results = [(each.contradicts, alarmed(judged(each, entailment))) for each in chosen]
    return Found(
        kind=kind,
        statements=len(results),
        right_alarms=results.count((True, True)),
        false_alarms=results.count((False, True)),
        missed=results.count((True, False)),
    )
