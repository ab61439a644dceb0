"""Lengths of time that are told by the way, and those that are claims."""

from __future__ import annotations

import pytest

from agents.evaluator.draft import draft
from agents.evaluator.material import Material
from domain.verdict import FlagKind, Verdict
from tests.evaluating.material import KEY_POINTS, question, talking_point

GERMAN = ("Ich tröste das Kind und rufe die Eltern an.", "Der Bericht ist in 20 Minuten geschrieben.")


def claims(answer: str, *key_points: str) -> int:
    verdict: Verdict = draft(answer, question(), talking_point(*key_points), Material()).verdict
    return sum(flag.kind is FlagKind.NEW_CLAIM for flag in verdict.flags)


@pytest.mark.parametrize(
    ("answer", "key_points"),
    [
        ("I sat with her for ten minutes in the corridor, then I added the index.", KEY_POINTS),
        ("About an hour later the phone rang, and I split the work by region.", KEY_POINTS),
        ("Ich tröste das Kind und sitze zehn Minuten mit ihm auf der Bank.", GERMAN),
    ],
)
def test_a_small_detail_of_a_story_is_no_claim(answer: str, key_points: tuple[str, ...]) -> None:
    assert claims(answer, *key_points) == 0


@pytest.mark.parametrize(
    ("answer", "key_points"),
    [
        ("After the index the nightly report ran in ten minutes.", KEY_POINTS),
        ("I added the index, and it saved forty minutes a day.", KEY_POINTS),
        ("I have led the team for nine years.", KEY_POINTS),
        ("Sure, the p95 is five minutes.", KEY_POINTS),
        ("Den Bericht schreibe ich in 45 Minuten, und ich tröste das Kind.", GERMAN),
    ],
)
def test_a_time_of_what_the_guide_measures_or_of_a_change_is(
    answer: str, key_points: tuple[str, ...]
) -> None:
    verdict = draft(answer, question(), talking_point(*key_points), Material()).verdict
    wrong = any(figure.expected for figure in verdict.figures)

    assert claims(answer, *key_points) == 1 or wrong
