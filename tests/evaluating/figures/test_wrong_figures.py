"""Wrong figures cost, and only figures that are surely wrong are called so."""

from __future__ import annotations

import pytest

from agents.evaluator.batch import judge
from agents.evaluator.draft import draft
from agents.evaluator.material import Material
from domain.guide import TalkingPointKind
from domain.verdict import FigureLabel
from tests.evaluating.material import FULL_ANSWER, KEY_POINTS, question, talking_point


@pytest.mark.parametrize(
    ("reference", "right", "wrong"),
    [
        (
            "It went from four hours to thirty minutes.",
            "It went from four hours to thirty minutes.",
            "It went from four hours to ninety minutes.",
        ),
        (
            "We went from 40 alerts a week to 7 by deleting every alert without an owner.",
            "We went from 40 alerts a week to 7, we deleted those without an owner.",
            "We went from 40 alerts a week to 15, we deleted those without an owner.",
        ),
        ("Nine engineers work on it.", "There are nine engineers on it.", "There are four engineers on it."),
    ],
)
def test_where_the_figure_is_the_point_a_wrong_one_stays_below_half(
    reference: str, right: str, wrong: str
) -> None:
    kind = TalkingPointKind.QUESTION_ANSWER
    good = judge("How big was the change?", reference, right, kind)
    assert good.score is not None
    assert good.score.value > 0.7
    verdict = judge("How big was the change?", reference, wrong, kind)
    assert FigureLabel.WRONG in {found.label for found in verdict.figures}
    assert verdict.score is not None
    assert verdict.score.value < 0.5


@pytest.mark.parametrize(
    "answer",
    [
        f"{FULL_ANSWER} Finding it took me two days.",
        "In two days I got the nightly report from four hours to thirty minutes. I added one index.",
        "I profiled it for an hour and found one query without an index.",
    ],
)
def test_a_figure_about_something_else_is_not_called_wrong(answer: str) -> None:
    verdict = draft(answer, question(), talking_point(*KEY_POINTS), Material()).verdict
    assert FigureLabel.WRONG not in {found.label for found in verdict.figures}
