"""An old session's answers, judged by the evaluator of today."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from agents.evaluator import agent as evaluator
from agents.evaluator.gather import gather
from app.past.transcript import Asked, by_question, mean, score_of
from domain.guide import TalkingPoint
from domain.interview import Turn
from domain.rescoring import Rejudged, Rescoring
from domain.verdict import Provenance, Unscored, Verdict
from graphs.steps import remembered
from knowledge.base import KnowledgeBase
from models.language_model import LanguageModel

GONE = "Your guides no longer have this question."


async def rescore(
    turns: Sequence[Turn],
    knowledge: KnowledgeBase,
    judge: LanguageModel | None,
    now: datetime,
    *,
    unmasked: bool = False,
) -> Rescoring:
    """Judge every question of a transcript that was judged then, on everything that was said to it.

    `unmasked` says that masking of personal data is switched off, which the result then says too.
    """
    points = {point.id: point for point in knowledge.talking_points}
    judged: list[Rejudged] = []
    earlier: list[str] = []
    for asked in by_question(turns):
        if asked.verdict is None:
            continue
        verdict = await _judged(asked, points.get(asked.question.talking_point_id), knowledge, judge, earlier)
        judged.append(Rejudged(question_id=asked.question.id, turn=asked.judged, verdict=verdict))
        earlier = remembered(earlier, asked.answer)
    return Rescoring(
        at=now,
        judged=tuple(judged),
        score=mean([score_of(one.verdict) for one in judged]),
        provenance=Provenance(
            agent="evaluator",
            model=judge.name if judge is not None else "draft",
            index_version=knowledge.version,
        ),
        unmasked=unmasked,
    )


async def _judged(
    asked: Asked,
    point: TalkingPoint | None,
    knowledge: KnowledgeBase,
    judge: LanguageModel | None,
    earlier: Sequence[str],
) -> Verdict:
    if point is None:
        provenance = Provenance(agent="evaluator", index_version=knowledge.version)
        return Verdict(outcome=Unscored(reason=GONE), provenance=provenance)
    return await evaluator.evaluate(
        asked.answer,
        asked.question,
        point,
        gather(knowledge, point, asked.answer, tuple(earlier)),
        judge,
        similarity=knowledge.similarity,
        seconds=asked.seconds,
        index_version=knowledge.version,
    )
