"""What the graphs count; the report says the same of one session."""

from __future__ import annotations

from agents.reasons import faulty
from domain.interview import Turn, TurnKind
from domain.report import Advice
from domain.verdict import Provenance, Verdict
from telemetry.counters import count


def opened(turn: Turn) -> None:
    """A turn was opened with what an agent made."""
    count("interview_turns", turn.kind.value)
    if turn.follow_up is not None:
        refined(turn.follow_up.provenance)
    elif turn.kind is TurnKind.QUESTION:
        refined(turn.question.provenance)


def closed(verdict: Verdict, advice: Advice) -> None:
    """A question was closed."""
    count("interview_answers", "unscored" if verdict.score is None else "scored")
    refined(advice.provenance)


def refined(provenance: Provenance) -> None:
    """Something was made, with a language model or without."""
    fault = provenance.refinement.fault if provenance.refinement is not None else None
    if provenance.outcome is not None:
        why = faulty(fault) if fault is not None else ""
        count("interview_refinements", provenance.agent, provenance.outcome.value, why)
