"""Which question of the guides was asked in a real interview, and which is in none."""

from __future__ import annotations

from typing import Any, cast

import numpy as np
import pytest

from app.debrief.exchanges import Exchange
from app.debrief.matching import Matching
from domain.guide import Passage, TalkingPoint
from knowledge.base import KnowledgeBase
from tests.support.knowledge import talking_point

TITLES = ("Why this team?", "switching off our own favourite", "How do you handle schema changes?")

ANSWERS = (
    "They measure what they change",
    "We gave up the rewriter that everybody liked",
    "A registry refuses what breaks readers",
)


class Near:
    """Knowledge of `TITLES`: a question is as near to each as `cosines` says, an answer found in `told`."""

    def __init__(self, cosines: tuple[float, ...], told: tuple[int, ...] = ()) -> None:
        self.talking_points = tuple(
            talking_point(title, because, key_points=(because,), line=10 * at)
            for at, (title, because) in enumerate(zip(TITLES, ANSWERS, strict=True), start=1)
        )
        self.languages = {point.source.guide: "en" for point in self.talking_points}
        self._cosines, self._told = cosines, told

    def similarity(self, one: list[str], others: list[str]) -> np.ndarray:
        assert len(one) == 1 and len(others) == len(TITLES)
        return np.array([self._cosines])

    def search(self, query: str, **options: Any) -> list[Passage]:
        del query, options
        points = [self.talking_points[at] for at in self._told]
        return [
            Passage(talking_point_id=p.id, kind=p.kind, text=p.text, source=p.source, score=0.5)
            for p in points
        ]


def found(asked: str, near: Near) -> TalkingPoint | None:
    exchange = Exchange("Kim", asked, asked, None)
    return Matching(cast(KnowledgeBase, near), "en").point_of(exchange)


@pytest.mark.parametrize("told", [(), (2,)])
def test_a_question_that_is_only_fairly_near_is_in_no_guide_where_its_answer_is_not(
    told: tuple[int, ...],
) -> None:
    assert found("What is your favourite colour?", Near((0.1, 0.4, 0.1), told)) is None


def test_it_is_in_the_guide_where_its_answer_is_or_where_it_is_near() -> None:
    there = Near((0.1, 0.4, 0.1), (1,))
    assert found("Tell me of a thing you liked and gave up.", there) == there.talking_points[1]
    near = Near((0.1, 0.6, 0.1))
    assert found("Tell me of a thing you liked and gave up.", near) == near.talking_points[1]


def test_one_word_in_common_is_the_question_only_where_there_is_no_other() -> None:
    nothing_near = (0.1, 0.1, 0.1)
    assert found("How many people were on your team?", Near(nothing_near)) is None
    near = Near(nothing_near)
    assert found("Why our team?", near) == near.talking_points[0]
