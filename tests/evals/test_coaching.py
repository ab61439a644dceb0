"""The coach on situations that were labelled by hand, and on statements that are true by the guide."""

from __future__ import annotations

import pytest

from evals.coaching.situations import Misheard, Part, Situation, judge, situations
from evals.coaching.statements import flagged, statements


def test_there_are_forty_situations_and_a_hundred_true_statements_half_of_them_unseen() -> None:
    counts = {part: (len(situations(part)), len(list(statements(part)))) for part in ("seen", "unseen")}

    assert counts == {"seen": (22, 56), "unseen": (23, 55)}


@pytest.mark.parametrize("situation", situations("seen"), ids=lambda situation: situation.id)
def test_the_advice_repeats_nothing_and_can_be_said(situation: Situation) -> None:
    judged = judge(situation)

    assert judged.repeats + judged.unspeakable + judged.uncited + judged.overlong + judged.foreign == ()


# Where words alone are compared, nothing tells that half of a point is half of it.
_BY_WORDS_ALONE = {"teacher-half-in-a-good-answer-de"}


@pytest.mark.parametrize("part", ["aimed", "aside"])
def test_what_was_heard_is_told_as_it_was_heard(part: Misheard) -> None:
    misheard = {each.situation.id: each.misheard for each in map(judge, situations(part)) if each.misheard}

    assert len(situations(part)) == 8
    assert misheard.keys() <= _BY_WORDS_ALONE, misheard


@pytest.mark.parametrize("part", ["seen", "unseen"])
def test_what_is_true_by_the_guide_is_not_told_to_be_checked(part: Part) -> None:
    """By words alone: what the encoder adds is measured, and not the same in every version of it."""
    told = [statement.said for statement in statements(part) if flagged(statement, None)]

    assert len(told) <= 2, told


def test_a_statement_that_is_false_is_told_to_be_checked() -> None:
    first = next(iter(statements("seen")))
    false = type(first)(first.point, first.facts, "I rub up the womb and give ninety units of oxytocin.")

    assert flagged(false, None)
