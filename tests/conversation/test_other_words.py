"""In a language that the encoder does not read no honest answer is told that it was beside the question."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import chain
from pathlib import Path

import pytest
import yaml

from agents.evaluator.agent import evaluate
from agents.evaluator.material import Material
from agents.follow_up_prober import agent as prober
from agents.follow_up_prober.policy import Target
from domain.guide import TalkingPoint, TalkingPointKind
from domain.interview import Phase, Question
from domain.values import Frozen
from domain.verdict import FlagKind, Verdict
from knowledge.entailment.model import Entailment
from tests.evaluating import material
from tests.support.entailing import COVERED, always

BESIDE = {FlagKind.OFF_TOPIC, FlagKind.OTHER_ANSWER, FlagKind.QUESTION_COPIED, FlagKind.KEYWORD_SOUP}
FOLDER = Path(__file__).with_name("other_words")


class Case(Frozen):
    """A question of a guide and another one, honest answers to it, and one that answers the other."""

    language: str
    phase: Phase
    question: str
    points: tuple[str, ...]
    others: tuple[tuple[str, ...], ...]
    answers: tuple[str, ...]
    elsewhere: str

    @property
    def point(self) -> TalkingPoint:
        return self._talking_point(1, self.question, self.points)

    @property
    def asked(self) -> Question:
        asked = material.question(self.question, self.phase)
        return asked.model_copy(update={"talking_point_id": self.point.id, "language": self.language})

    @property
    def material(self) -> Material:
        others = (
            self._talking_point(at, title, points) for at, (title, *points) in enumerate(self.others, start=2)
        )
        return Material(other_points=tuple(others))

    def _talking_point(self, at: int, title: str, points: Sequence[str]) -> TalkingPoint:
        if self.phase is not Phase.STORY:
            return material.talking_point(*points, title=title)
        # Any of one's stories would do where the question names none.
        return material.talking_point(*points, kind=TalkingPointKind.STAR_STORY, title=f"Story {at}")


def cases(half: str) -> list[Case]:
    text = (FOLDER / f"{half}.yaml").read_text(encoding="utf-8")
    return [Case.model_validate(each) for each in yaml.safe_load(text)]


CASES = [
    pytest.param(each, id=f"{each.language}-{each.phase}") for each in chain(cases("seen"), cases("unseen"))
]
ENCODERS = [pytest.param(always(COVERED), id="with an encoder"), pytest.param(None, id="without one")]


async def verdict_on(case: Case, answer: str, entailment: Entailment | None) -> Verdict:
    return await evaluate(answer, case.asked, case.point, case.material, entailment=entailment)


def target_of(case: Case, answer: str, verdict: Verdict) -> Target | None:
    aimed = prober.aim(verdict, case.asked, (), answers=[answer], point=case.point, further=True)
    return aimed.target if aimed is not None else None


@pytest.mark.parametrize("entailment", ENCODERS)
@pytest.mark.parametrize("case", CASES)
async def test_an_honest_answer_in_other_words_is_not_led_back(
    case: Case, entailment: Entailment | None
) -> None:
    for answer in case.answers:
        verdict = await verdict_on(case, answer, entailment)
        assert target_of(case, answer, verdict) is not Target.BACK_TO_QUESTION, answer


@pytest.mark.parametrize("entailment", ENCODERS)
@pytest.mark.parametrize("case", CASES)
async def test_nor_is_it_told_that_it_was_beside_the_question(
    case: Case, entailment: Entailment | None
) -> None:
    for answer in case.answers:
        verdict = await verdict_on(case, answer, entailment)
        assert not BESIDE & {flag.kind for flag in verdict.flags}, answer


@pytest.mark.parametrize("case", CASES)
async def test_what_answers_another_question_in_its_words_is_led_back_all_the_same(case: Case) -> None:
    verdict = await verdict_on(case, case.elsewhere, always(COVERED))
    assert FlagKind.OTHER_ANSWER in {flag.kind for flag in verdict.flags}


@pytest.mark.parametrize("case", CASES)
async def test_the_bare_question_is_no_answer_in_any_language(case: Case) -> None:
    verdict = await verdict_on(case, case.question, always(COVERED))
    assert FlagKind.QUESTION_COPIED in {flag.kind for flag in verdict.flags}
