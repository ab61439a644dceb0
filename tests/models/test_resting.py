"""A model that keeps failing is left alone for a while."""

from __future__ import annotations

import pytest

from domain.errors import ModelUnavailable
from models.resting import Resting
from tests.models.samples import Clock


def tired(clock: Clock) -> Resting:
    resting = Resting(clock, limit=3, seconds=60)
    for _ in range(3):
        resting.failed()
    return resting


def test_two_failures_are_forgiven_and_a_success_clears_them() -> None:
    resting = Resting(Clock(), limit=3, seconds=60)
    for _ in range(4):
        resting.failed()
        resting.failed()
        resting.succeeded()

    resting.check("a:b")


def test_the_third_failure_in_a_row_starts_a_rest() -> None:
    with pytest.raises(ModelUnavailable, match="a:b failed 3 times in a row and rests for 60 s"):
        tired(Clock()).check("a:b")


def test_a_rest_ends() -> None:
    clock = Clock()
    resting = tired(clock)
    clock.now += 60

    resting.check("a:b")


def test_the_first_failure_after_a_rest_starts_another() -> None:
    clock = Clock()
    resting = tired(clock)
    clock.now += 61
    resting.failed()

    with pytest.raises(ModelUnavailable, match="rests for 60 s"):
        resting.check("a:b")


def test_a_rest_is_told_in_the_same_words_while_it_lasts() -> None:
    clock = Clock()
    resting = tired(clock)
    rest = resting.rest
    clock.now += 42
    resting.failed()

    assert rest is not None and resting.rest == rest
    assert rest.of("a:b") == "a:b failed 3 times in a row and rests for 60 s"
    clock.now += 60
    assert resting.rest is None
