"""The hand-judged situations: what the prober asks in them."""

from __future__ import annotations

from pathlib import Path

import pytest

from agents.sayings import SPOKEN
from evals.follow_ups.judging import Judged, judged
from evals.follow_ups.situations import Part, situations

_STRENGTHS = ("strong", "middling", "weak")
_GOAL = 0.85


@pytest.mark.parametrize("part", ["seen", "unseen"])
def test_each_half_has_every_strength_and_all_languages(part: Part) -> None:
    chosen = situations(part)

    assert len(chosen) >= 20
    assert {each.strength for each in chosen} == set(_STRENGTHS)
    assert {each.language for each in chosen} == set(SPOKEN)


def test_a_wrong_aim_is_no_right_one() -> None:
    halves: tuple[Part, ...] = ("seen", "unseen")
    for part in halves:
        for each in situations(part):
            assert not set(each.right) & set(each.wrong), each.name


@pytest.mark.parametrize("part", ["seen", "unseen"])
def test_the_prober_asks_what_a_good_interviewer_would(part: Part, tmp_path: Path) -> None:
    found = judged(situations(part), tmp_path)

    for strength in _STRENGTHS:
        of_it = [each for each in found if each.situation.strength == strength]
        assert sum(each.right for each in of_it) >= _GOAL * len(of_it), strength


@pytest.mark.parametrize("part", ["aimed", "aside"])
def test_what_a_judge_found_poor_is_asked_no_more(part: Part, tmp_path: Path) -> None:
    wrong = {
        each.situation.name: each.faults for each in judged(situations(part), tmp_path) if not each.right
    }

    assert len(situations(part)) == 12
    assert wrong == {}


def test_a_fault_is_named(tmp_path: Path) -> None:
    first = situations("seen")[0]
    nothing_right = first.model_copy(update={"right": (), "wrong": {}, "never": ("?",)})

    [found] = judged([nothing_right], tmp_path)

    assert isinstance(found, Judged) and not found.right
    assert any(fault.startswith("aimed at") for fault in found.faults)
    assert "says “?”" in found.faults
