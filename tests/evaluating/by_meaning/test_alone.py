"""An answer that denies only what the guide denies denies nothing of the guide."""

from __future__ import annotations

import pytest

from agents.evaluator.agent import evaluate
from agents.evaluator.by_meaning.alone import as_its_sentences_tell
from agents.evaluator.by_meaning.conveyed import Told
from agents.evaluator.material import Material
from domain.verdict import Label
from knowledge.entailment.model import Entailed
from language.text import read
from tests.evaluating.material import question, talking_point
from tests.support.entailing import ABSENT, COVERED, DENIED, WrittenEntailment

POINTS = (
    "I plan the shifts for nine people, three weeks ahead",
    "Nobody works more than four nights in a row",
    "Overtime fell by a fifth",
)
POINT = talking_point(*POINTS)
SHARED = "Nobody does more than four nights in a row"


def _as_a_whole(said: str, point: str) -> Entailed:
    """Hears two of three denied where sentences stand beside "nobody", and each by itself as it is."""
    if said.count(".") > 1 and "obody" in said and point != POINTS[2]:
        return DENIED
    words = {"shifts": POINTS[0], "nights": POINTS[1], "fifth": POINTS[2]}
    return COVERED if any(word in said and point == told for word, told in words.items()) else ABSENT


async def _labels(answer: str, finding: WrittenEntailment) -> list[Label]:
    verdict = await evaluate(answer, question(), POINT, Material(), entailment=finding)
    return [found.label for found in verdict.key_points]


async def test_each_key_point_is_as_its_own_sentence_tells_it() -> None:
    answer = f"The shifts are for nine people, three weeks ahead. {SHARED}. We cut overtime by a fifth."

    assert await _labels(answer, WrittenEntailment(_as_a_whole)) == [Label.COVERED] * 3


@pytest.mark.parametrize(
    "further",
    ["I never did any of that, though", "We cut overtime by a fifth, but never plan shifts"],
)
async def test_what_the_guide_does_not_deny_stays_a_denial(further: str) -> None:
    answer = f"The shifts are for nine people, three weeks ahead. {SHARED}. {further}."

    labels = await _labels(answer, WrittenEntailment(_as_a_whole))

    assert labels[0] is Label.CONTRADICTED


async def test_a_sentence_that_is_against_its_key_point_by_itself_stays_so() -> None:
    def finding(said: str, point: str) -> Entailed:
        return DENIED if "rose" in said and point == POINTS[2] else _as_a_whole(said, point)

    answer = f"The shifts are for nine people, three weeks ahead. {SHARED}. Overtime rose by a fifth."

    assert await _labels(answer, WrittenEntailment(finding)) == [
        Label.COVERED,
        Label.COVERED,
        Label.CONTRADICTED,
    ]


HEARD = (
    "The shifts are for nine people, three weeks ahead",
    "We don't do more than four nights in a row",
    "We cut overtime by a fifth",
)


def _afraid_of_any_not(said: str, point: str) -> Entailed:
    """Hears everything denied beside a sentence with "not", and each by itself as it is."""
    if said.count(".") > 1 and ("not" in said or "n't" in said):
        return DENIED
    words = {"shifts": POINTS[0], "nights": POINTS[1], "fifth": POINTS[2]}
    return COVERED if any(word in said and point == told for word, told in words.items()) else ABSENT


async def test_one_denial_as_fair_as_the_guides_denies_nothing_beside_it() -> None:
    labels = await _labels(". ".join(HEARD) + ".", WrittenEntailment(_afraid_of_any_not))

    assert labels == [Label.COVERED] * 3


@pytest.mark.parametrize(
    ("last", "labels"),
    [
        ("We cut overtime by a fifth", [Label.COVERED] * 3),
        # About none of the key points, and so perhaps about all.
        ("It was not like that, honestly", [Label.CONTRADICTED] * 3),
        # Denied by itself.
        ("Overtime isn't down by a fifth", [Label.COVERED, Label.COVERED, Label.CONTRADICTED]),
    ],
)
def test_what_may_be_meant_for_the_whole_leaves_all_as_it_was_heard(last: str, labels: list[Label]) -> None:
    def finding(said: str, point: str) -> Entailed:
        if "isn't down" in said:
            return DENIED if point == POINTS[2] else ABSENT
        return _afraid_of_any_not(said, point)

    denied = [Told(Label.CONTRADICTED, 0.0, DENIED, None) for _ in POINTS]
    heard = read(f"{HEARD[0]}. {HEARD[1]}. {last}.")
    found = as_its_sentences_tell(heard, POINT, denied, WrittenEntailment(finding))

    assert [each.label for each in found] == labels


async def test_a_sentence_with_a_figure_of_its_own_is_not_believed() -> None:
    answer = f"The shifts are for ninety people, three weeks ahead. {HEARD[1]}. {HEARD[2]}."

    labels = await _labels(answer, WrittenEntailment(_afraid_of_any_not))

    assert labels[0] is not Label.COVERED
    assert labels[2] is Label.COVERED


async def test_a_sentence_with_the_opposite_of_a_word_is_not_believed() -> None:
    answer = f"{HEARD[0]}. {HEARD[1]}. The overtime of all rose by a fifth."

    labels = await _labels(answer, WrittenEntailment(_afraid_of_any_not))

    assert labels[0] is Label.COVERED
    assert labels[2] is not Label.COVERED
