"""A wrong figure costs the key point that it stands in, and none beside it."""

from __future__ import annotations

from agents.evaluator.agent import evaluate
from agents.evaluator.material import Material
from domain.verdict import FigureLabel, Label, Verdict
from knowledge.entailment.model import Entailed
from tests.evaluating.material import question, talking_point
from tests.support.entailing import COVERED, DENIED, NOT_SURE, WrittenEntailment

POINTS = (
    "The two boilers are drained every spring",
    "A valve is changed after 40 months at most",
    "Each visit is written into the boiler's book",
)
POINT = talking_point(*POINTS)
RIGHT = (
    "We drain both boilers in spring. A valve is changed after 40 months at most. The book tells each visit."
)


def _afraid_of_another_figure(said: str, point: str) -> Entailed:
    """Doubts everything beside a figure that is not the guide's, and denies its key point."""
    if "40 months" in said:
        return COVERED
    return DENIED if point == POINTS[1] else NOT_SURE


async def _verdict(answer: str) -> Verdict:
    encoder = WrittenEntailment(_afraid_of_another_figure)
    return await evaluate(answer, question(), POINT, Material(), entailment=encoder)


async def test_what_stands_beside_a_wrong_figure_is_read_as_if_it_were_right() -> None:
    right, wrong = await _verdict(RIGHT), await _verdict(RIGHT.replace("40", "90"))

    assert [found.label for found in right.key_points] == [Label.COVERED] * 3
    assert [found.label for found in wrong.key_points] == [Label.COVERED, Label.PARTLY, Label.COVERED]
    assert [found.label for found in wrong.figures if found.expected] == [FigureLabel.WRONG]
    assert wrong.key_points[1].credit == 0.25


async def test_where_most_figures_are_wrong_nothing_is_read_again() -> None:
    point = talking_point("A valve is changed after 40 months", "A visit takes 50 minutes")
    encoder = WrittenEntailment(lambda said, point: NOT_SURE)

    answer = (
        "A valve is changed after 90 months. A visit takes 15 minutes, and the boiler is drained in spring."
    )
    await evaluate(answer, question(), point, Material(), entailment=encoder)

    assert not any("40 months" in said for said in encoder.asked)
