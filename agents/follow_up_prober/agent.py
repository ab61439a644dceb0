"""The follow-up prober: one more question, at the weightiest thing the answer left out."""

from __future__ import annotations

from collections.abc import Sequence

from agents.aloud import Say
from agents.follow_up_prober import draft, refine
from agents.follow_up_prober.policy import MARKS, Target, Weakness, weakness
from domain.guide import Source, TalkingPoint
from domain.interview import FollowUp, Phase, Question
from domain.verdict import Provenance, Verdict
from knowledge import lenses
from knowledge.base import KnowledgeBase
from models.language_model import LanguageModel
from telemetry import watching


def aim(verdict: Verdict, question: Question, earlier: Sequence[FollowUp]) -> Weakness | None:
    """The weakness a follow-up should dig at, None where the answer needs none."""
    return weakness(verdict, question.phase, frozenset(before.aim for before in earlier))


@watching.agent("follow_up_prober")
async def probe(
    target: Weakness,
    question: Question,
    answer: str,
    verdict: Verdict,
    knowledge: KnowledgeBase,
    *,
    earlier: Sequence[FollowUp] = (),
    recent: Sequence[str] = (),
    seed: int,
    model: LanguageModel | None = None,
    say: Say | None = None,
) -> FollowUp:
    """The follow-up at `target`, grounded on the talking point and on what the index has beside it.

    `earlier` are this question's follow-ups, `recent` the words of those before, oldest first.
    """
    point = _with_hooks(knowledge.point(question.talking_point_id), question.phase, target, knowledge)
    before = [follow_up.text for follow_up in earlier]
    text = draft.follow_up(
        target,
        question=question.text,
        answer=answer,
        quote=_words_next_to(target, verdict),
        point=point,
        earlier=before,
        recent=recent,
        phase=question.phase,
        seed=(seed, question.id, len(earlier)),
    )
    provenance = Provenance(agent="follow_up_prober", index_version=knowledge.version)
    # A follow-up at the answer as a whole keeps no point secret, and its plain words are right as they are.
    if model is not None and target.key_point is not None:
        worded = await refine.phrase(text, question, answer, target.key_point.text, model, say, asked=before)
        text, provenance = worded.value, worded.made(provenance)
    sources = _sources(target, question)
    return FollowUp(text=text, aim=_mark(target), why=target.why, sources=sources, provenance=provenance)


def _with_hooks(
    point: TalkingPoint, phase: Phase, target: Weakness, knowledge: KnowledgeBase
) -> TalkingPoint:
    """`point` with the follow-ups that the guides expect beside it, its own first."""
    # An introduction is near everything, so what is near it says nothing.
    if point.follow_up_hooks or target.key_point is None or phase is Phase.OPENING:
        return point
    beside = lenses.for_prober(knowledge, point, target.key_point.text, k=3)
    hooks = tuple(
        hook
        for passage in beside
        if passage.source.guide == point.source.guide
        for hook in knowledge.point(passage.talking_point_id).follow_up_hooks
    )
    return point.model_copy(update={"follow_up_hooks": hooks[:2]})


def _words_next_to(target: Weakness, verdict: Verdict) -> str:
    if target.key_point is None:
        return ""
    return next(
        (
            found.evidence.quote
            for found in verdict.key_points
            if found.key_point.id == target.key_point.id and found.evidence is not None
        ),
        "",
    )


def _mark(target: Weakness) -> str:
    """What later follow-ups know this one by, so that none digs twice at the same place."""
    if target.key_point is not None:
        return target.key_point.id
    if target.figure is not None:
        return target.figure.said.quote
    return MARKS.get(target.target, MARKS[Target.BACK_TO_QUESTION])


def _sources(target: Weakness, question: Question) -> tuple[Source, ...]:
    if target.key_point is not None:
        return (target.key_point.source,)
    if target.figure is not None and target.figure.source is not None:
        return (target.figure.source,)
    return question.sources[:1]
