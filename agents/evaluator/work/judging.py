"""Work of any kind that is handed in: judged, tried, and what was said of it."""

from __future__ import annotations

from agents.evaluator.work import coding, design, review
from domain.guide import KeyPoint, TalkingPoint
from domain.verdict import Verdict
from domain.work import Work, WorkKind
from domain.worked import Worked
from knowledge.base import KnowledgeBase
from rounds.sandbox.running import Sandbox


def judge_work(
    kind: WorkKind, done: Worked, point: TalkingPoint, knowledge: KnowledgeBase, sandbox: Sandbox | None
) -> Verdict:
    """The verdict on what was `done` on the task `point`; it takes as long as the sandbox does."""
    points, entailment = knowledge.talking_points, knowledge.entailment
    version = knowledge.version
    match kind:
        case WorkKind.CODE:
            return coding.judge_code(done, point, points, sandbox, entailment, index_version=version)
        case WorkKind.REVIEW:
            task = review.review_of(point, knowledge.lines_of(point.source.guide))
            return review.judge_review(done, task, points, sandbox, entailment, index_version=version)
        case WorkKind.DESIGN:
            system = design.design_of(point, knowledge.lines_of(point.source.guide))
            return design.judge_design(done, system, points, entailment, index_version=version)


def try_work(
    kind: WorkKind,
    text: str,
    better: str,
    point: TalkingPoint,
    knowledge: KnowledgeBase,
    sandbox: Sandbox | None,
) -> Work:
    """What work comes to before it is handed in, of what the candidate may know then.

    What code does on the examples, what a better version does, how a drawing is read.
    """
    match kind:
        case WorkKind.CODE:
            return coding.run_examples(point, text, sandbox)
        case WorkKind.REVIEW:
            return coding.run_examples(point, better, sandbox)
        case WorkKind.DESIGN:
            return design.as_drawn(text)


def with_talk(
    verdict: Verdict, talk: Verdict, done: Worked, point: TalkingPoint, knowledge: KnowledgeBase
) -> Verdict:
    """`verdict` where what was said of its work was looked at again, which `talk` is the verdict on."""
    assert verdict.work is not None
    if verdict.work.kind is WorkKind.DESIGN:
        system = design.design_of(point, knowledge.lines_of(point.source.guide))
        return design.judge_again(done, system, knowledge.talking_points, knowledge.entailment, talk)
    return coding.with_talk(verdict.work, talk)


def said_of(kind: WorkKind, done: Worked) -> str:
    """The words of what was done, as they are judged: of a design without its questions and its drawing."""
    match kind:
        case WorkKind.CODE:
            return "\n".join(done.said)
        case WorkKind.REVIEW:
            return review.found_in(done)
        case WorkKind.DESIGN:
            return design.spoken_in(done)


def with_said_points(kind: WorkKind, point: TalkingPoint, knowledge: KnowledgeBase) -> TalkingPoint:
    """`point` with those of its key points alone that are to be said of the work."""
    match kind:
        case WorkKind.CODE:
            return coding.said_points(point)
        case WorkKind.REVIEW:
            return _with(point, ())
        case WorkKind.DESIGN:
            return design.said_points(design.design_of(point, knowledge.lines_of(point.source.guide)))


def _with(point: TalkingPoint, key_points: tuple[KeyPoint, ...]) -> TalkingPoint:
    return point.model_copy(update={"key_points": key_points})
