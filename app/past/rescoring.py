"""An old session's answers, judged by the evaluator of today."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from agents.evaluator import agent as evaluator
from agents.evaluator.gather import gather
from agents.evaluator.work.judging import judge_work
from agents.follow_up_prober.stretching import is_stretch, unhurt
from app.past.transcript import Asked, by_question, mean, score_of
from domain.errors import InterviewError
from domain.guide import TalkingPoint
from domain.interview import Turn
from domain.rescoring import Rejudged, Rescoring
from domain.unscored import Unscored, UnscoredKind
from domain.verdict import DRAFT, Provenance, Verdict
from domain.worked import worked
from graphs.steps import remembered
from graphs.turn_by_turn import before
from knowledge.base import KnowledgeBase
from models.language_model import LanguageModel
from rounds.sandbox.running import Sandbox


@dataclass(frozen=True, slots=True)
class Task:
    """A question that was judged then; `point` is None where the guides no longer have it."""

    asked: Asked
    point: TalkingPoint | None
    earlier: tuple[str, ...]


def check_judged(session_id: str, turns: Sequence[Turn]) -> None:
    """Raise `InterviewError` where nothing was judged that could be judged again."""
    if all(turn.verdict is None for turn in turns):
        raise InterviewError(f"Session {session_id} has no judged answer, so none can be judged again.")


def tasks(turns: Sequence[Turn], knowledge: KnowledgeBase) -> list[Task]:
    """Every question of a transcript that was judged then, with all that was said to it and before it."""
    points = {point.id: point for point in (*knowledge.talking_points, *knowledge.doubts)}
    found: list[Task] = []
    earlier: list[str] = []
    for asked in by_question(turns):
        if asked.verdict is not None:
            found.append(Task(asked, points.get(asked.question.talking_point_id), tuple(earlier)))
            earlier = remembered(earlier, asked.answer)
    return found


async def judged(
    task: Task, knowledge: KnowledgeBase, judge: LanguageModel | None, sandbox: Sandbox | None = None
) -> Verdict:
    """The verdict of today on what was said, and handed in, to one question; code runs again in `sandbox`."""
    asked, point = task.asked, task.point
    if point is None:
        provenance = Provenance(agent="evaluator", index_version=knowledge.version)
        # What a real interviewer asked, and no guide had, cannot be gone from them.
        kind = UnscoredKind.QUESTION_GONE if asked.question.sources else UnscoredKind.NOTHING_TO_HOLD_AGAINST
        return Verdict(outcome=Unscored(kind=kind), provenance=provenance)

    if asked.question.work is not None:
        return await asyncio.to_thread(
            judge_work,
            asked.question.work,
            worked(asked.turns, asked.question.id),
            point,
            knowledge,
            sandbox,
        )

    verdict: Verdict | None = None
    for answers, follow_ups in asked.in_turns:
        answer = "\n".join(answers)
        now = await evaluator.evaluate(
            answer,
            asked.question,
            point,
            gather(knowledge, point, answer, task.earlier),
            judge,
            similarity=knowledge.similarity,
            entailment=knowledge.entailment,
            seconds=asked.seconds,
            index_version=knowledge.version,
            before=before(answers, follow_ups, verdict),
        )
        is_further = verdict is not None and follow_ups and is_stretch(follow_ups[-1])
        verdict = unhurt(verdict, now) if verdict is not None and is_further else now
    assert verdict is not None  # there is always one
    return verdict


async def rescore(
    turns: Sequence[Turn],
    knowledge: KnowledgeBase,
    judge: LanguageModel | None,
    now: datetime,
    *,
    unmasked: bool = False,
    sandbox: Sandbox | None = None,
) -> Rescoring:
    """Judge every question of a transcript that was judged then, on everything that was said to it.

    `unmasked` says that masking of personal data is switched off, which the result then says too.
    """
    verdicts = [
        (task.asked, await judged(task, knowledge, judge, sandbox)) for task in tasks(turns, knowledge)
    ]
    return as_rescoring(
        verdicts, now, judge.name if judge is not None else DRAFT, knowledge.version, unmasked=unmasked
    )


def as_rescoring(
    verdicts: Sequence[tuple[Asked, Verdict]],
    now: datetime,
    by: str,
    index_version: str,
    *,
    prompt: str = "",
    unmasked: bool = False,
) -> Rescoring:
    """New verdicts as they are kept beside the old ones; `by` is the model, or "draft"."""
    return Rescoring(
        at=now,
        judged=tuple(
            Rejudged(question_id=asked.question.id, turn=asked.judged, verdict=verdict)
            for asked, verdict in verdicts
        ),
        score=mean([score_of(verdict) for _, verdict in verdicts]),
        provenance=Provenance(agent="evaluator", model=by, prompt=prompt, index_version=index_version),
        unmasked=unmasked,
    )
