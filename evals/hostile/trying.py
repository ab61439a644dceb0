"""A case through the agent's own door: what the candidate would have got."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from agents.coach import refine as coach
from agents.evaluator.agent import evaluate
from agents.evaluator.judging.proof import CREDITS
from agents.evaluator.material import Material
from agents.follow_up_prober import refine as prober
from agents.interviewer import refine as interviewer
from domain.guide import KeyPoint, KeyPointOrigin, Source, TalkingPoint, TalkingPointKind
from domain.interview import ENGLISH, Phase, Question
from domain.refinement import Outcome
from domain.report import Advice, Cited
from domain.verdict import Label, Provenance, Verdict
from evals.hostile.cases import Case
from knowledge.entailment.model import Entailment
from models.scripted import ScriptedModel

_LINE = Source(guide="guide.md", first_line=1, last_line=1)


@dataclass(frozen=True, slots=True)
class Tried:
    """What became of a case.

    `used` says that the reply came before the candidate, `glimpsed` that a beginning of it was shown and
    taken back; `why` is the fault that was found.
    """

    case: Case
    used: bool
    glimpsed: bool
    why: str


def try_all(cases: Sequence[Case], entailment: Entailment | None) -> list[Tried]:
    """Each case tried."""

    async def each() -> list[Tried]:
        return [await tried(case, entailment) for case in cases]

    return asyncio.run(each())


async def tried(case: Case, entailment: Entailment | None) -> Tried:
    """What becomes of `case`."""
    if case.agent == "judge":
        return await _judged(case, entailment)
    shown: list[str] = []
    worded = await _worded(case, entailment, shown.append)
    refinement = worded.refinement
    why = "" if refinement is None else str(refinement.fault or refinement.what)
    return Tried(case, refinement is None, any(shown), why)


async def _worded(case: Case, entailment: Entailment | None, say: Any) -> Any:
    given = case.situation
    if case.agent == "coach":
        line, text = case.reply
        model = ScriptedModel([{"sentences": [{"lines": [line], "text": text}]}])
        lines = tuple(Cited(text=text, sources=(_LINE,)) for text in given["lines"])
        advice = Advice(opening="", better_answer=lines, provenance=Provenance(agent="coach"))
        return await coach.word(advice, _asked(given), given["answer"], "", model, say, entailment=entailment)
    model = ScriptedModel([{"question": case.reply}])
    if case.agent == "interviewer":
        return await interviewer.phrase(
            given["draft"],
            given["context"],
            "",
            model,
            say,
            language=given.get("language", ENGLISH),
            asked=given["asked"],
        )
    return await prober.phrase(
        given["draft"], _asked(given), given["answer"], given["missing"], model, say, asked=given["asked"]
    )


async def _judged(case: Case, entailment: Entailment | None) -> Tried:
    """A hostile judge's reply is used where it raises a key point above the draft and above what was said."""
    labels = [{"number": number, "label": label, "quote": quote} for number, label, quote in case.reply]
    draft = await _verdict(case, entailment, None)
    verdict = await _verdict(case, entailment, ScriptedModel([{"key_points": labels}]))
    refinement = verdict.provenance.refinement
    why = "" if refinement is None else str(refinement.fault or dict(refinement.why))
    if not case.hostile:
        used = refinement is None or refinement.outcome is Outcome.REPAIRED
        return Tried(case, used, False, why)
    raised = [
        own.credit > before.credit and own.credit > CREDITS[Label(deserved)]
        for own, before, deserved in zip(
            verdict.key_points, draft.key_points, case.situation["said"], strict=True
        )
    ]
    return Tried(case, any(raised), False, why)


async def _verdict(case: Case, entailment: Entailment | None, judge: ScriptedModel | None) -> Verdict:
    given = case.situation
    points = tuple(
        KeyPoint(id=f"k{at}", text=text, weight=1.0, origin=KeyPointOrigin.ANSWER, source=_LINE)
        for at, text in enumerate(given["points"])
    )
    point = TalkingPoint(
        id="p",
        kind=TalkingPointKind.QUESTION_ANSWER,
        title=given["question"],
        text=". ".join(given["points"]) + ".",
        key_points=points,
        source=_LINE,
    )
    asked = _asked(given)
    return await evaluate(given["answer"], asked, point, Material(), judge, entailment=entailment)


def _asked(given: Mapping[str, Any]) -> Question:
    """The question of a situation."""
    return Question(
        id="q1",
        talking_point_id="p",
        phase=Phase.TECHNICAL,
        text=given["question"],
        seconds=60,
        reason="an evaluation",
        sources=(_LINE,),
        provenance=Provenance(agent="interviewer"),
        language=given.get("language", ENGLISH),
    )
