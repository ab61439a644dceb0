"""What the coach says about work that was handed in."""

from __future__ import annotations

from agents.coach import draft
from agents.coach.own_words import told
from agents.reasons.said import said
from domain.guide import TalkingPoint
from domain.interview import Question
from domain.report import Advice
from domain.verdict import Band, Verdict
from domain.work import DesignWork
from knowledge.entailment.model import Entailment


def on_work(
    question: Question,
    said_of_it: str,
    verdict: Verdict,
    point: TalkingPoint,
    *,
    index_version: str,
    entailment: Entailment | None = None,
) -> Advice:
    """The advice on work: what of the guide's points was said, and which part to begin with.

    `point` holds the key points alone that are to be said of the work. What the work itself does and lacks is
    told by the verdict, line by line.
    """
    advice = draft.advice(
        question, said_of_it, verdict, point, index_version=index_version, entailment=entailment
    )
    changes: dict[str, object] = {"opening": _opening(question, verdict), "delivery": ""}
    if isinstance(verdict.work, DesignWork):
        # Nobody says thirty points of a design in one breath; each stands below with its line.
        changes["better_answer"] = ()
    return advice.model_copy(update=changes)


def _opening(question: Question, verdict: Verdict) -> str:
    if verdict.score is None or verdict.work is None:
        return ""
    band = verdict.score.band
    known = [each for each in verdict.work.parts if each.met is not None]
    # What costs most of the whole, not what is worst by itself.
    thinnest = max(known, key=lambda each: each.weight * (1 - (each.met or 0.0)))
    if band is Band.STRONG:
        return told("work.strong", question.language, question.id)
    part = said(f"part.{thinnest.part.value}", question.language)
    return told(f"work.{band.value.lower()}", question.language, question.id, part=part)
