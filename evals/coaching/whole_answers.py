"""Whole answers to guides as people write them: what the advice has to name, and what it must not say."""

from __future__ import annotations

from importlib import resources
from typing import Literal

import yaml

from agents.coach import draft
from agents.evaluator.batch import asked
from agents.evaluator.draft import draft as judged
from agents.evaluator.material import Material
from domain.guide import TalkingPoint
from domain.report import Advice
from domain.values import Frozen
from knowledge.entailment.model import Entailment
from knowledge.parse import understand
from knowledge.values import GuideText
from language.tongue import nearest

Looked = Literal["seen", "kept"]
"""The answers the coach was mended with, and those that were run once, when it was."""


class Said(Frozen):
    """An answer to a question of a guide, and what a good coach would make of it.

    `about` begins the question's title. Of `names` each has to stand in what is advised, nothing of `never`
    may; `nothing` is where nothing is to be changed.
    """

    id: str
    kind: str
    guide: str
    about: str
    said: str
    names: tuple[str, ...] = ()
    never: tuple[str, ...] = ()
    nothing: bool = False


def answers(part: Looked) -> list[Said]:
    """The answers of one half."""
    text = resources.files("evals.coaching").joinpath("whole", f"{part}.yaml").read_text("utf-8")
    written = yaml.safe_load(text)
    return [
        Said.model_validate({**entry, "guide": written["guides"][entry["guide"]]})
        for entry in written["answers"]
    ]


def advice_on(said: Said, entailment: Entailment | None) -> Advice:
    """The coach's draft on an answer, judged as in an interview without an index."""
    guide = understand(GuideText(name="guide.md", text=said.guide, digest="d", repairs=()))
    point = _asked_for(said, guide.talking_points)
    others = tuple(other for other in guide.talking_points if other is not point)
    material = Material(other_points=others, guide_texts=(said.guide,))
    question = asked(point).model_copy(update={"text": point.title, "language": nearest(said.guide)})
    verdict = judged(said.said, question, point, material, entailment=entailment).verdict
    return draft.advice(question, said.said, verdict, point, index_version="", entailment=entailment)


def _asked_for(said: Said, points: tuple[TalkingPoint, ...]) -> TalkingPoint:
    return next(point for point in points if point.title.casefold().startswith(said.about.casefold()))


def faults(said: Said, advice: Advice) -> tuple[str, ...]:
    """What is to be said against the advice on an answer; nothing where it would help."""
    changes = [advice.opening, *(cited.text for cited in (*advice.missing, *advice.check))]
    aloud = [*((advice.say_first,) if advice.say_first is not None else ()), *advice.better_answer]
    told = "\n".join([*changes, *(cited.text for cited in aloud)]).casefold()
    to_do = [*advice.missing, *advice.check, *aloud]
    return (
        *(f"does not name {each!r}" for each in said.names if each.casefold() not in told),
        *(f"says {each!r}" for each in said.never if each.casefold() in told),
        *(f"nothing is to change, and yet: {cited.text}" for cited in to_do if said.nothing),
    )
