"""What is shown of a task before anything was done on it, and what is answered to a question about it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from domain.guide import TalkingPoint
from domain.work import WorkKind
from rounds.coding.task import CodingTask, task_of
from rounds.design.asking import answer_to
from rounds.design.task import design_of
from rounds.review.task import review_of

_SPEAKER = re.compile(
    r"^[*_]*(?:interviewer(?:in)?|entrevistador\w*|intervieweu\w+|recruteur|intervistat\w+|面试官)[*_]*\s*[:：]\s*[*_]*",
    re.IGNORECASE,
)
"""Who speaks, where a guide writes a task as a dialogue."""


def statement_of(point: TalkingPoint, kind: WorkKind, raw: Sequence[str] = ()) -> tuple[str, ...]:
    """The guide's lines that say what is to be done, and nothing of how it is done."""
    match kind:
        case WorkKind.CODE:
            return task_of(point).statement
        case WorkKind.REVIEW:
            return review_of(point, raw).statement
        case WorkKind.DESIGN:
            return tuple(
                _SPEAKER.sub("", line).strip('_*"“”„«» ') for line in design_of(point, raw).statement
            )


def code_shown(point: TalkingPoint, kind: WorkKind) -> str:
    """The code that is shown with a task, "" for none."""
    return review_of(point).code if kind is WorkKind.REVIEW else ""


def examples_hidden(point: TalkingPoint) -> list[tuple[str, str]]:
    """The guide's examples for a coding task, call and outcome, that what is shown of it does not show."""
    task: CodingTask = task_of(point)
    shown = "".join("".join(task.statement).split())
    return [
        (each.call, each.wanted)
        for each in task.examples
        if "".join(each.call.split()) not in shown and not each.setup
    ]


def answer_of(point: TalkingPoint, question: str) -> str:
    """What the guide of a design answers to `question`, "" where it has no answer."""
    return answer_to(question, design_of(point).asks)
