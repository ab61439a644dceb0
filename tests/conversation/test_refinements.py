"""The report's line about the language model."""

from __future__ import annotations

from datetime import UTC, datetime

from agents.coach.refinements import refinements
from domain.interview import Turn, TurnKind
from domain.refinement import Fault, Outcome, Refinement
from domain.usage import Usage
from domain.verdict import Provenance
from tests.support.talking import question


def a_turn(number: int, provenance: Provenance) -> Turn:
    asked = question("How?", "p1").model_copy(update={"provenance": provenance})
    return Turn(
        number=number,
        kind=TurnKind.QUESTION,
        question=asked,
        said="How?",
        asked_at=datetime(2026, 5, 4, tzinfo=UTC),
    )


def made(agent: str, refinement: Refinement) -> Provenance:
    return Provenance(agent=agent, refinement=refinement)


def test_without_a_model_there_is_nothing_to_say() -> None:
    assert refinements([a_turn(1, Provenance(agent="interviewer"))]) == ""


def test_used_rejected_and_failed_are_counted_with_their_reasons() -> None:
    turns = [
        a_turn(1, Provenance(agent="interviewer", model="openai:m", prompt="interviewer/ask@1")),
        a_turn(2, made("interviewer", Refinement(outcome=Outcome.REJECTED, fault=Fault.ASKED_ELSE))),
        a_turn(
            6,
            Provenance(
                agent="evaluator",
                model="openai:m",
                refinement=Refinement(outcome=Outcome.REPAIRED, dropped=2, labels=4),
            ),
        ),
        a_turn(3, made("interviewer", Refinement(outcome=Outcome.FAILED, what="no answer within 20 s"))),
        a_turn(4, made("evaluator", Refinement(outcome=Outcome.FAILED, what="no answer within 20 s"))),
        a_turn(
            5,
            made(
                "evaluator",
                Refinement(outcome=Outcome.REJECTED, fault=Fault.UNPROVED, dropped=3, labels=4),
            ),
        ),
    ]
    assert refinements(turns, Usage(input_tokens=5000, output_tokens=210, dollars=0.004)) == (
        "1 refinement accepted, 1 repaired, "
        "2 rejected (it asked something else; it quoted words that do not bear it out), "
        "2 failed; 5,210 tokens, less than $0.01"
    )
