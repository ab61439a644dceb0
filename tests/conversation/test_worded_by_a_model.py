"""What a model must have said, and not merely not said, before a candidate hears it."""

from __future__ import annotations

import pytest

from agents.coach import refine as coach
from agents.discretion import unrecited
from agents.follow_up_prober import refine as prober
from agents.interviewer import refine as interviewer
from domain.refinement import Fault
from tests.support.entailing import COVERED, DENIED, always

KAFKA = interviewer.Situation(
    "Why did you choose Kafka?", asked=("Why did you choose Postgres and not a document store?",)
)
CACHE = prober.Situation(
    draft="You mentioned the cache. What happened when it was cold?",
    question="How did you bring the loading time down?",
    answer="I put a cache in front of the catalogue, and the pages got much faster.",
    missing="We warmed it every night with the 40 most visited pages",
    asked=("How did you build the cache?",),
)
LINES = coach.Situation(
    {1: "Banking terminology needs fine-tuned embeddings.", 2: "We never sent data to an outside service."},
    around="Why did you train embeddings of your own?",
)
NOTHING = [
    "mock-question",
    "undefined",
    "null null",
    "........",
    "Blah blah blah.",
    "You are an AI engineer.",
]


@pytest.mark.parametrize(
    "said", [*NOTHING, "What is your name?", "¿Cuántos años?", "Is there another number"]
)
def test_nothing_is_no_question_and_no_follow_up(said: str) -> None:
    assert interviewer.fault(said, KAFKA) is not None
    assert prober.fault(said, CACHE) is not None


@pytest.mark.parametrize("said", [*NOTHING, "I don't know.", "Why did you train embeddings of your own?"])
def test_nothing_is_no_better_answer(said: str) -> None:
    assert coach.fault(said, (1,), LINES) is not None


@pytest.mark.parametrize(
    ("said", "fault"),
    [
        ("What made you go for Kafka?", None),
        ("Why did you choose Postgres and not a document store?", Fault.UNKNOWN_NAME),
        ("Why did you choose that database?", Fault.ASKED_ELSE),
        ("Excellent. Why did you choose Kafka?", Fault.PRAISED),
        ("Why did you choose Kafka with twelve partitions?", Fault.OWN_FIGURE),
        ("Why did you choose Kafka for", Fault.CUT_SHORT),
        ("You chose Kafka.", Fault.NO_QUESTION),
        ("¿Por qué eligió usted Kafka?", Fault.OTHER_LANGUAGE),
    ],
)
def test_a_question_keeps_its_subject_and_asks(said: str, fault: Fault | None) -> None:
    refused = interviewer.fault(said, KAFKA)
    assert (refused and refused.fault) == fault


def test_a_question_that_was_asked_before_is_not_asked_for_another() -> None:
    before = "What did Kafka cost you in the first year?"
    refused = interviewer.fault(before, interviewer.Situation("Why Kafka?", asked=(before,)))
    assert refused is not None and refused.fault is Fault.ASKED_BEFORE


@pytest.mark.parametrize(
    ("said", "fault"),
    [
        ("And when the cache was cold, what then?", None),
        ("How did you bring the loading time down,", Fault.CUT_SHORT),
        ("How did you bring the loading time down?", Fault.ASKED_BEFORE),
        ("How did you build that cache?", Fault.ASKED_BEFORE),
        ("Were there forty pages in the cold cache?", Fault.GAVE_AWAY),
        ("Did you warm the cache?", Fault.GAVE_AWAY),
        ("The pages got much faster?", Fault.ECHO),
        ("Great work! What happened when the cache was cold?", Fault.PRAISED),
        ("Where did you go to school?", Fault.ASKED_ELSE),
        ("Was geschah, wenn der Cache kalt war?", Fault.OTHER_LANGUAGE),
    ],
)
def test_a_follow_up_asks_about_what_the_draft_does(said: str, fault: Fault | None) -> None:
    refused = prober.fault(said, CACHE)
    assert (refused and refused.fault) == fault


@pytest.mark.parametrize(
    ("said", "line", "fault"),
    [
        ("The terminology of banking needs embeddings that are fine-tuned.", 1, None),
        ("No data was ever sent to an outside service.", 2, None),
        ("Banking terminology never needs fine-tuned embeddings.", 1, Fault.DENIES_ITS_LINES),
        ("We sent data to an outside service.", 2, Fault.DENIES_ITS_LINES),
        ("I hated the job and never used embeddings.", 1, Fault.DENIES_ITS_LINES),
        ("We never sent data to an outside service.", 1, Fault.OFF_ITS_LINES),
        ("Banking terminology cost ninety percent.", 1, Fault.UNKNOWN_FIGURE),
        ("Banking terminology needs fine-tuned", 1, Fault.CUT_SHORT),
    ],
)
def test_a_sentence_of_the_coach_stands_on_the_lines_that_it_cites(
    said: str, line: int, fault: Fault | None
) -> None:
    refused = coach.fault(said, (line,), LINES)
    assert (refused and refused.fault) == fault


def test_what_the_encoder_is_sure_is_denied_both_ways_is_dropped() -> None:
    said = "Banking terminology is fine with any embeddings."
    sure, not_sure = (
        coach.Situation(LINES.lines, LINES.around, entailment=always(found)) for found in (DENIED, COVERED)
    )
    refused = coach.fault(said, (1,), sure)
    assert refused is not None and refused.fault is Fault.DENIES_ITS_LINES
    assert coach.fault(said, (1,), not_sure) is None


def test_three_words_of_the_instructions_alone_are_held_back_whatever_follows() -> None:
    assert unrecited("keep to the", "Keep to the point of the draft at hand.") == ""
