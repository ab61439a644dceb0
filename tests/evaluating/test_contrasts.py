"""What is so and what is not, said the other way about."""

from __future__ import annotations

import pytest

from agents.evaluator.against.contrasts import turned_contrasts
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
