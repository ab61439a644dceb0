"""Words that the candidate points to are read beside that key point alone."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime

from agents.evaluator.agent import evaluate
from agents.evaluator.material import Material
from agents.evaluator.objecting import Pointed, look_again
from domain.objection import Ruling
from domain.verdict import Evidence, Label
from knowledge.entailment.model import Reading
from tests.evaluating.material import KEY_POINTS, question, talking_point
from tests.support.entailing import ABSENT, COVERED, WrittenEntailment

POINT = talking_point(*KEY_POINTS)
WORDS = "it was far too slow for the people in the morning"
ANSWER = f"Well, {WORDS}. The rest I leave out."


class Crowded(WrittenEntailment):
    """Hears a point only where no other stands beside it, as an encoder may with a few words."""

    def __init__(self) -> None:
        super().__init__(lambda said, point: ABSENT)
        self._alone = WrittenEntailment(lambda said, point: COVERED)

    def read(self, said: str, points: Sequence[str]) -> Reading:
        return self._alone.read(said, points) if len(points) == 1 else super().read(said, points)


async def test_a_few_words_are_read_beside_the_point_they_are_to_say() -> None:
    encoder = Crowded()
    verdict = await evaluate(ANSWER, question(), POINT, Material(), entailment=encoder)
    missing = verdict.labelled(Label.MISSING)[0]
    start = ANSWER.index(WORDS)
    pointed = Pointed(missing.key_point.id, Evidence(quote=WORDS, start=start, end=start + len(WORDS)))
    now = datetime(2026, 11, 28, tzinfo=UTC)
    amended, objection = look_again(
        verdict, pointed, ANSWER, question(), POINT, Material(), now, entailment=encoder
    )
    assert objection.ruling is Ruling.ACCEPTED
    assert amended.labelled(Label.COVERED)[0].key_point == missing.key_point
    assert amended.score is not None and verdict.score is not None
    assert amended.score.value > verdict.score.value
