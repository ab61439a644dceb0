"""Judging drills: figures to the last digit, and better wordings of what not to say."""

from __future__ import annotations

from agents.evaluator.agent import evaluate
from agents.evaluator.material import Material
from agents.similarity import Similarity
from domain.guide import KeyPoint, KeyPointOrigin, TalkingPoint
from domain.interview import Question
from domain.scoring import Because, BecauseKind, PartKind
from domain.unscored import Unscored, UnscoredKind
from domain.verdict import (
    Band,
    Evidence,
    FigureVerdict,
    Flag,
    FlagKind,
    Provenance,
    Score,
    ScorePart,
    Verdict,
)
from knowledge.entailment.model import Entailment
from knowledge.figures.exact import Recalled, recall
from language.sentences import sentences
from models.language_model import LanguageModel
from telemetry import watching


def judge_fact(attempts: list[str], fact: TalkingPoint, *, index_version: str = "") -> Verdict:
    """Hold the last of `attempts` against the figures of `fact`: each counts when it is exact, else nothing.

    Figures that were wrong in earlier attempts stay in the verdict, since they are what was remembered.
    The quotes stand in the attempts joined by newlines.
    """
    offset = 0
    figures: list[FigureVerdict] = []
    all_recalled: tuple[Recalled, ...] = ()
    for attempt in attempts:
        all_recalled = recall(attempt, fact)
        figures += [
            verdict for recalled in all_recalled if (verdict := _figure(recalled, fact, offset)) is not None
        ]
        offset += len(attempt) + 1
    provenance = Provenance(agent="evaluator", index_version=index_version)
    if not all_recalled:
        return Verdict(outcome=Unscored(kind=UnscoredKind.NO_FIGURE), provenance=provenance)
    exact = sum(recalled.exact for recalled in all_recalled)
    value = exact / len(all_recalled)
    part = ScorePart(
        kind=PartKind.EXACT,
        value=value,
        weight=1,
        why=(Because(kind=BecauseKind.EXACT, count=exact, whole=len(all_recalled)),),
    )
    empty = Flag(kind=FlagKind.EMPTY, message="Nothing was said.")
    return Verdict(
        outcome=Score(value=value, low=value, high=value, band=Band.of(value), parts=(part,)),
        figures=tuple(figures),
        flags=() if any(attempt.strip() for attempt in attempts) else (empty,),
        provenance=provenance,
    )


def shortfalls(attempt: str, fact: TalkingPoint) -> tuple[str, ...]:
    """What keeps each figure of `attempt` from being exact, told without the right one."""
    return tuple(
        f"“{recalled.said.quote}”: {recalled.why}"
        if recalled.said is not None
        else "A figure is still missing"
        for recalled in recall(attempt, fact)
        if not recalled.exact
    )


@watching.agent("evaluator")
async def judge_red_flag(
    answer: str,
    question: Question,
    flag: TalkingPoint,
    judge: LanguageModel | None = None,
    *,
    similarity: Similarity | None = None,
    entailment: Entailment | None = None,
    index_version: str = "",
) -> Verdict:
    """Hold `answer` against what the guide would say instead; saying the red flag itself is worth nothing."""
    verdict = await evaluate(
        answer,
        question,
        with_better_wording(flag),
        Material(red_flags=(flag,)),
        judge,
        similarity=similarity,
        entailment=entailment,
        index_version=index_version,
    )
    if not verdict.red_flags or verdict.score is None:
        return verdict
    why = (Because(kind=BecauseKind.SAID_RED_FLAG),)
    part = ScorePart(kind=PartKind.AVOIDED, value=0, weight=1, why=why)
    return verdict.model_copy(
        update={"outcome": Score(value=0, low=0, high=0, band=Band.WEAK, parts=(part,))}
    )


def with_better_wording(flag: TalkingPoint) -> TalkingPoint:
    """`flag` as a question with an answer: the sentences of its better wording are the key points."""
    return flag.model_copy(
        update={
            "text": flag.say_instead,
            "key_points": tuple(
                KeyPoint(
                    id=f"{flag.id}/{number}",
                    text=sentence,
                    weight=1,
                    origin=KeyPointOrigin.ANSWER,
                    source=flag.source,
                )
                for number, sentence in enumerate(sentences(flag.say_instead), start=1)
            ),
        }
    )


def _figure(recalled: Recalled, fact: TalkingPoint, offset: int) -> FigureVerdict | None:
    if recalled.said is None:
        return None
    said = recalled.said
    return FigureVerdict(
        label=recalled.label,
        said=Evidence(quote=said.quote, start=offset + said.start, end=offset + said.end),
        expected=recalled.expected.quote,
        about=fact.title,
        source=fact.source,
    )
