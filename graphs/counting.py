"""What the graphs count; the report says the same of one session."""

from __future__ import annotations

from agents.coach.refinements import became_of
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
    outcome, reason = became_of(provenance)
    if outcome is not None:
        count("interview_refinements", provenance.agent, outcome.value, reason)
