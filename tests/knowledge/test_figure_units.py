"""Figures with their units, limits and subjects, as people say them in an answer."""

from __future__ import annotations

from pathlib import Path

import pytest

from agents.evaluator.batch import judge
from domain.guide import Source, TalkingPointKind
from domain.verdict import FigureLabel, FlagKind
from knowledge.figures import check_figures

_HERE = Path(__file__).parent
_SHARE = (
    "The classifier reached an accuracy of 91.2 %, checked against a held-out set of 800 tickets. "
    "It answers with a p95 of 2 seconds."
)


def _cases(name: str) -> list[list[str]]:
    lines = (_HERE / name).read_text(encoding="utf-8").splitlines()
    return [line.split(" => ") for line in lines if " => " in line and not line.startswith("#")]


@pytest.mark.parametrize(
    "case", _cases("figure_claims.txt") + _cases("figure_claims_more.txt"), ids=lambda case: str(case[0])
)
def test_the_figures_of_an_answer_are_held_against_a_line(case: list[str]) -> None:
    answer, line, wanted = case
    found = check_figures(answer, [(line, Source(guide="facts.md", first_line=1, last_line=1))])
    labels = [each.label.value for each in found] or ["nothing"]
    # "-" is a figure that must be called neither right nor close.
    never = [
        "-" if want == "-" and label in ("wrong", "unknown") else label
        for want, label in zip(wanted.split(), labels, strict=True)
    ]
    assert " ".join(never) == wanted, [each.said.quote for each in found]


@pytest.mark.parametrize("invented", ["97 percent", "97 %", "about ninety-seven percent", "97.5 percent"])
@pytest.mark.parametrize(
    "frame", ["It got to {}.", "We reached {} accuracy on the held-out set.", "It was right for {} of them."]
)
def test_an_invented_share_is_flagged_in_any_words(frame: str, invented: str) -> None:
    found = judge("How good is it?", _SHARE, frame.format(invented), TalkingPointKind.QUESTION_ANSWER)
    wrong = [each for each in found.figures if each.label is FigureLabel.WRONG]
    claimed = any(flag.kind is FlagKind.NEW_CLAIM for flag in found.flags)
    assert wrong or claimed


@pytest.mark.parametrize("said", ["91.2 %", "91.2 percent", "ninety-one point two percent"])
def test_the_share_of_the_guide_is_right_in_any_words(said: str) -> None:
    found = judge("How good is it?", _SHARE, f"It got to {said}.", TalkingPointKind.QUESTION_ANSWER)
    assert [each.label for each in found.figures] == [FigureLabel.RIGHT]
    assert not [flag for flag in found.flags if flag.kind is FlagKind.NEW_CLAIM]
