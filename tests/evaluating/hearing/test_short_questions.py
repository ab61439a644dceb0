"""An honest answer to a short question has most of its words, and is no copy of it."""

from __future__ import annotations

import pytest

from agents.evaluator.agent import evaluate
from agents.evaluator.material import Material
from domain.verdict import FlagKind, Verdict
from knowledge.entailment.model import Entailed
from tests.evaluating.material import question, talking_point
from tests.support.entailing import ABSENT, COVERED, PARTLY, WrittenEntailment

ASKED = "Tabs or spaces?"
POINT = talking_point("The formatter decides and nobody argues", title=ASKED)
ANSWER = "Spaces, and it's the tool that settles it, so we've nothing left to quarrel about with tabs."


async def _verdict(answer: str, found: Entailed) -> Verdict:
    encoder = WrittenEntailment(lambda said, point: found)
    return await evaluate(answer, question(ASKED), POINT, Material(), entailment=encoder)


@pytest.mark.parametrize("found", [COVERED, PARTLY])
async def test_what_the_encoder_finds_told_is_no_copy(found: Entailed) -> None:
    verdict = await _verdict(ANSWER, found)
    assert FlagKind.QUESTION_COPIED not in {flag.kind for flag in verdict.flags}
    assert verdict.score is not None
    assert verdict.score.value > 0.3


@pytest.mark.parametrize(("answer", "found"), [(ANSWER, ABSENT), ("Tabs or spaces, or spaces.", COVERED)])
async def test_where_nothing_is_told_or_next_to_nothing_said_it_is_one(answer: str, found: Entailed) -> None:
    verdict = await _verdict(answer, found)
    assert FlagKind.QUESTION_COPIED in {flag.kind for flag in verdict.flags}
    assert verdict.score is not None
    assert verdict.score.value <= 0.2
