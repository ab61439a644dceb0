"""What the shipped encoder makes of answers as they are typed: in a chat few end with a full stop."""

from __future__ import annotations

import pytest

from agents.evaluator.batch import judge
from domain.guide import TalkingPointKind
from domain.verdict import Label
from knowledge.entailment.model import Entailment, local_entailment

CASES = [
    (
        "A dictionary makes one pass enough\nIn production I would log requests that have no answer",
        "With a dictionary a single pass over the list is enough",
    ),
    (
        "The dough rests overnight in the cold\nBurnt loaves are given to the farm next door",
        "We leave the dough in the fridge until the next morning",
    ),
    (
        "I read the chart before I enter the room\nRelatives are called by me and nobody else",
        "Before I go in I have a look at the chart",
    ),
]
"""Two key points, and an answer that tells the first in other words and nothing of the second."""


@pytest.fixture(scope="module")
def encoder(tmp_path_factory: pytest.TempPathFactory) -> Entailment:
    found = local_entailment(tmp_path_factory.mktemp("encoder"))
    if found is None:
        pytest.skip("the weights are not installed")
    return found


@pytest.mark.parametrize("end", ["", "."])
@pytest.mark.parametrize(("reference", "answer"), CASES)
def test_what_was_not_spoken_of_is_not_covered_however_the_answer_ends(
    encoder: Entailment, reference: str, answer: str, end: str
) -> None:
    verdict = judge(
        "Tell me about it.", reference, answer + end, TalkingPointKind.QUESTION_ANSWER, entailment=encoder
    )

    told, untold = verdict.key_points
    assert told.label in {Label.COVERED, Label.PARTLY, Label.UNSURE}
    assert untold.label in {Label.MISSING, Label.UNSURE}


def test_in_one_breath_each_piece_tells_what_it_tells(encoder: Entailment) -> None:
    reference = (
        "I write the prep list on Thursday, with par levels for each item.\n"
        "I do a line check at five, tasting everything.\n"
        "I call the tickets back and keep my voice low.\n"
        "If we go down, I stop the tickets for three minutes and we reset."
    )
    said = (
        "Prep list on thursday with par levels, at five I taste everything on the line, I speak quietly and "
        "call back tickets; if it goes down I halt tickets 3 min and we reset"
    )
    verdict = judge(
        "How do you run a busy Saturday?",
        reference,
        said,
        TalkingPointKind.QUESTION_ANSWER,
        entailment=encoder,
    )

    listed, checked, _, reset = verdict.key_points
    assert {listed.label, checked.label, reset.label} <= {Label.COVERED, Label.PARTLY}
