"""Who denies what the guide denies says what it says."""

from __future__ import annotations

import pytest

from agents.evaluator.by_meaning.both_deny import without_common_denials
from agents.evaluator.by_meaning.conveyed import DENIED as FROM
from knowledge.entailment.model import Entailed
from tests.support.entailing import COVERED, DENIED, WrittenEntailment

BESIDE = "The customer had changed the requirements."


def _afraid_of_not(said: str, point: str) -> Entailed:
    """Takes whatever holds a negation for a denial of everything."""
    words = f"{said} {point}".lower().replace(".", "").split()
    return DENIED if {"not", "never", "without", "wasn't"} & set(words) else COVERED


def _found(said: str, *points: str) -> tuple[tuple[Entailed, ...], list[str]]:
    encoder = WrittenEntailment(_afraid_of_not)
    reading = encoder.read(said, points)
    return without_common_denials(said, points, encoder, reading, FROM).found, encoder.asked[1:]


@pytest.mark.parametrize(
    ("said", "point"),
    [
        ("I had not rehearsed the rollback.", "I moved it without rehearsing the rollback."),
        ("The scope wasn't written.", "We began without a written scope."),
        ("I never blame the driver.", "I do not blame the driver."),
    ],
)
def test_what_both_deny_is_told_and_takes_nothing_else_along(said: str, point: str) -> None:
    found, _ = _found(f"{BESIDE} {said}", point, BESIDE)

    assert found == (COVERED, COVERED)


@pytest.mark.parametrize(
    ("said", "point"),
    [
        ("I had rehearsed the rollback.", "I moved it without rehearsing the rollback."),
        ("I had not rehearsed the rollback.", "I rehearsed the rollback."),
        ("I had not called the customer.", "I moved it without rehearsing the rollback."),
        # "Not only" denies nothing.
        ("And I do not test with a reader.", "Tested with a reader, not only with a tool."),
        # Two undo each other.
        ("It is not so that I never blame the driver.", "I do not blame the driver."),
    ],
)
def test_a_denial_stays_one(said: str, point: str) -> None:
    found, read_again = _found(said, point)

    assert found == (DENIED,) and not read_again


def test_only_the_negation_is_left_out() -> None:
    _, read_again = _found("Then, I had not rehearsed it, sadly.", "I did it without having rehearsed it.")

    assert read_again == ["Then, I had rehearsed it, sadly."]
