"""What is so and what is not, said the other way about."""

from __future__ import annotations

import pytest

from agents.evaluator.against.places.contrasts import kept_contrasts, turned_contrasts
from language.text import read
from tests.support.talking import key_point


@pytest.mark.parametrize(
    ("planned", "said", "turned"),
    [
        (
            "I hand over at the bedside, never in the office.",
            "I hand over in the office, never at the bedside.",
            True,
        ),
        ("We deploy on Tuesdays, not on Fridays", "Well. We deploy on Fridays, and not on Tuesdays", True),
        (
            "I hand over at the bedside, never in the office.",
            "I hand over at the bedside, never in the office.",
            False,
        ),
        (
            "I hand over at the bedside, never in the office.",
            "I hand over at the bedside, not in the hall.",
            False,
        ),
        ("We deploy on Tuesdays, not on Fridays", "We don't deploy on Fridays, not even on Tuesdays.", False),
        ("Weigh the flour, not only the water", "I weigh the water, not only the flour", False),
        ("The queue is in front of the mail", "The mail is in front of the queue, not behind it", False),
    ],
)
def test_two_sides_in_one_anothers_place_turn_a_key_point(planned: str, said: str, turned: bool) -> None:
    (found,) = turned_contrasts(read(said), [key_point("k1", planned)])

    assert (found is not None) is turned


@pytest.mark.parametrize(
    ("planned", "said", "kept"),
    [
        (
            "I hand over at the bedside, never in the office.",
            "I never hand over in the office, always at the bedside.",
            True,
        ),
        (
            "Reports are filed by date, not by client.",
            "I don't file reports by client, I file them by date.",
            True,
        ),
        (
            "We deploy on Tuesdays, not on Fridays",
            "We don't deploy on Tuesdays, we deploy on Fridays.",
            False,
        ),
        ("We deploy on Tuesdays, not on Fridays", "We don't deploy on Tuesdays.", False),
        ("It is fine to say that they do not know.", "It is never fine to say that they do not know.", False),
    ],
)
def test_what_the_guide_denies_as_well_takes_nothing_back(planned: str, said: str, kept: bool) -> None:
    (found,) = kept_contrasts(read(said), [planned])

    assert bool(found) is kept
