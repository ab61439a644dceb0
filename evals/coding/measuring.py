"""Scores for coding answers that were judged by hand, and how well the two rank them alike."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from importlib import resources

import numpy as np
import yaml

from agents.evaluator.work.coding import judge_code
from domain.guide import TalkingPoint
from domain.values import Frozen
from domain.verdict import Verdict
from domain.work import HandedIn, WorkKind
from domain.worked import Worked
from evals.correlation import spearman
from knowledge.entailment.model import Entailment
from rounds.sandbox.running import Sandbox
from rounds.tasks import tasks


class Answer(Frozen):
    """A solution with what was asked and said, and the hand's score of it, 0 to 100.

    `guide` is what the guide's file name begins with, `task` its number in `interview code`.
    """

    id: str
    guide: str
    task: int
    kind: str
    hand: int
    asked: tuple[str, ...]
    said: str
    code: str


@dataclass(frozen=True, slots=True)
class Scored:
    """An answer with the verdict on it."""

    answer: Answer
    verdict: Verdict

    @property
    def score(self) -> float:
        """The score, 0 to 1; 0 where there is none."""
        return self.verdict.score.value if self.verdict.score is not None else 0.0


def answers(name: str) -> tuple[Answer, ...]:
    """The answers of a file: "seen" or "unseen"."""
    text = resources.files("evals.coding").joinpath(f"{name}.yaml").read_text(encoding="utf-8")
    return tuple(Answer.model_validate(each) for each in yaml.safe_load(text))


def scored(
    given: Sequence[Answer],
    guides: Mapping[str, Sequence[TalkingPoint]],
    sandbox: Sandbox | None,
    entailment: Entailment | None,
) -> list[Scored]:
    """The verdicts on those of `given` whose guide is among `guides`, by their file names."""
    found = []
    for answer in given:
        points = next((points for name, points in guides.items() if name.startswith(answer.guide)), None)
        if points is None:
            continue
        point = tasks(points, WorkKind.CODE)[answer.task - 1]
        work = HandedIn(kind=WorkKind.CODE, text=answer.code) if answer.code else None
        said = (answer.said,) if answer.said.strip() else ()
        done = Worked(work=work, asked=answer.asked, said=said)
        found.append(Scored(answer, judge_code(done, point, points, sandbox, entailment)))
    return found


def agreement(found: Sequence[Scored]) -> float:
    """Spearman's rank correlation of the scores with the hand."""
    return spearman(
        np.array([each.score for each in found]), np.array([float(each.answer.hand) for each in found])
    )


def half_width(found: Sequence[Scored], share: float = 0.8) -> float:
    """How far from the score the hand is for `share` of the answers, 0 to 1."""
    return float(np.quantile([abs(each.score - each.answer.hand / 100) for each in found], share))
