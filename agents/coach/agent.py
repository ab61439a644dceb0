"""The coach: what was good, what was missing, how to say it, and the report at the end."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from agents.aloud import Say
from agents.beside_the_loop import beside_the_loop
from agents.coach import debrief, draft, refine
from agents.coach.asked import prepared_ones
from agents.coach.own_words import told
from agents.coach.refinements import refinements
from agents.coach.rubric import rubric
from agents.quoting import quoted
from domain.guide import TalkingPoint, TalkingPointKind
from domain.interview import Phase, Question, Session, Turn
from domain.report import Advice, Cited, Report
from domain.usage import Usage
from domain.verdict import Label, Verdict
from knowledge import lenses
from knowledge.base import KnowledgeBase
from models.language_model import LanguageModel
from telemetry import watching

_NEAR = 0.4
"""From this relevance on, 0 to 1, a passage is about the same; below it, it only sounds alike."""


@watching.agent("coach")
async def coach(
    question: Question,
    answer: str,
    verdict: Verdict,
    knowledge: KnowledgeBase,
    *,
    model: LanguageModel | None = None,
    drafted: Callable[[Advice], None] = lambda advice: None,
    say: Say | None = None,
    further: Sequence[tuple[str, str]] = (),
) -> Advice:
    """The advice on `question`, made of the candidate's words and the guides' lines.

    `further` is what was asked further, and the answer to each of it: `answer` has them all.
    Where a model words the better answer, `drafted` is given the advice before it begins, and `say` the
    better answer so far.
    """
    point, reader = (
        _told(verdict, knowledge.point(question.talking_point_id), knowledge),
        knowledge.entailment,
    )
    advise = partial(draft.advice, index_version=knowledge.version, entailment=reader, further=further)
    advice = await beside_the_loop(advise, question, answer, verdict, point)
    if question.phase is Phase.THEIR_QUESTIONS:
        prepared = knowledge.of_kind(TalkingPointKind.QUESTION_TO_ASK)
        asked = prepared_ones(answer, prepared, knowledge)
        opening, rest = draft.on_their_questions(answer, prepared, asked, question.language)
        landed = tuple(Cited(text=quoted(p.title, question.language), sources=(p.source,)) for p in asked[:3])
        return advice.model_copy(update={"opening": opening, "landed": landed, "missing": rest})
    if point.kind is TalkingPointKind.CONTRADICTION:
        return advice
    if not point.key_points:
        advice = advice.model_copy(update={"missing": _what_might_help(question, point, knowledge)})
    if model is not None:
        drafted(advice)
        summary = _summary(verdict)
        worded = await refine.word(advice, question, answer, summary, model, say, entailment=reader)
        advice = worded.value.model_copy(update={"provenance": worded.made(advice.provenance)})
    return advice


def _told(verdict: Verdict, asked: TalkingPoint, knowledge: KnowledgeBase) -> TalkingPoint:
    """The talking point the answer was held against: where any story would do, the one that was told."""
    if not verdict.key_points or verdict.key_points[0].key_point in asked.key_points:
        return asked
    first = verdict.key_points[0].key_point
    return next((point for point in knowledge.of_kind(asked.kind) if first in point.key_points), asked)


def sum_up(
    session: Session,
    turns: Sequence[Turn],
    knowledge: KnowledgeBase,
    *,
    minutes: float,
    ended: str,
    usage: Usage | None = None,
) -> Report:
    """The report on `session`, by the guides' own rubric where they have one.

    `usage` is what language models took in all of it, None where that was not counted.
    """
    criteria = rubric(knowledge.talking_points)
    summed = debrief.report(session, turns, criteria, planned=session.planned, minutes=minutes, ended=ended)
    return summed.model_copy(update={"model": refinements(turns, usage, summed.language)})


def _what_might_help(question: Question, point: TalkingPoint, knowledge: KnowledgeBase) -> tuple[Cited, ...]:
    """For a question the guides leave open: where else they come near its subject."""
    # The frame around a subject ("How would you handle it?") is near to everything.
    near = lenses.for_coach(knowledge, point, point.title, k=3)
    near = [each for each in near if each.talking_point_id != point.id and each.score >= _NEAR]
    return tuple(
        Cited(
            text=told("near", question.language, title=knowledge.point(passage.talking_point_id).title),
            sources=(passage.source,),
        )
        for passage in near[:2]
    )


def _summary(verdict: Verdict) -> str:
    counts = {label: len(verdict.labelled(label)) for label in Label}
    return ", ".join(f"{count} {label.value}" for label, count in counts.items() if count) or "not judged"
