"""A short answer that may go against the guide: told as a doubt, which costs nothing."""

from __future__ import annotations

import pytest

from agents.evaluator.against.at_odds import as_one, differences, is_at_odds
from agents.evaluator.agent import evaluate
from agents.evaluator.material import Material
from domain.verdict import Flag, FlagKind, Label, Verdict
from knowledge.entailment.model import Entailed
from language.text import read
from tests.evaluating.material import question, talking_point
from tests.support.entailing import ABSENT, WrittenEntailment

GUIDE = "A damp clay body is slow to heat, so the kiln climbs gently at first."
AGAINST = "You push the burners to full straight away."
IN_ITS_WORDS = "A damp clay body is slow to heat, and so the kiln climbs gently first."
DOUBTED = Entailed(0.05, 0.1, 0.2, 0.65)


def at_odds(said: str, found: Entailed = DOUBTED) -> bool:
    return is_at_odds(read("How do you fire damp ware?").stems, read(GUIDE), read(said), found)


def test_other_words_that_the_encoder_half_denies_are_at_odds() -> None:
    assert at_odds(AGAINST)


@pytest.mark.parametrize(
    ("said", "found"),
    [
        (IN_ITS_WORDS, DOUBTED),
        (IN_ITS_WORDS, Entailed(0.0, 0.0, 0.0, 1.0)),  # however sure it is
        (AGAINST, Entailed(0.6, 0.2, 0.0, 0.2)),
        (AGAINST, ABSENT),  # beside the question, and not against it
    ],
)
def test_neither_the_words_nor_the_encoder_alone_make_an_alarm(said: str, found: Entailed) -> None:
    assert not at_odds(said, found)


def test_differences_are_told_by_words_that_are_not_the_questions() -> None:
    found = differences(
        read("Is the kiln hot?").stems,
        read("The kiln is hot and the vent is closed."),
        read("The vent is not open."),
    )
    assert found["told"] == 0.5
    assert found["more negations"] == 1
    assert found["opposites"] == 1
    assert differences(frozenset(), read(""), read("")) == differences(frozenset(), read("."), read("!"))


def test_of_two_key_points_the_weightier_counts_more() -> None:
    both = as_one([(Entailed(1, 0, 0, 0), 0.75), (Entailed(0, 0, 0, 1), 0.25)])
    assert (both.covered, both.denied) == (0.75, 0.25)


async def judged(said: str, *points: str) -> Verdict:
    encoder = WrittenEntailment(
        lambda answer, point: DOUBTED if len(points) > 1 else Entailed(0, 0, 0.3, 0.7)
    )
    return await evaluate(said, question(), talking_point(*points), Material(), entailment=encoder)


def doubts(verdict: Verdict) -> list[Flag]:
    return [flag for flag in verdict.flags if flag.kind is FlagKind.CONTRADICTS_GUIDE]


async def test_the_doubt_names_the_key_point_and_the_words_and_moves_no_label() -> None:
    verdict = await judged(AGAINST, GUIDE)
    (flag,) = doubts(verdict)
    assert flag.against == GUIDE
    assert flag.evidence is not None
    assert flag.evidence.quote in AGAINST
    assert [each.label for each in verdict.key_points] == [Label.UNSURE]


async def test_beside_three_key_points_nothing_is_doubted_so() -> None:
    assert doubts(await judged(AGAINST, GUIDE, "The door stays shut.", "Cones tell when it is done.")) == []
