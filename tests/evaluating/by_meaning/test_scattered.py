"""The guide's words torn apart say nothing, unless the encoder is sure of all of them."""

from __future__ import annotations

import pytest

from agents.evaluator.agent import evaluate
from agents.evaluator.by_meaning.conveyed import Told
from agents.evaluator.by_meaning.scattered import scattered
from agents.evaluator.material import Material
from domain.verdict import FlagKind, Label
from knowledge.entailment.model import Entailed
from language.text import read
from tests.evaluating.material import FULL_ANSWER, KEY_POINTS, question, talking_point
from tests.support.entailing import COVERED, NOT_SURE, WrittenEntailment, always

POINT = talking_point(*KEY_POINTS)
NONSENSE = (
    "The index took a region and came four hours to the report. I split the query by night, so the work went "
    "late without thirty. It profiled minutes from one nightly hour, and I found too much added."
)


async def test_grammatical_nonsense_of_the_guides_words_is_worth_next_to_nothing() -> None:
    taken_in = WrittenEntailment(lambda said, point: NOT_SURE if point == KEY_POINTS[-1] else COVERED)
    verdict = await evaluate(NONSENSE, question(), POINT, Material(), entailment=taken_in)
    assert FlagKind.KEYWORD_SOUP in {flag.kind for flag in verdict.flags}
    assert {found.label for found in verdict.key_points} == {Label.MISSING}
    assert verdict.score is not None
    assert verdict.score.value <= 0.08


@pytest.mark.parametrize(
    "answer",
    [
        FULL_ANSWER,
        " ".join(reversed(KEY_POINTS)),
        "Report: nightly, four hours, too late. Profiled. One query, no index. Index added, split by region.",
        "Too late it came, four hours it took, the nightly report. By region I split the work; index: added.",
        "We took a ledger that nobody can rewrite.",
        "",
    ],
)
def test_honest_answers_are_not_called_torn(answer: str) -> None:
    assert scattered(read(answer), POINT, _found(NOT_SURE)) is None


async def test_speech_without_a_full_stop_is_believed_where_the_encoder_has_no_doubt() -> None:
    beyond_doubt = Entailed(0.99, 0.01, 0.0, 0.0)
    verdict = await evaluate(NONSENSE, question(), POINT, Material(), entailment=always(beyond_doubt))
    assert {found.label for found in verdict.key_points} == {Label.COVERED}


def _found(surely: Entailed) -> list[Told]:
    return [Told(Label.COVERED, 1.0, surely, None) for _ in KEY_POINTS]
