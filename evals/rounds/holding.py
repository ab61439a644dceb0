"""The hand's marks and ours, answer by answer."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import yaml

from agents.evaluator.work.design import design
from agents.evaluator.work.review import review
from domain.guide import TalkingPoint
from domain.work import WorkKind
from evals.correlation import spearman
from knowledge.entailment.model import Entailment
from knowledge.library import read_library, read_texts
from rounds.design.task import design_of
from rounds.review.task import review_of
from rounds.tasks import tasks

HERE = Path(__file__).parent
SAMPLES = HERE.parents[1] / "knowledge" / "guides"

Raw = dict[str, list[str]]
Judge = Callable[[TalkingPoint, Raw, dict[str, Any], Entailment | None], float | None]


@dataclass(frozen=True, slots=True)
class Marked:
    """One answer: the hand's mark and ours, 0 to 100, ours None where nothing could be judged."""

    name: str
    unseen: bool
    hand: float
    ours: float | None


def held(kind: str, entailment: Entailment | None, only: bool | None = None) -> list[Marked]:
    """The answers of `kind` ("reviews") judged; `only` the unseen (True) or the seen (False) ones."""
    where = [HERE / "guides", SAMPLES]
    library = read_library(where)
    raw = {text.name: text.text.split("\n") for text in read_texts(where)}
    work, judge = KINDS[kind]
    there = tasks(library.talking_points, work)
    rows = yaml.safe_load((HERE / f"{kind}.yaml").read_text(encoding="utf-8"))
    return list(_marked([r for r in rows if only in (None, r["unseen"])], there, raw, judge, entailment))


def agreement(marked: Sequence[Marked]) -> float:
    """The rank correlation of our marks with the hand's; what is unscored counts as nothing."""
    ours, hand = zip(*((each.ours or 0.0, each.hand) for each in marked), strict=True)
    return float(spearman(np.array(ours), np.array(hand)))


def _marked(
    rows: Sequence[dict[str, Any]],
    there: Sequence[TalkingPoint],
    raw: Raw,
    judge: Judge,
    entailment: Entailment | None,
) -> Iterator[Marked]:
    for row in rows:
        point = next(each for each in there if row["task"] in each.title)
        score = judge(point, raw, row, entailment)
        yield Marked(row["id"], row["unseen"], float(row["mark"]), None if score is None else 100 * score)


def _review(
    point: TalkingPoint, raw: Raw, row: dict[str, Any], entailment: Entailment | None
) -> float | None:
    task = review_of(point, raw[point.source.guide])
    done = review(task, row["said"], better=row.get("better", ""), entailment=entailment, lint=False)
    return done.score


def _design(
    point: TalkingPoint, raw: Raw, row: dict[str, Any], entailment: Entailment | None
) -> float | None:
    return design(design_of(point, raw[point.source.guide]), row["said"], entailment=entailment).score


KINDS: dict[str, tuple[WorkKind, Judge]] = {
    "reviews": (WorkKind.REVIEW, _review),
    "designs": (WorkKind.DESIGN, _design),
}
