"""A wording that happens to have a word of what is missing is not the one that is chosen."""

from __future__ import annotations

import pytest

from agents.follow_up_prober.said import Said
from agents.follow_up_prober.wording import Choice
from domain.interview import Phase

SECRET = "Releases pay their price on a Monday"


def _said(answer: str, secret: str, seed: int) -> Said:
    choice = Choice((), (), seed)
    return Said(
        "How do you plan a release?", answer, "en", Phase.TECHNICAL, True, choice, seed, secret=secret
    )


@pytest.mark.parametrize("seed", range(8))
def test_a_word_of_what_is_missing_is_not_said(seed: int) -> None:
    assert "price" not in _said("I plan them.", SECRET, seed).of("ask.trade-off")


def test_what_was_said_already_is_no_secret_and_another_point_hides_nothing() -> None:
    def chosen(answer: str, secret: str) -> bool:
        return any("price" in _said(answer, secret, seed).of("ask.trade-off") for seed in range(8))

    assert chosen("There is a price.", SECRET)
    assert chosen("I plan them.", "A checklist hangs at the door")
